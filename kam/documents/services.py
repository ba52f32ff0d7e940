"""Verbs of this room: changing the letterhead, noting that a document left."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db import transaction

from kam.audit import changes
from kam.audit.services import Deed, record
from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.documents.models import Letterhead
from kam.documents.policies import may_change_letterhead
from kam.documents.press import printed
from kam.documents.queries import company_look
from kam.documents.rules.colours import READABLE, contrast, rgb
from kam.documents.rules.logo import Logo, drawn_anew
from kam.people.policies import require

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.core.models import Record
    from kam.documents.rules.paper import Document
    from kam.people.models import User

FIELDS = ("company", "footer", "primary", "accent")
LEAST = {"primary": READABLE, "accent": 3.0}
"""Least contrast with white: of letters, and of what only draws (WCAG 2.2)."""
NO_LOGO = Logo(b"", 0, 0)


def edit_letterhead(
    *,
    actor: User | None,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
    picture: bytes | None = None,
) -> Letterhead:
    """Change how documents look; `picture` is a file with a logo, b"" is none."""
    require(may_change_letterhead(actor))
    changes.refuse_unknown(wanted, FIELDS)
    told = {**wanted, **_colours(wanted)}
    logo = None
    if picture is not None:
        logo = drawn_anew(picture) if picture else NO_LOGO
        told["logo_digest"] = _digest(logo)
        told["logo_width"], told["logo_height"] = logo.width, logo.height
    with transaction.atomic():
        Letterhead.objects.bulk_create([Letterhead()], ignore_conflicts=True)
        row = Letterhead.objects.get()
        row = changes.change(
            actor=actor, row=row, wanted=told, verb="letterhead.edit", before=before
        )
        if logo is not None:
            Letterhead.objects.filter(pk=row.pk).update(logo=logo.content)
            row.refresh_from_db()
    return row


def taken_along(
    *, actor: User | None, about: Record, document: Document, ending: str
) -> bytes:
    """Print the document of a record, and write down who took it along."""
    content = printed(document, company_look(), ending)
    note_printed(
        actor=actor, about=about, file_format=ending, language=document.language
    )
    return content


def note_printed(
    *, actor: User | None, about: Record, file_format: str, language: str
) -> None:
    """Write down who took which document of a record along, and as what."""
    deed = Deed(
        verb=f"{changes.noun_of(about)}.export",
        noun=changes.noun_of(about),
        object_id=about.pk,
        changes={"format": (None, file_format), "language": (None, language)},
        account_id=about.audit_account_id,
        team_id=about.audit_team_id,
    )
    with transaction.atomic():
        record(actor=actor, deed=deed)


def _colours(wanted: Mapping[str, object]) -> dict[str, object]:
    """Return the colours as they are stored; one that nobody can read is refused."""
    told: dict[str, object] = {}
    faults: dict[str, list[str]] = {}
    for name, least in LEAST.items():
        if name not in wanted:
            continue
        colour = rgb(str(wanted[name]))
        if colour is None:
            faults[name] = [mark("颜色写成 #0057b8 这样")]
        elif contrast(colour) < least:
            faults[name] = [mark("这个颜色在白纸上看不清，请选深一些的")]
        else:
            told[name] = f"#{str(wanted[name]).strip().lstrip('#').lower()}"
    if faults:
        raise Invalid(fields=faults)
    return told


def _digest(logo: Logo) -> str:
    return hashlib.sha256(logo.content).hexdigest() if logo.content else ""
