"""What stands of somebody, of everybody in an account, today or on another day."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import starmap
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Coalesce

from kam.core.errors import NotFound
from kam.judgements.models import Judgement
from kam.people.scopes import hidden_fields

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from kam.accounts.models import Account, Stakeholder
    from kam.people.models import User

Key = tuple[int, "int | None", str, str]
MOST = 20_000
KEY = slice(1, 5)


class Held(NamedTuple):
    """One judgement as the reader may read it; a page of 300 people reads 3,600."""

    id: int
    stakeholder_id: int
    product_id: int | None
    aspect: str
    side: str
    value: int
    evidence: str
    source: str
    confidence: str
    day: date
    author_id: int | None
    author: str
    product: str = ""
    is_retracted: bool = False

    @property
    def key(self) -> Key:
        """What it is about: person, product, aspect, side."""
        return (self.stakeholder_id, self.product_id, self.aspect, self.side)

    @property
    def is_probed(self) -> bool:
        """Whether it rests on more than a guess of ours."""
        return self.source != "guess"


READ_AS = {
    "evidence": "read_evidence",
    "author": "author_name",
    "product": "product_name",
}
COLUMNS = tuple(READ_AS.get(name, name) for name in Held.__annotations__)


@dataclass(frozen=True)
class Standing:
    """The newest judgement of every key, as of a day."""

    day: date
    rows: Mapping[Key, Held] = field(default_factory=dict)

    def of(
        self,
        stakeholder_id: int,
        aspect: str,
        *,
        product_id: int | None = None,
        side: str = "",
    ) -> Held | None:
        """Return what stands of one thing, or None."""
        return self.rows.get((stakeholder_id, product_id, aspect, side))

    def value(
        self,
        stakeholder_id: int,
        aspect: str,
        *,
        product_id: int | None = None,
        side: str = "",
    ) -> int | None:
        """Return the value that stands, or None where nobody judged."""
        held = self.of(stakeholder_id, aspect, product_id=product_id, side=side)
        return None if held is None else held.value

    @cached_property
    def _by_person(self) -> Mapping[int, Sequence[Held]]:
        found: dict[int, list[Held]] = {}
        for row in self.rows.values():
            found.setdefault(row.stakeholder_id, []).append(row)
        return found

    def about(self, stakeholder_id: int) -> Iterator[Held]:
        """Return all that stands of somebody."""
        return iter(self._by_person.get(stakeholder_id, ()))

    def products(self) -> list[int]:
        """Return the products that anything is held about."""
        return sorted({r.product_id for r in self.rows.values() if r.product_id})


def account_standing(
    user: User, account: Account, day: date, aspects: Sequence[str] = ()
) -> Standing:
    """Return what stood of an account's people at the end of a day; one statement."""
    rows = Judgement.objects.visible_to(user).filter(account=account)
    if aspects:
        rows = rows.filter(aspect__in=aspects)
    found = _read(user, rows.standing().by(day).newest())
    return Standing(day, _by_key(found))


def standings_in(
    user: User, accounts: Collection[int], day: date
) -> dict[int, Standing]:
    """Return what stood of several accounts at the end of a day; one statement."""
    rows = Judgement.objects.visible_to(user).filter(account__in=accounts)
    read = _readable(user, rows.standing().by(day).newest())
    told: dict[int, dict[Key, Held]] = {pk: {} for pk in accounts}
    for account_id, *values in read.values_list("account_id", *COLUMNS):
        held = Held(*values)
        told[account_id][held.key] = held
    return {pk: Standing(day, held) for pk, held in told.items()}


def account_standings(
    user: User,
    account: Account,
    days: tuple[date, date],
    aspects: Sequence[str] = (),
) -> tuple[Standing, Standing]:
    """Return what stood at the end of two days, the earlier one first; one statement.

    The newest on each side of the earlier day is read; the later of both stands last.
    """
    early, late = min(days), max(days)
    rows = Judgement.objects.visible_to(user).filter(account=account)
    if aspects:
        rows = rows.filter(aspect__in=aspects)
    found = _read(user, rows.standing().by(late).newest_by(early))
    found.sort(key=_age)
    latest = _by_key(found)
    before = {held.key: held for held in found if held.day <= early}
    return Standing(early, before), Standing(late, latest)


def _by_key(rows: Iterable[Held]) -> dict[Key, Held]:
    """Return the last of each key: a slice is a third of what the property takes."""
    return {cast("Key", row[KEY]): row for row in rows}


def _age(held: Held) -> tuple[date, int]:
    return (held.day, held.id)


def held_by(
    user: User, stakeholder: Stakeholder, day: date, aspects: Sequence[str] = ()
) -> Standing:
    """Return what stood of one person at the end of a day; one statement."""
    rows = Judgement.objects.visible_to(user).filter(stakeholder=stakeholder)
    if aspects:
        rows = rows.filter(aspect__in=aspects)
    found = _read(user, rows.standing().by(day).newest())
    return Standing(day, _by_key(found))


def account_history(
    user: User,
    account: Account,
    day: date,
    aspects: Sequence[str] = (),
    *,
    brief: bool = False,
) -> list[Held]:
    """Return all that was held of an account's people up to a day, the oldest first.

    What was taken back is left out; `brief` leaves out the evidence, which is most of
    what is read. Cost: one statement.
    """
    rows = Judgement.objects.visible_to(user).filter(account=account)
    rows = rows.standing().by(day)
    if aspects:
        rows = rows.filter(aspect__in=aspects)
    return _read(user, rows.order_by("-day", "-id")[:MOST], brief=brief)[::-1]


def newest_of(rows: Iterable[Held], day: date) -> Standing:
    """Return what stands of rows in the order of their making; no statement."""
    return Standing(day, {held.key: held for held in rows if not held.is_retracted})


def person_history(
    user: User, stakeholder: Stakeholder, aspects: Sequence[str] = ()
) -> list[Held]:
    """Return every judgement of somebody, the newest first; one statement."""
    rows = Judgement.objects.visible_to(user).filter(stakeholder=stakeholder)
    if aspects:
        rows = rows.filter(aspect__in=aspects)
    return _read(user, rows.order_by("-day", "-id")[:MOST])


def _read(user: User, rows: QuerySet[Judgement], *, brief: bool = False) -> list[Held]:
    told = _readable(user, rows, brief=brief)
    return list(starmap(Held, told.values_list(*COLUMNS)))


def _readable(user: User, rows: QuerySet[Judgement], *, brief: bool = False) -> Any:
    hidden = brief or "evidence" in hidden_fields(user, "judgement")
    nothing = Value("", output_field=CharField())
    return rows.annotate(
        read_evidence=nothing if hidden else F("evidence"),
        author_name=Coalesce("author__name", nothing),
        product_name=Coalesce("product__name", nothing),
        is_retracted=Q(retracted_at__isnull=False),
    )


def judgement_of(user: User, pk: int) -> Judgement:
    """Return one judgement in sight, or NotFound."""
    rows = Judgement.objects.visible_to(user)
    found: Judgement | None = (
        rows.select_related("account", "stakeholder__person", "product")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise NotFound
    return found
