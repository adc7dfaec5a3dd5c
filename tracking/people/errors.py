"""What can go wrong at the door. Each says what happened and what to do, in Vietnamese."""

from __future__ import annotations

from vanban.tracking.errors import TrackingError


class SignInFailed(TrackingError):
    """Wrong name or password, or an account that is locked: told alike."""

    code = "sign-in-failed"
    advice = "Kiểm tra lại tên đăng nhập và mật khẩu; quên thì nhờ quản trị gửi đường dẫn mới."


class TooManyAttempts(TrackingError):
    """Too many failures of late for this name or from this address."""

    code = "too-many-attempts"
    advice = "Chờ ít phút rồi thử lại."


class LinkInvalid(TrackingError):
    """A one-time link that is unknown, used or too old."""

    code = "link-invalid"
    advice = "Nhờ quản trị gửi đường dẫn mới."


class WeakPassword(TrackingError):
    """A password that is too easily guessed."""

    code = "weak-password"
    advice = "Dùng ít nhất 12 ký tự, không chứa tên đăng nhập; một câu dễ nhớ là tốt."


class BadAccount(TrackingError):
    """An account that cannot be made or changed so."""

    code = "bad-account"
    advice = "Sửa lại rồi gửi lại."


class NotInvited(TrackingError):
    """Somebody whom the provider knows and we do not."""

    code = "not-invited"
    advice = "Nhờ quản trị thêm bạn ở trang Người dùng và gửi đường dẫn mời."
