"""Taking along what is held of a person: noted in the history, and readable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import transaction

from kam.audit.services import Deed, record
from kam.core.text import mark
from kam.web.speech import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.accounts.models import Account, Person
    from kam.people.models import User

HEADS = {
    "records": mark("全部记录"),
    "mentions": mark("提到此人的文字"),
    "visits": mark("参加的拜访"),
}


def note_taken(*, actor: User | None, person: Person, account: Account) -> None:
    """Write down that somebody took along what is held of a person."""
    deed = Deed("person.export", "person", person.pk, team_id=account.team_id)
    with transaction.atomic():
        record(actor=actor, deed=deed)


def readable(told: Mapping[str, Any]) -> str:
    """Return what `told` holds as lines that a person can read."""
    lines = [say(mark("所存的关于第 %(n)s 号个体的一切"), {"n": told["person_id"]})]
    lines += [told["made_at"], *told["accounts"].values(), ""]
    for part in ("records", "mentions"):
        lines += [f"== {say(HEADS[part])}", ""]
        for label, rows in told[part].items():
            lines += [f"-- {_named(label)} ({len(rows)})"]
            lines += [line for row in rows for line in _row(label, row)]
    lines += [f"== {say(HEADS['visits'])}", ""]
    lines += [line for row in told["visits"] for line in _row("visits.Visit", row)]
    return "\n".join([*lines, f"== {say(mark('修改历史'))}", "", *_history(told)])


def _named(label: str) -> str:
    return str(getattr(apps.get_model(label), "COUNTED", "") or label)


def _row(label: str, row: Mapping[str, Any]) -> list[str]:
    fields = {f.attname: f for f in apps.get_model(label)._meta.concrete_fields}
    told = [
        f"{fields[name].verbose_name}: {value}"
        for name, value in row.items()
        if value not in (None, "")
    ]
    return [*told, ""]


def _history(told: Mapping[str, Any]) -> list[str]:
    return [
        f"{entry['at']} · {entry['by'] or '-'} · {entry['verb']} · {entry['values']}"
        for entry in told["history"]
    ]
