"""How the doors of the accounts and catalog rooms are knocked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.permissions.sample import Sample

if TYPE_CHECKING:
    from tests.permissions.world import World


# Not every holding is shared with somebody.
SHARED = frozenset({303, 404})


def a_share(_world: World, row: Any) -> dict[str, Any]:
    """Return the address of an account's share, or of one that is not there."""
    share = row.shares.first()
    return {"pk": row.pk, "share_pk": share.pk if share else 1}


ACCOUNTS: list[Sample] = [
    Sample("accounts:list", shows=(("account", "name"), ("account", "city"))),
    Sample("accounts:export", shows=(("account", "name"), ("account", "city"))),
    Sample("accounts:new"),
    Sample("accounts:new", "POST", form=True, typed={"name": "新医院"}),
    Sample("accounts:similar", query="name=%E6%96%B0"),
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
]
