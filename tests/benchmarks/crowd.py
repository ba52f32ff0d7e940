"""One account that is as crowded as the product promises to bear.

300 people, 40 products, 2,000 observations, about 4,000 judgements and 299 reporting
lines, entered by the bulk verbs; then the pages of its six parts are read, a plan of
forty steps, the account plan of the year and its review.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.test import Client

from kam.accounts.models import Account, Stakeholder
from kam.accounts.services import AccountDraft, create_account
from kam.accounts.services.bulk import bulk_stakeholders
from kam.blueprints.models import Blueprint
from kam.blueprints.services import begin_blueprint, open_review
from kam.catalog.models import Product
from kam.catalog.services import bulk_products
from kam.core.bulk import BulkRow, Fate
from kam.core.clock import today
from kam.judgements.services import bulk_judgements
from kam.people.models import User
from kam.plans.models import Plan
from kam.plans.models.step import MOST_STEPS
from kam.plans.services import PlanDraft, begin_plan, bulk_steps
from kam.relations.services import bulk_lines
from kam.thinking.rules.clues import LIBRARY
from kam.thinking.services import bulk_observations
from tests.benchmarks.dialect import dialect
from tests.benchmarks.pages import WARM, Timing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kam.core.bulk import RowResult

NAME = "一家人很多的客户"
PEOPLE, PRODUCTS, OBSERVATIONS = 300, 40, 2000
LAYERS = ("decision", "management", "expert", "purchasing", "support")
GATES = {"knows": 1, "needs": 1, "agreed": 1, "used": 1, "share": 40}
TERMS = ("risk", "switch", "post", "value")
PARTS = {
    "crowd room": "/accounts/{}",
    "crowd ladder": "/accounts/{}/adoption",
    "crowd work": "/accounts/{}/work",
    "crowd change": "/accounts/{}/change",
    "crowd thinking": "/accounts/{}/thinking",
    "crowd map": "/accounts/{}/map",
    "crowd questions": "/accounts/{}/questions",
}


class NotEnteredError(Exception):
    """A row of the crowd was refused."""


def measure_crowd(repeat: int, progress: Callable[[str], None]) -> Iterator[Timing]:
    """Measure the pages of the crowded account for who owns it."""
    owner = User.objects.get(username="rep0")
    account = Account.objects.filter(name=NAME).first()
    if account is None:
        progress("  filling a crowded account")
        account = _fill(owner)
        dialect().settle()
    client = Client()
    client.force_login(owner)
    pages = {page: address.format(account.pk) for page, address in PARTS.items()}
    pages |= {"crowd plan": f"/plans/{_plan(owner, account).pk}", "plans": "/plans"}
    pages |= _blueprint_pages(owner, account)
    for page, address in pages.items():
        timing = Timing("representative", page)
        for number in range(WARM + repeat):
            timing.read(client, address, counts=number >= WARM)
        progress(f"  representative: {page}")
        yield timing


def _plan(owner: User, account: Account) -> Plan:
    """Return a plan of the first person with as many steps as a plan may have."""
    plan = Plan.objects.filter(account=account).first()
    if plan is not None:
        return plan
    person = Stakeholder.objects.filter(account=account).order_by("pk").first()
    product = Product.objects.get(code="C-0")
    draft = PlanDraft(
        name="一个很长的计划",
        stakeholder_id=person.pk if person else None,
        product_id=product.pk,
        stage_a=4,
        stage_b=6,
    )
    plan = begin_plan(actor=owner, account=account, draft=draft, fill=False)
    steps = [
        {"account": NAME, "plan": plan.name, "what": f"第 {n} 步", "resource": "资料"}
        for n in range(MOST_STEPS)
    ]
    _enter(bulk_steps(actor=owner, rows=_rows(steps)))
    return plan


def _blueprint_pages(owner: User, account: Account) -> dict[str, str]:
    """Return the account plan of this year and the two longest faces of its review."""
    year = today(owner.time_zone).year
    row = Blueprint.objects.filter(account=account, year=year).first()
    if row is None:
        row = begin_blueprint(actor=owner, account=account, year=year)
    review = f"/reviews/{open_review(actor=owner, blueprint=row).pk}"
    return {
        "crowd account plan": f"/blueprints/{row.pk}",
        "crowd review": f"{review}?q=changed",
        "crowd review steps": f"{review}?q=steps",
    }


def _fill(owner: User) -> Account:
    account = create_account(actor=owner, draft=AccountDraft(name=NAME))
    goods = [{"code": f"C-{n}", "name": f"产品{n}"} for n in range(PRODUCTS)]
    _enter(bulk_products(actor=None, rows=_rows(goods)))
    names = [f"某人{n}" for n in range(PEOPLE)]
    people = [
        {"account": NAME, "name": name, "layer": LAYERS[n % len(LAYERS)]}
        for n, name in enumerate(names)
    ]
    _enter(bulk_stakeholders(actor=owner, rows=_rows(people)))
    _enter(bulk_judgements(actor=owner, rows=_rows(_held(names))))
    _enter(bulk_observations(actor=owner, rows=_rows(_seen(names))))
    lines = [
        {"account": NAME, "source": name, "target": names[n // 5], "kind": "reports",
         "strength": 2, "evidence": "组织图"}
        for n, name in enumerate(names)
        if n
    ]  # fmt: skip
    _enter(bulk_lines(actor=owner, rows=_rows(lines)))
    if Stakeholder.objects.filter(account=account).count() != PEOPLE:
        message = "the crowd is not complete"
        raise NotEnteredError(message)
    return account


def _held(names: Sequence[str]) -> Iterator[dict[str, object]]:
    for n, name in enumerate(names):
        who = {
            "account": NAME,
            "person": name,
            "evidence": "看到一次",
            "source": "told",
        }
        product = {"product": f"C-{n % PRODUCTS}"}
        for aspect in ("influence", "business", "personal"):
            yield {**who, "aspect": aspect, "value": 1 + n % 5}
        for gate, value in GATES.items():
            yield {**who, **product, "aspect": gate, "value": value}
        for term in TERMS:
            yield {
                **who, **product, "aspect": term, "side": "customer",
                "value": n % 11,
            }  # fmt: skip


def _seen(names: Sequence[str]) -> Iterator[dict[str, object]]:
    for n in range(OBSERVATIONS):
        clue = LIBRARY[n % len(LIBRARY)].code
        yield {
            "account": NAME,
            "person": names[n % len(names)],
            "clue": clue,
            "occasion": f"met {n // len(names)}",
        }


def _rows(values: Sequence[dict[str, object]] | Iterator[dict[str, object]]) -> list:
    return [BulkRow(number, one) for number, one in enumerate(values, 1)]


def _enter(results: Sequence[RowResult]) -> None:
    refused = [row for row in results if row.fate is Fate.FAILED]
    if refused:
        message = f"{len(refused)} rows: {refused[0].faults}"
        raise NotEnteredError(message)
