"""The only errors that leave the pipeline. Each has a stable code and says, in Vietnamese, what
happened and what to do.
"""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOENT: "không có tệp hay thư mục này",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EROFS: "nơi này chỉ đọc được",
    errno.ENOSPC: "đĩa đã đầy",
    errno.EDQUOT: "hết hạn mức trên đĩa",
    errno.EEXIST: "đã có tệp cùng tên",
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.ENOTDIR: "một phần của đường dẫn là tệp, không phải thư mục",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.EIO: "đĩa hoặc mạng có lỗi khi đọc, ghi",
    errno.ETXTBSY: "tệp đang được dùng",
    errno.EMFILE: "đang mở quá nhiều tệp",
}


def reason(error: OSError) -> str:
    """Why the system refused, in Vietnamese; in its own words where the case is rare."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


class PlanError(Exception):
    """A document could not be converted."""

    code = "error"
    advice = "Kiểm tra lại tệp rồi thử lại."

    def __init__(self, what: str, advice: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.advice = advice or self.advice

    def __reduce__(self) -> tuple[type[PlanError], tuple[str, str]]:
        return type(self), (self.what, self.advice)  # errors cross process borders


class EmptyInput(PlanError):
    """Nothing to read."""

    code = "empty"
    advice = "Tệp rỗng: lấy lại bản gốc."


class UnreadablePath(PlanError):
    """A directory, a missing file, no permission."""

    code = "unreadable-path"
    advice = "Chỉ đường dẫn tới một tệp đọc được."


class UnsupportedFormat(PlanError):
    """The content is of a kind that no reader knows."""

    code = "unsupported-format"
    advice = "Dùng DOCX, PDF, HTML hoặc văn bản thuần."


class NotADocument(PlanError):
    """The content can be read and is no administrative document: data, a list of settings."""

    code = "not-a-document"
    advice = "Chỉ tệp văn bản hành chính; kế hoạch JSON của vanban không cần chuyển lại."


class NoText(PlanError):
    """A picture or pages without words that can be read."""

    code = "no-text"
    advice = "Quét lại rõ hơn (300 dpi), hoặc dùng bản DOCX, PDF."


class DamagedFile(PlanError):
    """The content is of a known kind but broken."""

    code = "damaged"
    advice = "Tệp hỏng: mở bằng phần mềm gốc, lưu lại rồi thử lại."


class EncryptedFile(PlanError):
    """A password is needed."""

    code = "encrypted"
    advice = "Bỏ mật khẩu của tệp rồi thử lại."


class LimitExceeded(PlanError):
    """The input is larger than the limits allow."""

    code = "limit"
    advice = "Nâng giới hạn tương ứng nếu tin tệp này."


class ToolMissing(PlanError):
    """An external program that this input needs is not installed."""

    code = "tool-missing"
    advice = "Cài chương trình còn thiếu rồi thử lại."


class ConversionTimeout(PlanError):
    """The conversion took longer than the limit."""

    code = "timeout"
    advice = "Tăng giới hạn thời gian hoặc tách tệp."


class OutOfMemory(PlanError):
    """The conversion needed more memory than it may have."""

    code = "out-of-memory"
    advice = "Tăng giới hạn bộ nhớ hoặc tách tệp."


class WorkerCrashed(PlanError):
    """The process that converted the document died."""

    code = "crashed"
    advice = "Chuyển riêng tệp này; nếu vẫn lỗi, gửi tệp cho nhóm phát triển."


class OutputUnwritable(PlanError):
    """Results cannot be written: a full disk, a medium that only reads. No document is at fault."""

    code = "output"
    advice = "Giải phóng chỗ hoặc sửa quyền ghi, rồi chạy lại đúng lệnh này để làm tiếp."


class InternalError(PlanError):
    """A fault of ours: the message names the stage, the cause is chained."""

    code = "internal"
    advice = "Đây là lỗi của vanban: gửi tệp này kèm thông báo cho nhóm phát triển."
