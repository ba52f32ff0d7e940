"""Taking a file in, and choosing what its columns hold."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction

from kam.audit import changes
from kam.core.errors import Invalid
from kam.core.periods import parse_period
from kam.core.text import mark, shown_name
from kam.people.policies import require
from kam.transfer.kinds import Choices, kind_named
from kam.transfer.models import Import
from kam.transfer.policies import may_import
from kam.transfer.reading import read_source
from kam.transfer.rules.shapes import LEFT_OUT
from kam.transfer.shelf import Shelf
from kam.transfer.terms import ImportState

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.transfer.kinds import Kind

OPEN = (ImportState.UPLOADED, ImportState.CHECKED)


def upload(
    *, actor: User, kind: str, name: str, content: bytes, sheet: str = ""
) -> Import:
    """Read a file, refuse what cannot be imported, and keep the rest on the shelf."""
    chosen = kind_named(kind)
    require(may_import(actor, chosen.noun))
    shown = shown_name(name)
    source = read_source(content, shown, chosen, sheet=sheet)
    shelf = Shelf.new()
    shelf.put(content)
    row = Import(
        kind=chosen.name,
        name=shown,
        place=shelf.place,
        size=len(content),
        choices=asdict(Choices(mapping=source.suggestion, sheet=sheet)),
        rows_total=source.table.count,
        created_by=actor,
    )
    return changes.create(actor=actor, row=row, verb="import.upload")


def choose(*, actor: User, record: Import, choices: Choices) -> Import:
    """Keep the columns and options of an import that has not begun."""
    kind = kind_named(record.kind)
    require(may_import(actor, kind.noun))
    content = Shelf(record.place).content()
    source = read_source(content, record.name, kind, sheet=choices.sheet)
    source.columns(choices.mapping)
    check_choices(kind, choices)
    with transaction.atomic():
        current = Import.objects.select_for_update().seen(actor, pk=record.pk)
        require_open(current)
        current.choices = asdict(choices)
        current.save(update_fields=["choices", "updated_at"])
    return current


def check_choices(kind: Kind, choices: Choices) -> None:
    """Refuse figures without a set or a period."""
    if not kind.asks_set:
        return
    used = {wanted for wanted in choices.mapping.values() if wanted != LEFT_OUT}
    faults = {}
    if not (choices.set_id or choices.comparison_set or "set" in used):
        faults["comparison_set"] = [mark("请选择比较组，或写下新比较组的名称")]
    if choices.period:
        parse_period(choices.period)
    elif "period" not in used:
        faults["period"] = [mark("请写明期间，如 2026 或 2026Q1")]
    if faults:
        raise Invalid(fields=faults)


def require_open(record: Import) -> None:
    """Refuse to change an import that has begun or ended."""
    if record.state not in OPEN:
        raise Invalid(
            mark("这次导入已经开始或结束，不能再改"),
            todo=mark("需要时请重新上传文件"),
        )


def discard(*, actor: User, record: Import) -> Import:
    """Give an import up that has not begun; its file is removed."""
    require(record.created_by_id == actor.pk)
    with transaction.atomic():
        current = Import.objects.select_for_update().seen(actor, pk=record.pk)
        require_open(current)
        row = changes.change(
            actor=actor,
            row=current,
            wanted={"state": ImportState.DISCARDED},
            verb="import.discard",
        )
        transaction.on_commit(Shelf(row.place).clear)
    return row
