"""The account before and after one, in the order of the list of accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from kam.accounts.models import Account
from kam.core.errors import NotFound

if TYPE_CHECKING:
    from kam.people.models import User


def neighbour_of(user: User, pk: int, *, forward: bool) -> int:
    """Return the key of the next or previous account; the last one's is its own."""
    rows = Account.objects.visible_to(user).active()
    name = Account.objects.visible_to(user).filter(pk=pk).values_list("name", flat=True)
    here = name.first()
    if here is None:
        raise NotFound
    step = "gt" if forward else "lt"
    beyond = Q((f"name__{step}", here)) | Q(("name", here), (f"pk__{step}", pk))
    order = ("name", "pk") if forward else ("-name", "-pk")
    found = rows.filter(beyond).order_by(*order).values_list("pk", flat=True).first()
    return pk if found is None else found
