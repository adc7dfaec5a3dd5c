"""A mail server on this machine that keeps what it is given."""

from __future__ import annotations

import email
import email.policy
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import AsyncMessage


class Mailbox(AsyncMessage):
    """The letters that came in."""

    def __init__(self) -> None:
        super().__init__(EmailMessage)
        self.letters: list[EmailMessage] = []
        self.url = ""

    def prepare_message(self, session: object, envelope: object) -> EmailMessage:
        """The letter as it was written, decoded."""
        content: bytes = envelope.content  # type: ignore[attr-defined]
        return email.message_from_bytes(content, policy=email.policy.default)  # type: ignore[return-value]

    async def handle_message(self, message: EmailMessage) -> None:
        """Keep it."""
        self.letters.append(message)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def open_mailbox() -> Iterator[Mailbox]:
    """A server on a free port, ended at the end."""
    mailbox, port = Mailbox(), _free_port()
    server = Controller(mailbox, hostname="127.0.0.1", port=port)
    server.start()
    mailbox.url = f"smtp://127.0.0.1:{port}"
    yield mailbox
    server.stop()
