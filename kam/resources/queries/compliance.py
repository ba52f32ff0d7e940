"""What has to be confirmed, as the company wrote it or as the product comes."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from kam.resources.models import ComplianceRule
from kam.resources.terms import ResourceKind


@dataclass(frozen=True)
class Assurance:
    """What is confirmed for a kind; `always` even where no person is named."""

    kind: str
    text: str
    always: bool = False
    is_own: bool = False


def usual_text() -> str:
    """Return what is confirmed where the company wrote nothing."""
    return gettext(
        "我确认：用途合法、与工作有关、符合公司合规制度，不是送给个人的礼物或好处。"
    )


def rules() -> dict[str, Assurance]:
    """Return what is confirmed for every kind; one statement."""
    own = {row.kind: row for row in ComplianceRule.objects.all()}
    return {kind: _told(kind, own.get(kind)) for kind in ResourceKind.values}


def rule_of(kind: str) -> Assurance:
    """Return what is confirmed for one kind; one statement."""
    return _told(kind, ComplianceRule.objects.filter(kind=kind).first())


def _told(kind: str, row: ComplianceRule | None) -> Assurance:
    if row is None:
        return Assurance(kind, usual_text())
    return Assurance(kind, row.text, always=row.always, is_own=True)
