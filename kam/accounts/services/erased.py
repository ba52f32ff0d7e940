"""Nobody writes about somebody who was erased, whatever door they come through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.models import Stakeholder
from kam.accounts.rules.erased import ERASED
from kam.core.errors import Invalid
from kam.core.text import mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kam.accounts.models import Person

WHAT = mark("这个人已按要求清除")
WHY = mark("清除之后不能再记关于此人的内容")
NEXT = mark("如果是另一个人，请新建一位")


def refuse_erased(person: Person) -> None:
    """Refuse to write about somebody who was erased; asks nothing of the database."""
    if person.is_erased:
        raise Invalid(WHAT, why=WHY, todo=NEXT)


def refuse_erased_among(pks: Iterable[int | None], field: str = "") -> None:
    """Refuse where one of several people was erased; one statement, or none."""
    wanted = {pk for pk in pks if pk is not None}
    rows = Stakeholder.objects.filter(pk__in=wanted)
    if wanted and rows.filter(person__name_key__startswith=ERASED).exists():
        fields = {field: [WHAT]} if field else None
        raise Invalid(WHAT, fields=fields, why=WHY, todo=NEXT)
