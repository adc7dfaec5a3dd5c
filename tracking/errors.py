"""What can go wrong with the store. Like all errors of the product: a stable code, what happened,
what to do.
"""

from __future__ import annotations

from vanban.pipeline.errors import PlanError


class TrackingError(PlanError):
    """A request to the store could not be carried out."""

    code = "tracking"
    advice = "Kiểm tra lại yêu cầu rồi thử lại."


class StoreUnavailable(TrackingError):
    """The database cannot be opened, or is of a newer version."""

    code = "store-unavailable"
    advice = "Kiểm tra đường dẫn cơ sở dữ liệu (--db) và quyền ghi."


class StoreMissing(StoreUnavailable):
    """There is no store at this path, and none was to be made."""

    code = "store-missing"


class StoreTorn(StoreUnavailable):
    """The file and the log beside it do not belong together: opening it would lose data."""

    code = "store-torn"
    advice = "Đặt tệp chính và nhật ký (-wal) của nó lại cạnh nhau rồi thử lại."


class StoreFault(TrackingError):
    """The database refused a row: a rule of the store was about to be broken."""

    code = "store-fault"
    advice = "Chạy `vanban doctor`; nếu kho tốt thì đây là lỗi của vanban."


class StoreBusy(TrackingError):
    """Other writers held the database for longer than we wait."""

    code = "store-busy"
    advice = "Cơ sở dữ liệu đang được ghi: thử lại sau ít phút."


class NotFound(TrackingError):
    """No such document or task."""

    code = "not-found"
    advice = "Xem danh sách bằng `vanban tasks`."


class Ambiguous(TrackingError):
    """The words given fit more than one document or task."""

    code = "ambiguous"
    advice = "Ghi rõ hơn: số, ký hiệu và năm, hoặc mã nhiệm vụ."


class BadReport(TrackingError):
    """A reported state that contradicts itself or what stands already."""

    code = "bad-report"
    advice = "Sửa lại trạng thái, ngày hoặc tỷ lệ rồi báo cáo lại."


class BadEdit(TrackingError):
    """An edit that cannot be: a field that there is not, a value that it cannot hold."""

    code = "bad-edit"
    advice = "Sửa lại rồi ghi lại."


class NotAllowed(TrackingError):
    """This person may not take this step, or not now."""

    code = "not-allowed"
    advice = "Nhờ người có quyền làm bước này."


class Conflict(TrackingError):
    """Somebody else reported on the task in the meantime."""

    code = "conflict"
    advice = "Xem báo cáo mới nhất bằng `vanban task show MÃ` rồi quyết định."


class BadQuery(TrackingError):
    """A filter, search or SQL text that cannot be answered."""

    code = "bad-query"
    advice = "Sửa lại câu hỏi rồi thử lại."


class QueryTimeout(TrackingError):
    """The question took longer than its limit."""

    code = "query-timeout"
    advice = "Thu hẹp câu hỏi hoặc tăng --timeout."


class NothingToUndo(TrackingError):
    """The document has only one revision."""

    code = "nothing-to-undo"
    advice = "Xem các lần nạp bằng `vanban history`."


class BadBackup(TrackingError):
    """The backup is not a whole store, or the target must not be overwritten."""

    code = "bad-backup"
    advice = "Chọn bản sao lưu khác, hoặc thêm --force nếu chắc chắn muốn ghi đè."
