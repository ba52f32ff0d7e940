"""Accounts and people that may be the same as one being entered.

Only what the reader sees is compared: a hidden twin leaves no trace.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from kam.accounts.models import Account, Stakeholder
from kam.accounts.rules.likeness import SHORTEST, alike
from kam.core.text import digits_key, mark, name_key
from kam.people.scopes import hidden_fields

if TYPE_CHECKING:
    from kam.people.models import User

FEW = 5
LOOKED_AT = 30


@dataclass(frozen=True)
class Twin:
    """A record that may be the same; `why` is a marked text."""

    pk: int
    name: str
    note: str
    why: str
    is_same: bool = True


def duplicates_of(
    user: User,
    *,
    name: str = "",
    credit_code: str = "",
    phone: str = "",
    except_pk: int | None = None,
) -> list[Twin]:
    """Return accounts in sight with the same name, code or phone, or a like name.

    Cost: one statement.
    """
    keys = (name_key(name)[:200], digits_key(credit_code)[:40], digits_key(phone)[:40])
    asked = _asked(*keys)
    if not asked:
        return []
    rows = Account.objects.visible_to(user).filter(asked).exclude(pk=except_pk)
    found = rows.select_related("owner").order_by("name", "pk")[:LOOKED_AT]
    twins = [twin for row in found if (twin := _twin(row, keys)) is not None]
    return sorted(twins, key=lambda twin: not twin.is_same)[:FEW]


def _asked(key: str, code: str, phone: str) -> Q:
    asked = Q()
    if key:
        asked |= Q(name_key=key)
    if len(key) >= SHORTEST:
        beginnings = [key[:end] for end in range(SHORTEST, len(key))]
        asked |= Q(name_key__startswith=key) | Q(name_key__in=beginnings)
    if code:
        asked |= Q(credit_code=code)
    if phone:
        asked |= Q(phone_key=phone)
    return asked


def _twin(row: Account, keys: tuple[str, str, str]) -> Twin | None:
    key, code, phone = keys
    owner = row.owner.name if row.owner else ""
    note = " · ".join(part for part in (row.city, owner) if part)
    if key and row.name_key == key:
        return Twin(row.pk, row.name, note, mark("名称相同"))
    if code and row.credit_code == code:
        return Twin(row.pk, row.name, note, mark("统一社会信用代码相同"))
    if phone and row.phone_key == phone:
        return Twin(row.pk, row.name, note, mark("电话相同"))
    if alike(row.name_key, key):
        return Twin(row.pk, row.name, note, mark("名称相近"), is_same=False)
    return None


def namesakes_of(user: User, name: str, account: Account) -> list[Stakeholder]:
    """Return people of that name in sight, in other accounts and in this one.

    Whoever may not read names learns nothing. Cost: one statement.
    """
    key = name_key(name)[:120]
    if not key or "name" in hidden_fields(user, "stakeholder"):
        return []
    rows = (
        Stakeholder.objects.visible_to(user)
        .filter(person__name_key=key)
        .select_related("person", "account")
        .order_by("person_id", "pk")[:LOOKED_AT]
    )
    by_person: dict[int, Stakeholder] = {}
    for row in rows:
        known = by_person.setdefault(row.person_id, row)
        if row.account_id == account.pk and known.account_id != account.pk:
            by_person[row.person_id] = row
    return list(by_person.values())[:FEW]
