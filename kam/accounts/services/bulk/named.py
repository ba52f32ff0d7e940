"""The people that the rows of a file name, each inside an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.models import Stakeholder
from kam.core.errors import Invalid
from kam.core.text import mark

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

Named = tuple[int, str]


def people_named(wanted: Collection[Named]) -> Mapping[Named, list[Stakeholder]]:
    """Return everybody of some accounts under some name keys; one statement."""
    rows = Stakeholder.objects.filter(
        account_id__in={account for account, _name in wanted},
        person__name_key__in={name for _account, name in wanted},
    ).select_related("account__team", "person")
    found: dict[Named, list[Stakeholder]] = {}
    for row in rows:
        found.setdefault((row.account_id, row.person.name_key), []).append(row)
    return found


def only(rows: Sequence[Stakeholder], field: str) -> Stakeholder:
    """Return the one person under a name, or say that there is none or several."""
    if len(rows) != 1:
        said = (
            mark("这个客户里有 %(n)s 位同名的人，请在页面上修改")
            if rows
            else mark("这个客户里没有叫这个名字的人")
        )
        raise Invalid(fields={field: [said]}, n=len(rows))
    return rows[0]
