"""Products, competitors, accounts, their people, and what colleagues share."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING

from kam.accounts.models import Account, Stakeholder
from kam.accounts.services import complete_writeup, share_account
from kam.accounts.services.bulk import bulk_accounts, bulk_stakeholders
from kam.catalog.services import bulk_products, create_competitor
from kam.core.clock import pretend
from kam.demo.book import chapter
from kam.demo.building.stage import MORNING, rows_of, taken
from kam.demo.script.circles import Member, circles
from kam.demo.script.customers import Customer, customers
from kam.demo.script.staff import staff

if TYPE_CHECKING:
    from kam.demo.building.stage import Stage

# A customer of somebody, worked on by a colleague as well.
SHARED = ((102, "rep101"), (116, "rep115"), (124, "rep123"), (205, "rep212"))
WRITTEN_UP = 3


def build_customers(stage: Stage) -> None:
    """Build what we sell, whom we sell to, and whom we know there."""
    with pretend(stage.moment(stage.opening + timedelta(days=1), MORNING)):
        _build_goods(stage)
        director = stage.people["director"]
        rows = rows_of(_account(customer) for customer in customers())
        taken(bulk_accounts(actor=director, rows=rows))
        _build_people(stage)
        _share(stage)


def _build_goods(stage: Stage) -> None:
    goods, admin = chapter("goods"), stage.people["admin"]
    names = ("code", "name", "line", "price", "summary")
    rows = rows_of({n: one[n] for n in names} for one in goods["product"])
    taken(bulk_products(actor=admin, rows=rows))
    for one in goods["competitor"]:
        create_competitor(actor=admin, name=one["name"], note=one["note"])


def owner_of(customer: Customer) -> str:
    """Return who owned an account at the beginning."""
    known = staff()
    return known.former.username if customer.code == known.vacant else customer.owner


def _account(customer: Customer) -> dict[str, object]:
    return {
        "name": customer.name,
        "kind": customer.kind,
        "parent": customer.parent,
        "size_class": customer.size,
        "potential": customer.potential,
        "city": f"{customer.city}市",
        "owner": owner_of(customer),
        "territory": str(customer.code),
        "visit_interval_days": customer.interval,
        "business_scope": customer.scope,
        "characteristics": customer.character,
        "applications": customer.applications,
    }


def _build_people(stage: Stage) -> None:
    rows = rows_of(
        _member(stage, customer.name, member)
        for customer in customers()
        for member in circles()[customer.name]
    )
    ids = taken(bulk_stakeholders(actor=stage.people["director"], rows=rows))
    written = [
        row.pk
        for row in Stakeholder.objects.filter(pk__in=ids).order_by("pk")
        if row.obstacle and row.concerns and row.duties
    ]
    for person in Stakeholder.objects.filter(pk__in=written[::WRITTEN_UP]):
        complete_writeup(actor=stage.people["director"], stakeholder=person)


def _member(stage: Stage, account: str, member: Member) -> dict[str, object]:
    told = asdict(member)
    known = member.known_days
    return {
        "account": account,
        "functional_role": told.pop("role"),
        "age_band": told.pop("age"),
        "known_since": stage.today - timedelta(days=known) if known else None,
        **{n: v for n, v in told.items() if n not in ("call", "ta", "known_days")},
    }


def _share(stage: Stage) -> None:
    for code, username in SHARED:
        name = next(c.name for c in customers() if c.code == code and not c.trouble)
        share_account(
            actor=stage.people[f"rep{code}"],
            account=Account.objects.get(name=name),
            user_id=stage.people[username].pk,
        )
