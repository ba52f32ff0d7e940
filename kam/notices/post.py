"""Handing a letter to the mail server, and knowing afterwards whether it has it.

A failure before the text was sent leaves nothing there: the letter may be tried again.
A failure after that leaves nobody knowing; such a letter is not sent a second time.
"""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend

if TYPE_CHECKING:
    from django.core.mail import EmailMessage
    from django.core.mail.backends.base import BaseEmailBackend

PERMANENT = 500


class Fate(StrEnum):
    """What became of a letter that was handed over."""

    TAKEN = "taken"
    LATER = "later"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Handed:
    """What became of a letter, and what the server said of it without its words."""

    fate: Fate
    fault: str = ""


class _Noting:
    """A connection that notes when the text of a letter goes out."""

    text_sent = False

    def data(self, msg: Any) -> Any:
        """Send the text."""
        self.text_sent = True
        return super().data(msg)  # type: ignore[misc]


class NotingSMTP(_Noting, smtplib.SMTP):
    """A plain connection."""


class NotingSSL(_Noting, smtplib.SMTP_SSL):
    """An encrypted connection."""


class NotingBackend(EmailBackend):
    """Django's way to a mail server, that knows whether a text was sent."""

    @property
    def connection_class(self) -> type:
        """The connection Django opens."""
        return NotingSSL if self.use_ssl else NotingSMTP


class Postman:
    """Hands letters over, one connection for all of a run."""

    def __init__(self, backend: BaseEmailBackend | None = None) -> None:
        self.backend = backend or get_connection()

    def __enter__(self) -> Self:
        """Begin; the connection opens with the first letter."""
        return self

    def __exit__(self, *_told: object) -> None:
        """Close the connection, however the server behaves."""
        try:
            self.backend.close()
        except (smtplib.SMTPException, OSError):
            return

    def hand_over(self, message: EmailMessage) -> Handed:
        """Hand one letter over; no failure of a server is an exception here."""
        try:
            self.backend.open()
        except (smtplib.SMTPException, OSError) as error:
            return Handed(Fate.UNREACHABLE, _fault(error))
        try:
            self.backend.send_messages([message])
        except smtplib.SMTPRecipientsRefused as error:
            return _refused(error)
        except smtplib.SMTPResponseException as error:
            return Handed(Fate.LATER, _fault(error))
        except (smtplib.SMTPException, OSError) as error:
            fate = Fate.UNKNOWN if self._text_sent() else Fate.UNREACHABLE
            self.__exit__()
            return Handed(fate, _fault(error))
        except ValueError as error:  # a header or an address that cannot be written
            return Handed(Fate.REFUSED, type(error).__name__)
        self._forget()
        return Handed(Fate.TAKEN)

    def _text_sent(self) -> bool:
        opened = getattr(self.backend, "connection", None)
        return bool(getattr(opened, "text_sent", False))

    def _forget(self) -> None:
        opened = getattr(self.backend, "connection", None)
        if opened is not None:
            opened.text_sent = False


def _refused(error: smtplib.SMTPRecipientsRefused) -> Handed:
    codes = [code for code, _words in error.recipients.values()]
    fate = Fate.REFUSED if codes and min(codes) >= PERMANENT else Fate.LATER
    return Handed(fate, f"SMTP {max(codes, default=0)}")


def _fault(error: Exception) -> str:
    """Name a failure without its words, which may hold an address."""
    code = getattr(error, "smtp_code", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__
