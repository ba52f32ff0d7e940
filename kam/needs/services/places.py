"""Filling the cells of the white-space grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kam.accounts.models import Account
from kam.audit import changes
from kam.catalog.models import Competitor, Product
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.needs.models import Place
from kam.needs.policies import may_write
from kam.people.days import require_past, today_of
from kam.people.policies import require

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.people.models import User

EDITABLE = frozenset({"potential_minor", "our_share", "competitor_id", "note", "day"})


def fill_place(
    *,
    actor: User | None,
    account: Account,
    product_id: int,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> Place:
    """Write one cell: the first time it is made, later it is changed."""
    require(may_write(actor, account))
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        row = Place.objects.filter(account=account, product_id=product_id).first()
        if row is not None:
            return edit_place(actor=actor, place=row, wanted=wanted, before=before)
        if before is not None and any(v is not None for v in before.values()):
            raise Invalid(fields={"": [mark("这一格已不在了，请刷新页面")]})
        return _create(actor, account, product_id, wanted)


def _create(
    actor: User | None, account: Account, product_id: int, wanted: Mapping[str, object]
) -> Place:
    require(may_write(actor, account, "create"))
    changes.refuse_unknown(wanted, EDITABLE)
    Product.objects.named(actor, product_id, "product_id")
    today = today_of(actor)
    row = Place(account=account, product_id=product_id, author=actor)
    clean = changes.tidied(row, wanted)
    _require_fitting(actor, row, clean)
    for name, value in {"day": today, **clean}.items():
        setattr(row, name, value if name != "day" else value or today)
    return changes.create(actor=actor, row=row, verb="place.create")


def edit_place(
    *,
    actor: User | None,
    place: Place,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> Place:
    """Change what a cell says."""
    require(may_write(actor, place.account))
    changes.refuse_unknown(wanted, EDITABLE)
    _require_fitting(actor, place, changes.tidied(place, wanted))
    return changes.change(
        actor=actor, row=place, wanted=wanted, verb="place.edit", before=before
    )


def _require_fitting(
    actor: User | None, row: Place, wanted: Mapping[str, object]
) -> None:
    rival = wanted.get("competitor_id")
    if rival is not None and rival != row.competitor_id:
        Competitor.objects.named(actor, rival, "competitor_id")
    require_past(wanted.get("day"), today_of(actor))
