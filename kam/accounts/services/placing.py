"""Where an account stands: its owner, team, territory and the unit above it.

The same sentences hold one by one and in bulk. They ask a `References`, which reads
rows as they are needed (`Asked`) or holds those of a whole file (`bulk.Loaded`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from kam.accounts.models import Account
from kam.accounts.policies import (
    keeps_what_they_create,
    may_assign,
    may_create_account,
    may_own,
)
from kam.accounts.queries.places import held_territories, units_above
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.people.models import Team, Territory, User
from kam.people.policies import require
from kam.people.scopes import may

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HIGHEST = 20
ACCOUNT_TREE = "accounts.tree"


class References(Protocol):
    """The rows that an account may name, as far as the actor sees them."""

    def owner(self, pk: object) -> User: ...
    def team(self, pk: object) -> Team: ...
    def territory(self, pk: object) -> Territory: ...
    def parent(self, pk: object) -> int: ...
    def held(self, owner_id: int) -> Sequence[Territory]: ...
    def above(self, parent_id: int) -> Sequence[int]: ...


class Asked:
    """References of one account, read one by one."""

    def __init__(self, actor: User | None) -> None:
        self.actor = actor

    def owner(self, pk: object) -> User:
        """Return a person in sight."""
        people = User.objects.select_related("team")
        found: User = people.named(self.actor, pk, "owner_id")
        return found

    def team(self, pk: object) -> Team:
        """Return a team in sight."""
        found: Team = Team.objects.named(self.actor, pk, "team_id")
        return found

    def territory(self, pk: object) -> Territory:
        """Return a territory in sight."""
        found: Territory = Territory.objects.named(self.actor, pk, "territory_id")
        return found

    def parent(self, pk: object) -> int:
        """Return the id of an account in sight."""
        found: int = Account.objects.named(self.actor, pk, "parent_id").pk
        return found

    def held(self, owner_id: int) -> Sequence[Territory]:
        """Return the territories that somebody works today."""
        return held_territories([owner_id]).get(owner_id, [])

    def above(self, parent_id: int) -> Sequence[int]:
        """Return the units above, the given one first."""
        return units_above([parent_id])[parent_id]


def settle(actor: User | None, account: Account, references: References) -> None:
    """Give a new account the owner, team and territory that follow, and check them."""
    require(actor is None or may(actor, "account", "create"))
    if account.owner is None and actor is not None and keeps_what_they_create(actor):
        account.owner = actor
    if account.owner is not None:
        _check_owner(account.owner)
    if account.team_id is None:
        account.team = _usual_team(actor, account.owner)
    if account.territory_id is None and account.owner_id is not None:
        account.territory = _only(references.held(account.owner_id))
    require(may_create_account(actor, account))


def _usual_team(actor: User | None, owner: User | None) -> Team:
    whose = owner or actor
    if whose is None:
        raise Invalid(fields={"team_id": [mark("请指明团队或负责人")]})
    return whose.team


def _check_owner(owner: User) -> None:
    if not may_own(owner):
        raise Invalid(
            fields={"owner_id": [mark("负责人只能是在岗的客户代表或销售主管")]}
        )


def _only(territories: Sequence[Territory]) -> Territory | None:
    return territories[0] if len(territories) == 1 else None


def placed(
    actor: User | None,
    account: Account,
    wanted: Mapping[str, object],
    references: References,
) -> dict[str, object]:
    """Return the wanted values with what must follow; references must be in sight."""
    new = {n: v for n, v in wanted.items() if v != getattr(account, n)}
    values = dict(wanted)
    if "owner_id" in new:
        follows = _following(actor, account, new["owner_id"], references)
        values = {**follows, **values}
    if new.get("team_id") is not None:
        require(may_assign(actor, account, references.team(new["team_id"]).pk))
    if new.get("territory_id") is not None:
        references.territory(new["territory_id"])
    if new.get("parent_id") is not None:
        parent_id = references.parent(new["parent_id"])
        refuse_circle(account.pk, references.above(parent_id))
    return values


def _following(
    actor: User | None, account: Account, owner_id: object, references: References
) -> dict[str, object]:
    """Return what follows a new owner: the team, and a territory that fits."""
    if owner_id is None:
        require(may_assign(actor, account, account.team_id))
        return {}
    owner = references.owner(owner_id)
    _check_owner(owner)
    require(may_assign(actor, account, owner.team_id))
    held = references.held(owner.pk)
    fits = account.territory_id in {territory.pk for territory in held}
    if not fits and not held and account.territory is not None:
        fits = account.territory.team_id == owner.team_id
    only = _only(held)
    territory_id = account.territory_id if fits else (only.pk if only else None)
    return {"team_id": owner.team_id, "territory_id": territory_id}


def refuse_circle(account_id: int | None, above: Sequence[int]) -> None:
    """Refuse a unit above that is the account itself or stands below it."""
    if account_id is not None and account_id in above:
        raise Invalid(fields={"parent_id": [mark("上级单位不能是它自己或它的下级")]})
    if len(above) > HIGHEST:
        raise Invalid(
            fields={"parent_id": [mark("上级单位最多 %(most)s 层")]}, most=HIGHEST
        )
