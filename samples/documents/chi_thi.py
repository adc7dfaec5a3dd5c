"""A directive: numbered orders to named bodies, no Điều, no table."""

from samples.elements import Document, Para, centred, header, signature

CHI_THI = Document(
    "chi-thi",
    (
        header(["ỦY BAN NHÂN DÂN\nTỈNH HÒA GIANG"], "Số: 07/CT-UBND", "Hòa Giang, ngày 16 tháng 4 năm 2026"),
        centred("CHỈ THỊ"),
        centred("Về tăng cường công tác phòng cháy, chữa cháy rừng mùa khô năm 2026"),
        Para(
            "Thực hiện Công điện số 33/CĐ-TTg ngày 02 tháng 4 năm 2026 của Thủ tướng Chính phủ về phòng cháy, chữa cháy rừng, Chủ "
            "tịch Ủy ban nhân dân tỉnh yêu cầu:"
        ),
        Para("1. Sở Nông nghiệp và Môi trường", bold=True),
        Para("a) Chủ trì, phối hợp với Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh rà soát phương án chữa cháy rừng, hoàn thành trước ngày 30/4/2026."),
        Para("b) Tổ chức trực 24/24 giờ trong thời gian cảnh báo cháy rừng từ cấp IV trở lên."),
        Para("2. Sở Tài chính tham mưu bố trí kinh phí cho công tác phòng cháy, chữa cháy rừng trong tháng 5/2026."),
        Para("3. Ủy ban nhân dân các xã, phường kiểm tra các khu vực trọng điểm, báo cáo kết quả về Sở Nông nghiệp và Môi trường trước ngày 25 hằng tháng."),
        Para("4. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh tuyên truyền, vận động nhân dân chấp hành quy định về phòng cháy, chữa cháy rừng."),
        Para("Yêu cầu Thủ trưởng các cơ quan, đơn vị nghiêm túc thực hiện Chỉ thị này./."),
        signature(
            ["Bộ Nông nghiệp và Môi trường (b/c)", "Như trên", "Lưu: VT, NN"],
            ["CHỦ TỊCH", "Phạm Quốc Thanh Tùng"],
        ),
    ),
)  # fmt: skip
