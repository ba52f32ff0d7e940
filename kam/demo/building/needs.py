"""What customers need: trees, the grid, both cards, the ledger, and messages."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from kam.accounts.models import Account, Stakeholder
from kam.catalog.models import Product
from kam.core.clock import pretend
from kam.demo.book import chapter
from kam.demo.building.stage import rows_of, taken
from kam.demo.script.circles import circles
from kam.demo.script.customers import customers
from kam.demo.script.dice import dice
from kam.needs.rules.messages import concern_lines
from kam.needs.services import (
    ClaimDraft,
    MoveDraft,
    bulk_places,
    bulk_problems,
    create_claim,
    create_message,
    fill_card,
    move_claim,
    ready_message,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kam.demo.building.stage import Stage
    from kam.demo.script.customers import Customer
    from kam.people.models import User

EVERY = 6
OWN = 101
THINKERS = 3
CELLS = 5
PATH = ("category", "method", "product", "fit", "note")
HALF = ("solved", "cost", "strengths", "rivals")
LEARNT = 30


def build_needs(stage: Stage) -> None:
    """Write down needs of the troubled accounts, the own territory and some others."""
    for number, customer in enumerate(customers()):
        if customer.trouble or customer.code == OWN or number % EVERY == 0:
            actor = stage.people[customer.owner]
            with pretend(stage.moment(stage.today - timedelta(days=LEARNT))):
                _trees_and_cells(actor, customer)
                _card(actor, customer)
            if customer.trouble or customer.code == OWN:
                with pretend(stage.moment(stage.today)):
                    _value_and_messages(stage, actor, customer)


def _trees_and_cells(actor: User, customer: Customer) -> None:
    chance, book = dice("needs", customer.name), chapter("needs")
    taken(bulk_problems(actor=actor, rows=rows_of(_nodes(customer))))
    goods = [one["code"] for one in chapter("goods")["product"]]
    rivals = [one["name"] for one in chapter("goods")["competitor"]]
    cells = [
        {
            "account": customer.name,
            "product": code,
            "potential": chance.choice(book["potential"]),
            "our_share": chance.choice(book["share"]),
            "competitor": chance.choice(rivals),
        }
        for code in chance.sample(goods, CELLS)
    ]
    taken(bulk_places(actor=actor, rows=rows_of(cells)))


def _nodes(customer: Customer) -> Iterator[dict[str, object]]:
    trees = chapter("needs")["tree"]
    for place, member in enumerate(circles()[customer.name][:THINKERS]):
        tree = trees[(place + customer.code) % len(trees)]
        for path in tree["paths"]:
            told = dict(zip(PATH, path, strict=True))
            who = {"account": customer.name, "person": member.name}
            yield {**who, "concept": tree["concept"], **told}


def _card(actor: User, customer: Customer) -> None:
    """Fill both cards; every other account still lacks half of the customer's."""
    told = chapter("needs")["card"]
    is_whole = dice("cards", customer.name).random() < 1 / 2
    wanted = told if is_whole else {name: told[name] for name in HALF}
    account = Account.objects.select_related("team").get(name=customer.name)
    fill_card(actor=actor, account=account, wanted=wanted)


def _value_and_messages(stage: Stage, actor: User, customer: Customer) -> None:
    account = Account.objects.select_related("team").get(name=customer.name)
    name = circles()[customer.name][0].name
    person = Stakeholder.objects.select_related("account__team", "person").get(
        account=account, person__name=name
    )
    book = chapter("needs")
    for told in book["claim"]:
        draft = ClaimDraft(told["text"], stakeholder_id=person.pk)
        claim = create_claim(actor=actor, account=account, draft=draft)
        for state, ago, said in told["moves"]:
            day = stage.today - timedelta(days=ago)
            move = MoveDraft(state, said, day)
            move_claim(actor=actor, claim=claim, draft=move)
    concerns = concern_lines(person.concerns)
    products = dict(Product.objects.values_list("code", "pk"))
    for told in book["message"]:
        _message(actor, person, told, products, concerns)


def _message(
    actor: User,
    person: Stakeholder,
    told: dict[str, Any],
    products: dict[str, int],
    concerns: list[str],
) -> None:
    wanted = {name: value for name, value in told.items() if name != "product"}
    is_whole = bool(told["benefit"]) and bool(concerns)
    wanted |= {"product_id": products[told["product"]]}
    wanted |= {"concern": concerns[0][:200] if is_whole else ""}
    row = create_message(actor=actor, stakeholder=person, wanted=wanted)
    if is_whole:
        ready_message(actor=actor, message=row)
