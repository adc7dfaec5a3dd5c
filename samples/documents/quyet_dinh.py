"""A ministry's decision that issues a plan with a full assignment appendix: group rows, merged
cells, sub-rows.
"""

from samples.elements import Cell, Document, Grid, NewPage, Para, centred, header, signature

_ISSUED = "(Ban hành kèm theo Quyết định số 215/QĐ-BPTBV ngày 09 tháng 3 năm 2026 của Bộ trưởng Bộ Phát triển Bền vững)"
_TITLE = "Chuyển đổi số ngành phát triển bền vững giai đoạn 2026 - 2030"

QUYET_DINH = Document(
    "quyet-dinh-phan-cong",
    (
        header(["BỘ PHÁT TRIỂN BỀN VỮNG"], "Số: 215/QĐ-BPTBV", "Hà Nội, ngày 09 tháng 3 năm 2026"),
        centred("QUYẾT ĐỊNH"),
        centred(f"Ban hành Kế hoạch {_TITLE}"),
        centred("BỘ TRƯỞNG BỘ PHÁT TRIỂN BỀN VỮNG"),
        Para("Căn cứ Luật Tổ chức Chính phủ ngày 18 tháng 02 năm 2025;", italic=True),
        Para(
            "Căn cứ Nghị định số 41/2025/NĐ-CP ngày 27 tháng 02 năm 2025 của Chính phủ quy định chức năng, nhiệm vụ, quyền hạn và "
            "cơ cấu tổ chức của Bộ Phát triển Bền vững;",
            italic=True,
        ),
        Para(
            "Căn cứ Quyết định số 512/QĐ-TTg ngày 15 tháng 01 năm 2026 của Thủ tướng Chính phủ phê duyệt Chương trình chuyển đổi số "
            "quốc gia giai đoạn 2026 - 2030;",
            italic=True,
        ),
        Para("Theo đề nghị của Cục trưởng Cục Chuyển đổi số.", italic=True),
        centred("QUYẾT ĐỊNH:"),
        Para(f"Điều 1. Ban hành kèm theo Quyết định này Kế hoạch {_TITLE}."),
        Para("Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày ký ban hành."),
        Para(
            "Điều 3. Chánh Văn phòng Bộ, Cục trưởng Cục Chuyển đổi số, Thủ trưởng các đơn vị thuộc Bộ và các tổ chức, cá nhân có "
            "liên quan chịu trách nhiệm thi hành Quyết định này./."
        ),
        signature(
            [
                "Như Điều 3",
                "Bộ trưởng (để báo cáo)",
                "Cổng Thông tin điện tử của Bộ",
                "Lưu: VT, CĐS",
            ],
            ["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "Lê Minh Thảo Vy"],
        ),
        NewPage(),
        centred("KẾ HOẠCH"),
        centred(_TITLE),
        centred(_ISSUED, bold=False, italic=True),
        Para("I. MỤC TIÊU", bold=True),
        Para(
            "1. Đến năm 2030, 100% thủ tục hành chính đủ điều kiện của ngành được cung cấp trực tuyến toàn trình."
        ),
        Para(
            "2. Hình thành kho dữ liệu dùng chung của ngành, kết nối với Cơ sở dữ liệu tổng hợp quốc gia."
        ),
        Para("II. NHIỆM VỤ VÀ GIẢI PHÁP", bold=True),
        Para("1. Hoàn thiện thể chế", bold=True),
        Para(
            "a) Rà soát, trình ban hành các văn bản quy định về quản lý, kết nối và chia sẻ dữ liệu của ngành."
        ),
        Para("b) Xây dựng quy chế quản lý, vận hành kho dữ liệu dùng chung."),
        Para("2. Phát triển hạ tầng và dữ liệu", bold=True),
        Para("a) Nâng cấp trung tâm dữ liệu theo mô hình điện toán đám mây."),
        Para("b) Số hóa hồ sơ, kết quả giải quyết thủ tục hành chính còn hiệu lực."),
        Para("III. TỔ CHỨC THỰC HIỆN", bold=True),
        Para(
            "1. Cục Chuyển đổi số chủ trì, phối hợp với Văn phòng Bộ và các đơn vị có liên quan theo dõi, đôn đốc việc thực hiện Kế "
            "hoạch; báo cáo Bộ trưởng trước ngày 15 tháng 12 hằng năm."
        ),
        Para(
            "2. Vụ Kế hoạch - Tài chính bố trí kinh phí thực hiện Kế hoạch theo quy định của pháp luật."
        ),
        Para(
            "3. Thủ trưởng các đơn vị thuộc Bộ xây dựng kế hoạch của đơn vị mình, hoàn thành trước ngày 30 tháng 4 năm 2026./."
        ),
        NewPage(landscape=True),
        centred("PHỤ LỤC"),
        centred("PHÂN CÔNG NHIỆM VỤ THỰC HIỆN KẾ HOẠCH"),
        centred(_ISSUED, bold=False, italic=True),
        Grid(
            (
                (
                    "STT",
                    "Nhiệm vụ",
                    "Đơn vị chủ trì",
                    "Đơn vị phối hợp",
                    "Thời gian hoàn thành",
                    "Sản phẩm",
                ),
                (Cell("I", bold=True), Cell("Hoàn thiện thể chế", columns=5, bold=True)),
                (
                    "1",
                    "Rà soát, trình ban hành các văn bản quy định về quản lý, kết nối và chia sẻ dữ liệu của ngành",
                    "Vụ Pháp chế",
                    "Cục Chuyển đổi số, Vụ Kế hoạch - Tài chính và các đơn vị có liên quan",
                    "Quý II/2026",
                    "Thông tư",
                ),
                (
                    "2",
                    "Xây dựng quy chế quản lý, vận hành kho dữ liệu dùng chung",
                    "Cục Chuyển đổi số",
                    "Văn phòng Bộ; Thanh tra Bộ",
                    "30/9/2026",
                    "Quyết định của Bộ trưởng",
                ),
                (
                    Cell("II", bold=True),
                    Cell("Phát triển hạ tầng và dữ liệu", columns=5, bold=True),
                ),
                (
                    "1",
                    "Nâng cấp trung tâm dữ liệu theo mô hình điện toán đám mây",
                    Cell("Trung tâm Công nghệ số", rows=2),
                    "Bộ Công an, Bộ Khoa học và Công nghệ",
                    "2026 - 2028",
                    "Trung tâm dữ liệu được nâng cấp",
                ),
                (
                    "2",
                    "Số hóa hồ sơ, kết quả giải quyết thủ tục hành chính còn hiệu lực",
                    "Các đơn vị có giải quyết thủ tục hành chính",
                    "Hằng năm",
                    "Kho kết quả điện tử",
                ),
                (
                    "3",
                    "Tổ chức bồi dưỡng kỹ năng số cho công chức, viên chức của ngành",
                    "Vụ Tổ chức cán bộ",
                    "Học viện Phát triển; các Vụ: Pháp chế, Hợp tác quốc tế",
                    "Thường xuyên",
                    "Lớp bồi dưỡng",
                ),
            ),
            (1.5, 8.2, 4.0, 5.0, 3.2, 3.8),
        ),
    ),
)
