"""An amending decree: quoted articles, clauses and points whose numbers are no structure of its
own.
"""

from samples.elements import Document, Para, centred, header, signature

NGHI_DINH = Document(
    "nghi-dinh-sua-doi",
    (
        header(["CHÍNH PHỦ"], "Số: 177/2026/NĐ-CP", "Hà Nội, ngày 12 tháng 6 năm 2026"),
        centred("NGHỊ ĐỊNH"),
        centred(
            "Sửa đổi, bổ sung một số điều của Nghị định số 72/2022/NĐ-CP ngày 04 tháng 10 năm 2022 của Chính phủ quy định về quỹ "
            "phát triển bền vững địa phương"
        ),
        Para("Căn cứ Luật Tổ chức Chính phủ số 63/2025/QH15;", italic=True),
        Para("Căn cứ Luật Ngân sách nhà nước số 89/2025/QH15;", italic=True),
        Para("Theo đề nghị của Bộ trưởng Bộ Tài chính;", italic=True),
        Para(
            "Chính phủ ban hành Nghị định sửa đổi, bổ sung một số điều của Nghị định số 72/2022/NĐ-CP ngày 04 tháng 10 năm 2022 của "
            "Chính phủ quy định về quỹ phát triển bền vững địa phương.",
            italic=True,
        ),
        Para("Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 72/2022/NĐ-CP", bold=True),
        Para("1. Sửa đổi, bổ sung Điều 5 như sau:"),
        Para("“Điều 5. Nguồn vốn của Quỹ", bold=True),
        Para("1. Vốn điều lệ do ngân sách địa phương cấp."),
        Para("2. Vốn bổ sung hằng năm từ:"),
        Para("a) Kết quả hoạt động;"),
        Para("b) Các khoản tài trợ hợp pháp.”."),
        Para("2. Sửa đổi khoản 2 và bổ sung khoản 2a vào sau khoản 2 Điều 8 như sau:"),
        Para("“2. Hội đồng quản lý Quỹ họp định kỳ mỗi quý một lần."),
        Para("2a. Hội đồng quản lý Quỹ họp đột xuất khi có yêu cầu của Chủ tịch Hội đồng.”."),
        Para("3. Bãi bỏ điểm c khoản 1 Điều 12."),
        Para("Điều 2. Thay thế, bãi bỏ một số cụm từ", bold=True),
        Para(
            "1. Thay thế cụm từ “Sở Kế hoạch và Đầu tư” bằng cụm từ “Sở Tài chính” tại các điều sau:"
        ),
        Para("a) Khoản 1 Điều 6;"),
        Para("b) Điểm a khoản 3 Điều 9."),
        Para("2. Bãi bỏ cụm từ “cấp huyện” tại khoản 4 Điều 10."),
        Para("Điều 3. Điều khoản thi hành", bold=True),
        Para("1. Nghị định này có hiệu lực thi hành từ ngày 01 tháng 8 năm 2026."),
        Para(
            "2. Các Bộ trưởng, Thủ trưởng cơ quan ngang bộ, Thủ trưởng cơ quan thuộc Chính phủ, Chủ tịch Ủy ban nhân dân các tỉnh, "
            "thành phố trực thuộc Trung ương chịu trách nhiệm thi hành Nghị định này./."
        ),
        signature(
            ["Ban Bí thư Trung ương Đảng", "Các Bộ, cơ quan ngang Bộ", "Lưu: VT, KTTH"],
            ["TM. CHÍNH PHỦ", "KT. THỦ TƯỚNG", "PHÓ THỦ TƯỚNG", "Nguyễn Bảo Châu Anh"],
        ),
    ),
)
