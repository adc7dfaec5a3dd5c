"""Letters by e-mail. The server is an address: ``smtp://user:password@host:port`` (``smtps``: TLS
from the start, ``smtp+starttls``: TLS after the greeting); environment: VANBAN_SMTP,
VANBAN_SMTP_FROM.
"""

from __future__ import annotations

import os
import smtplib
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from vanban.tracking.errors import TrackingError

_PORTS = {"smtps": 465}
_SECONDS = 30
"""How long a mail server may take to answer."""


class MailFailed(TrackingError):
    """The mail server did not take the message, or there is none."""

    code = "mail-failed"
    advice = "Kiểm tra VANBAN_SMTP (smtp://người:mật-khẩu@máy:cổng) và địa chỉ của đơn vị."


def mail_server() -> str | None:
    """The server that the environment names."""
    return os.environ.get("VANBAN_SMTP")


def send_mail(url: str | None, address: str, subject: str, words: str) -> None:
    """Hand one letter to the server. ``MailFailed`` when there is none or it does not take it."""
    if not url:
        raise MailFailed("chưa cấu hình máy chủ thư")
    parts = urlsplit(url)
    message = EmailMessage()
    message["Subject"], message["To"] = subject, address
    message["From"] = os.environ.get("VANBAN_SMTP_FROM") or (
        unquote(parts.username) if parts.username else "vanban@localhost"
    )
    message.set_content(words)
    kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    port = parts.port or _PORTS.get(parts.scheme, 25)
    try:
        with kind(parts.hostname or "localhost", port, timeout=_SECONDS) as server:
            if parts.scheme == "smtp+starttls":
                server.starttls()
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        raise MailFailed(f"không gửi được thư cho {address}: {error}") from error
