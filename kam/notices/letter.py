"""A digest as a letter: plain text and simple HTML, with a way to end them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.core.mail import EmailMultiAlternatives

from kam.web.letters import written

if TYPE_CHECKING:
    from datetime import date

    from kam.notices.pages import Digest
    from kam.people.models import User


def message_of(user: User, digest: Digest, day: date) -> EmailMultiAlternatives:
    """Write the letter; the same person and date give the same message id."""
    stop = f"{digest.site}{digest.stop_path}"
    message = EmailMultiAlternatives(
        subject=digest.subject,
        body=written("notices/mail/digest.txt", digest),
        to=[user.email],
        headers={
            "Message-ID": _message_id(user, day, digest.site),
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    html = written("notices/mail/digest.html", digest)
    message.attach_alternative(html, "text/html")
    return message


def _message_id(user: User, day: date, site: str) -> str:
    name = hashlib.sha256(f"{site} {user.pk} {day}".encode()).hexdigest()[:32]
    host = urlsplit(site).hostname or "localhost"
    return f"<digest.{name}@{host}>"
