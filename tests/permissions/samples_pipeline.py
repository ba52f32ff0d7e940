"""Knocking at the doors of opportunities and purchases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.pipeline.models import Criterion, Reason, Stage
from tests.permissions.sample import Sample

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.permissions.world import World

NOTES = (("placement", "note"),)
TEXTS = (("opportunity", "name"), ("opportunity", "reference"))
DEAL = {"name": "x"}
BOUGHT = {"product": "", "month": "2024-03-01", "quantity": "2"}


def of_account(_world: World, row: Any) -> str:
    """Name the account of something new."""
    return f"account={row.pk}"


def matched(body: dict[str, Any]) -> Callable[[World, Any], dict[str, Any]]:
    """Fill a body that says which version it changes."""
    return lambda _world, row: {**body, "If-Match": f'"{row.version}"'}


def a_stage(_world: World, _row: Any) -> dict[str, Any]:
    """Name another stage than the one it stands in."""
    return {"stage": Stage.objects.get(code="proposing").pk}


def to_stage(_world: World, row: Any) -> dict[str, Any]:
    """Fill a body with another stage."""
    stage = Stage.objects.get(code="proposing").pk
    return {"stage_id": stage, "If-Match": f'"{row.version}"'}


def a_loss(_world: World, _row: Any) -> dict[str, Any]:
    """Fill the form of a loss."""
    reason = Reason.objects.get(code="price").pk
    return {"closed_on": "2030-01-02", "lost_reason": reason}


def to_lose(_world: World, row: Any) -> dict[str, Any]:
    """Fill a body with a loss."""
    reason = Reason.objects.get(code="price").pk
    day = str(row.engaged_on)
    return {"day": day, "reason_id": reason, "If-Match": f'"{row.version}"'}


def to_win(_world: World, row: Any) -> dict[str, Any]:
    """Fill a body with a win."""
    day = str(row.engaged_on)
    return {"day": day, "value_minor": 5, "If-Match": f'"{row.version}"'}


def an_answer(_world: World, _row: Any) -> dict[str, Any]:
    """Answer a criterion of the screening."""
    return {f"criterion_{Criterion.objects.get(code='need').pk}": "yes"}


def to_answer(_world: World, _row: Any) -> dict[str, Any]:
    """Fill a body with an answer to a criterion."""
    pk = Criterion.objects.get(code="need").pk
    return {"answers": [{"criterion_id": pk, "answer": True}]}


def to_place(_world: World, row: Any) -> dict[str, Any]:
    """Fill a body with another level of the market platform."""
    return {"account_id": row.pk, "platform": "market", "likelihood": 90}


def to_platform(to: str) -> Callable[[World, Any], dict[str, Any]]:
    """Name an account and where it is to go."""
    return lambda _world, row: {"pk": row.pk, "to": to}


def a_product(world: World, _row: Any) -> dict[str, Any]:
    """Fill the form of a purchase."""
    product = world.holdings["own"].purchase.product_id
    return {**BOUGHT, "product": product}


def to_buy(world: World, row: Any) -> dict[str, Any]:
    """Fill a body that names its account and product."""
    product = world.holdings["own"].purchase.product_id
    told = {"product_id": product, "month": "2024-04-01", "quantity": 1}
    return {"account_id": row.pk, **told}


def a_word(_world: World, _row: Any) -> dict[str, Any]:
    """Name a stage of the company."""
    return {"kind": "stages", "pk": Stage.objects.get(code="proposing").pk}


OPPORTUNITY, PURCHASE = "opportunity", "purchase"
ENDED = frozenset({303, 422})
PIPELINE: list[Sample] = [
    Sample("pipeline:list", shows=TEXTS),
    Sample("pipeline:export", query="format=csv", shows=TEXTS),
    Sample("pipeline:new"),
    Sample("pipeline:new", about="account", query=of_account),
    Sample(
        "pipeline:new",
        "POST",
        about="account",
        query=of_account,
        form=True,
        typed=DEAL,
    ),
    Sample("pipeline:detail", about="deal"),
    Sample("pipeline:edit", about="deal"),
    Sample("pipeline:edit", "POST", about="deal", form=True, typed=DEAL),
    Sample("pipeline:stage", "POST", about="deal", typed=a_stage),
    Sample("pipeline:win", about="deal"),
    Sample(
        "pipeline:win",
        "POST",
        about="deal",
        form=True,
        typed={"value_minor": "5"},
    ),
    Sample("pipeline:lose", about="deal"),
    Sample(
        "pipeline:lose", "POST", about="deal", form=True, typed=a_loss, answers=ENDED
    ),
    Sample("pipeline:reopen", "POST", about="lost_deal"),
    Sample("pipeline:retract", "POST", about="deal"),
    Sample("pipeline:restore", "POST", about="deal"),
    Sample("pipeline:unmove", "POST", about="deal_move"),
    Sample("pipeline:account", about="account", judged="opportunity.see"),
    Sample("pipeline:purchases"),
    Sample("pipeline:purchases-export", query="format=csv"),
    Sample("pipeline:purchase-new"),
    Sample("pipeline:purchase-new", about="account", query=of_account),
    Sample(
        "pipeline:purchase-new",
        "POST",
        about="account",
        query=of_account,
        form=True,
        typed=a_product,
    ),
    Sample("pipeline:purchase", about="purchase"),
    Sample(
        "pipeline:purchase",
        "POST",
        about="purchase",
        form=True,
        typed={"quantity": "9"},
    ),
    Sample("pipeline:purchase-retract", "POST", about="purchase"),
    Sample("pipeline:purchase-restore", "POST", about="purchase"),
    Sample("pipeline:calibration"),
    Sample("pipeline:calibration-export", query="format=csv"),
    Sample("pipeline:grids"),
    Sample("pipeline:board"),
    Sample("pipeline:placements"),
    Sample("pipeline:placements-export", query="format=csv"),
    Sample("pipeline:platform", about="account"),
    Sample("pipeline:screen", "POST", about="account", typed=an_answer),
    Sample("pipeline:move-account", about="account", path=to_platform("rejected")),
    Sample(
        "pipeline:move-account",
        "POST",
        about="account",
        path=to_platform("rejected"),
        typed={"note": "x", "revisit_on": "2030-01-02"},
        answers=ENDED,
    ),
    Sample("pipeline:unplace", "POST", about="placement"),
    Sample("pipeline:words"),
    Sample("pipeline:word-new", path={"kind": "stages"}),
    Sample(
        "pipeline:word-new",
        "POST",
        path={"kind": "stages"},
        form=True,
        typed={"name": "试用", "code": "trial", "place": "3"},
    ),
    Sample("pipeline:word", path=a_word),
    Sample("pipeline:word", "POST", path=a_word, form=True, typed={"name": "x"}),
    Sample("GET /opportunities", shows=TEXTS),
    Sample(
        "POST /opportunities",
        about="account",
        typed=lambda _world, row: {"account_id": row.pk, "name": "x"},
    ),
    Sample("GET /opportunities/stages"),
    Sample("GET /opportunities/reasons"),
    Sample("GET /opportunities/{pk}", about="deal"),
    Sample(
        "PATCH /opportunities/{pk}", about="deal", typed=matched({"reference": "x"})
    ),
    Sample("GET /opportunities/{pk}/moves", about="deal"),
    Sample("POST /opportunities/{pk}/stage", about="deal", typed=to_stage),
    Sample("POST /opportunities/{pk}/win", about="deal", typed=to_win),
    Sample("POST /opportunities/{pk}/lose", about="deal", typed=to_lose),
    Sample("POST /opportunities/{pk}/reopen", about="lost_deal", typed=matched({})),
    Sample("GET /calibration"),
    Sample("GET /placements", shows=NOTES),
    Sample("POST /placements", about="account", typed=to_place),
    Sample("GET /placements/criteria"),
    Sample("GET /placements/accounts/{pk}", about="account"),
    Sample("GET /placements/accounts/{pk}/fence", about="account"),
    Sample("GET /placements/accounts/{pk}/screening", about="account"),
    Sample(
        "POST /placements/accounts/{pk}/screening", about="account", typed=to_answer
    ),
    Sample("GET /placements/{pk}", about="placement"),
    Sample("POST /placements/{pk}/undo", about="placement", typed=matched({})),
    Sample("GET /purchases"),
    Sample("POST /purchases", about="account", typed=to_buy),
    Sample(
        "GET /purchases/rhythm",
        about="account",
        query=of_account,
        judged="purchase.see",
    ),
    Sample("GET /purchases/{pk}", about="purchase"),
    Sample("PATCH /purchases/{pk}", about="purchase", typed=matched({"quantity": 7})),
]
