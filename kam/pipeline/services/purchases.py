"""Noting what an account bought in a month, correcting it, taking it back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from kam.audit import changes
from kam.audit.turning import put_back, take_back
from kam.catalog.models import Product
from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.people.days import require_past, today_of
from kam.people.policies import require
from kam.pipeline.models import Purchase
from kam.pipeline.policies import may_write
from kam.pipeline.rules.rhythm import month_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kam.accounts.models import Account
    from kam.people.models import User

NOUN = "purchase"
EDITABLE = frozenset({"product_id", "month", "quantity", "value_minor", "currency"})
AHEAD = mark("不能记将来的月份")


@dataclass(frozen=True)
class PurchaseDraft:
    """What was bought in a month: a quantity, a value, or both."""

    product_id: int
    month: date
    quantity: int | None = None
    value_minor: int | None = None
    currency: str = ""


def note_purchase(
    *,
    actor: User | None,
    account: Account,
    draft: PurchaseDraft,
    client_id: UUID | None = None,
) -> Purchase:
    """Note what an account bought of a product in a month."""
    require(may_write(actor, account, NOUN, "create"))
    Product.objects.named(actor, draft.product_id, "product_id")
    require_month(actor, draft.month)
    values = asdict(draft) | {"currency": draft.currency or account.currency}
    values["month"] = month_of(draft.month)
    row = Purchase(account=account, client_id=client_id or uuid4(), **values)
    return changes.create(actor=actor, row=row, verb="purchase.create")


def require_month(actor: User | None, month: object) -> None:
    """Refuse a month to come."""
    require_past(month, today_of(actor), "month", AHEAD)


def edit_purchase(
    *,
    actor: User | None,
    purchase: Purchase,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> Purchase:
    """Correct what was bought; what stood before stays in the history."""
    require(may_write(actor, purchase.account, NOUN))
    changes.refuse_unknown(wanted, EDITABLE)
    clean = changes.tidied(purchase, wanted)
    if clean.get("product_id", ...) is None or clean.get("month", ...) is None:
        raise Invalid(fields={"month": [mark("请写产品和月份")]})
    if "month" in clean:
        require_month(actor, clean["month"])
        clean["month"] = month_of(clean["month"])  # type: ignore[arg-type]
    if clean.get("product_id", purchase.product_id) != purchase.product_id:
        Product.objects.named(actor, clean["product_id"], "product_id")
    return changes.change(
        actor=actor, row=purchase, wanted=clean, before=before, verb="purchase.edit"
    )


def retract_purchase(*, actor: User | None, purchase: Purchase) -> Purchase:
    """Take back a purchase noted by mistake; it counts no more."""
    require(may_write(actor, purchase.account, NOUN))
    return take_back(actor=actor, row=purchase, verb="purchase.retract")


def restore_purchase(*, actor: User | None, purchase: Purchase) -> Purchase:
    """Undo `retract_purchase`; a month that was filled again meanwhile is refused."""
    require(may_write(actor, purchase.account, NOUN))
    return put_back(actor=actor, row=purchase, verb="purchase.restore")
