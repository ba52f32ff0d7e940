"""How the doors of the accounts and catalog rooms are knocked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.permissions.sample import Sample

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.permissions.world import World


# Not every holding is shared with somebody.
SHARED = frozenset({303, 404})


def a_share(_world: World, row: Any) -> dict[str, Any]:
    """Return the address of an account's share, or of one that is not there."""
    share = row.shares.first()
    return {"pk": row.pk, "share_pk": share.pk if share else 1}


def matched(body: dict[str, Any]) -> Callable[[World, Any], dict[str, Any]]:
    """Fill a body that says which version it changes."""
    return lambda _world, row: {**body, "If-Match": f'"{row.version}"'}


ACCOUNTS: list[Sample] = [
    Sample("accounts:list", shows=(("account", "name"), ("account", "city"))),
    Sample("accounts:export", shows=(("account", "name"), ("account", "city"))),
    Sample("accounts:new"),
    Sample("accounts:new", "POST", form=True, typed={"name": "新医院"}),
    Sample("accounts:similar", query="name=%E6%96%B0"),
    Sample("accounts:units", query="parent=Qz", shows=(("account", "name"),)),
    Sample("accounts:edit", about="account"),
    Sample("accounts:edit", "POST", about="account", form=True, typed={"phone": "1"}),
    Sample("accounts:share", about="account"),
    Sample(
        "accounts:share",
        "POST",
        about="account",
        typed=lambda world, _row: {"user_id": world.cast.colleague.pk},
        answers=frozenset({303, 422}),
    ),
    Sample("accounts:unshare", "POST", about="account", path=a_share, answers=SHARED),
    Sample("accounts:archive", "POST", about="account"),
    Sample("accounts:restore", "POST", about="account"),
    Sample("accounts:person-new", about="account"),
    Sample(
        "accounts:person-new", "POST", about="account", form=True, typed={"name": "新"}
    ),
    Sample("accounts:person-similar", about="account", query="name=%E6%96%B0"),
    Sample("accounts:person", about="stakeholder"),
    Sample(
        "accounts:person",
        "POST",
        about="stakeholder",
        form=True,
        typed={"phone": "1"},
        judged="stakeholder.change",
    ),
    Sample("accounts:person-reopen", "POST", about="stakeholder"),
    Sample("accounts:person-left", "POST", about="stakeholder"),
    Sample("accounts:person-back", "POST", about="stakeholder"),
    Sample("GET /accounts", shows=(("account", "name"), ("account", "city"))),
    Sample("POST /accounts", typed={"name": "新医院"}),
    Sample("GET /accounts/{pk}", about="account"),
    Sample("PATCH /accounts/{pk}", about="account", typed=matched({"city": "x"})),
    Sample("GET /stakeholders", shows=(("stakeholder", "name"),)),
    Sample(
        "POST /stakeholders",
        about="account",
        typed=lambda _world, row: {"account_id": row.pk, "name": "新"},
    ),
    Sample("GET /stakeholders/{pk}", about="stakeholder"),
    Sample(
        "PATCH /stakeholders/{pk}", about="stakeholder", typed=matched({"phone": "1"})
    ),
    Sample("catalog:products"),
    Sample("catalog:products-export", query="format=csv"),
    Sample("catalog:product-new"),
    Sample("catalog:product-new", "POST", form=True, typed={"name": "Reagent"}),
    Sample("catalog:product", about="product"),
    Sample("catalog:product", "POST", about="product", form=True, typed={"line": "x"}),
    Sample("catalog:competitors"),
    Sample("catalog:competitor-new"),
    Sample("catalog:competitor-new", "POST", form=True, typed={"name": "Rival"}),
    Sample("catalog:competitor", about="competitor"),
    Sample(
        "catalog:competitor", "POST", about="competitor", form=True, typed={"note": "x"}
    ),
    Sample("GET /products"),
    Sample("POST /products", typed={"name": "Reagent"}),
    Sample("GET /products/{pk}", about="product"),
    Sample("PATCH /products/{pk}", about="product", typed=matched({"line": "x"})),
]
