"""A provincial plan without Điều: sections, inline assignments, and a landscape table that runs
over pages.
"""

from samples.elements import Cell, Document, Grid, NewPage, Para, centred, header, signature

_WORK = (
    ("Ban hành hướng dẫn rà soát, chuẩn hóa dữ liệu hộ tịch của các xã, phường", "Sở Tư pháp", "Công an tỉnh", "Tháng 5/2026", "Văn bản"),
    ("Số hóa sổ hộ tịch lưu trữ tại các xã, phường", "UBND các xã, phường", "Sở Tư pháp; Sở Nội vụ", "30/11/2026", "Dữ liệu hộ tịch số"),
    ("Kết nối cơ sở dữ liệu đất đai với cổng dịch vụ công của tỉnh", "Sở Nông nghiệp và Môi trường", "Sở Khoa học và Công nghệ", "Quý III/2026", "Kết nối"),
    ("Triển khai bệnh án điện tử tại các bệnh viện công lập", "Sở Y tế", "Bảo hiểm xã hội tỉnh", "31/12/2026", "Bệnh án điện tử"),
    ("Triển khai học bạ số ở các cấp học phổ thông", "Sở Giáo dục và Đào tạo", "UBND các xã, phường", "Trước ngày 30/6/2026", "Học bạ số"),
    ("Nâng cấp hệ thống thông tin giải quyết thủ tục hành chính", "Sở Khoa học và Công nghệ", "Văn phòng UBND tỉnh", "Quý IV/2026", "Hệ thống"),
    ("Tổ chức thanh toán không dùng tiền mặt trong các cơ sở giáo dục, y tế", "Sở Tài chính", "Sở Y tế, Sở Giáo dục và Đào tạo", "Năm 2026", "Báo cáo"),
    ("Tuyên truyền kỹ năng an toàn trên môi trường mạng cho người dân", "Sở Văn hóa, Thể thao và Du lịch", "Báo và Phát thanh, Truyền hình tỉnh", "Thường xuyên", "Tin, bài"),
    ("Diễn tập ứng cứu sự cố an toàn thông tin mạng", "Công an tỉnh", "Sở Khoa học và Công nghệ và các đơn vị có liên quan", "Hằng năm", "Kịch bản diễn tập"),
    ("Đánh giá mức độ chuyển đổi số của các sở, ban, ngành", "Sở Khoa học và Công nghệ", "Các sở, ban, ngành", "Trước 15/12 hằng năm", "Quyết định công bố"),
)  # fmt: skip

_ROWS = tuple(
    (
        str(i),
        f"{work}; rà soát, tổng hợp khó khăn, vướng mắc trong quá trình thực hiện, kịp thời đề xuất Ủy ban nhân dân tỉnh xem xét, chỉ đạo "
        "theo thẩm quyền, bảo đảm đồng bộ với các nhiệm vụ khác của Kế hoạch này",
        *rest,
    )
    for i, (work, *rest) in enumerate(_WORK, 1)
)

KE_HOACH = Document(
    "ke-hoach-tinh",
    (
        header(["ỦY BAN NHÂN DÂN\nTỈNH HÒA GIANG"], "Số: 88/KH-UBND", "Hòa Giang, ngày 05 tháng 02 năm 2026"),
        centred("KẾ HOẠCH"),
        centred("Phát triển chính quyền số tỉnh Hòa Giang năm 2026"),
        Para(
            "Thực hiện Nghị quyết số 21-NQ/TU ngày 12 tháng 01 năm 2026 của Ban Thường vụ Tỉnh ủy về chuyển đổi số; Quyết định số "
            "512/QĐ-TTg ngày 15 tháng 01 năm 2026 của Thủ tướng Chính phủ, Ủy ban nhân dân tỉnh ban hành Kế hoạch phát triển chính "
            "quyền số tỉnh Hòa Giang năm 2026 như sau:"
        ),
        Para("I. MỤC ĐÍCH, YÊU CẦU", bold=True),
        Para("1. Mục đích", bold=True),
        Para("- Nâng cao chất lượng phục vụ người dân và doanh nghiệp."),
        Para("- Hình thành thói quen sử dụng dịch vụ công trực tuyến."),
        Para("2. Yêu cầu", bold=True),
        Para("Các nhiệm vụ được phân công rõ người, rõ việc, rõ thời gian, rõ sản phẩm."),
        Para("II. NHIỆM VỤ TRỌNG TÂM", bold=True),
        Para("1. Ngày hội chuyển đổi số", bold=True),
        Para("- Đơn vị chủ trì: Sở Khoa học và Công nghệ."),
        Para("- Đơn vị phối hợp: Sở Tài chính, Báo và Phát thanh, Truyền hình tỉnh."),
        Para("- Thời gian: ngày 10/10/2026."),
        Para("2. Phát triển dữ liệu số", bold=True),
        Para("Chi tiết tại Phụ lục kèm theo Kế hoạch này."),
        Para("III. TỔ CHỨC THỰC HIỆN", bold=True),
        Para(
            "1. Giao Sở Khoa học và Công nghệ chủ trì, phối hợp với Văn phòng UBND tỉnh theo dõi, đôn đốc, tổng hợp kết quả thực hiện, "
            "báo cáo UBND tỉnh trước ngày 20/12/2026."
        ),
        Para("2. Sở Tài chính tham mưu bố trí kinh phí thực hiện Kế hoạch."),
        Para("3. UBND các xã, phường căn cứ Kế hoạch này xây dựng kế hoạch của địa phương, hoàn thành trong tháng 3/2026./."),
        signature(
            ["Thường trực Tỉnh ủy (b/c)", "Các sở, ban, ngành", "UBND các xã, phường", "Lưu: VT, KGVX"],
            ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Khánh Hạ Lam"],
        ),
        NewPage(landscape=True),
        centred("PHỤ LỤC"),
        centred("DANH MỤC NHIỆM VỤ PHÁT TRIỂN CHÍNH QUYỀN SỐ NĂM 2026"),
        centred("(Kèm theo Kế hoạch số 88/KH-UBND ngày 05 tháng 02 năm 2026 của Ủy ban nhân dân tỉnh Hòa Giang)", bold=False, italic=True),
        Grid(
            (
                (Cell("TT", rows=2), Cell("Nội dung nhiệm vụ", rows=2), Cell("Phân công", columns=2), Cell("Thời hạn hoàn thành", rows=2), Cell("Sản phẩm", rows=2)),
                ("Cơ quan chủ trì", "Cơ quan phối hợp"),
                ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
                *_ROWS,
            ),
            (1.2, 9.5, 4.2, 4.8, 3.2, 2.8),
            header_rows=2,
        ),
    ),
)  # fmt: skip
