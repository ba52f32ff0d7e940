"""The ledger of an account: gaps and stored questions in one ranked list."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count, Max, Q

from kam.accounts.queries.room import people_of
from kam.accounts.rules.unknowns import Somebody
from kam.core.errors import NotFound
from kam.judgements.queries import account_standing
from kam.judgements.rules.freshness import AGEING_AFTER
from kam.people.queries import settings_of
from kam.people.scopes import hidden_fields
from kam.questions.models import Asking, Question
from kam.questions.queries.beside import asked_beside, leaves_of, minds_of
from kam.questions.rules.gaps import (
    Knowledge,
    all_gaps,
    could_answer,
    influence_of,
    is_moot,
    strengths_of,
    strongest,
)
from kam.questions.rules.states import (
    NEVER,
    OPEN,
    STALE,
    Shares,
    Told,
    shares_of,
    state_of,
)
from kam.questions.rules.worth import (
    EXPIRES_AFTER,
    KEYS,
    MATTERS_FROM,
    SURE_FROM,
    USUAL_INFLUENCE,
    WHOLE_ACCOUNT,
    Weights,
    level_of,
    weights_of,
    worth,
)
from kam.thinking.rules import limits

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import date

    from kam.accounts.models import Account
    from kam.accounts.queries.room import PersonRow
    from kam.judgements.queries import Standing
    from kam.people.models import User
    from kam.questions.rules.gaps import Gap
    from kam.thinking.rules.preference import Estimate

MOST, MOST_TOGETHER = 1_000, 20_000
SETTINGS = (*KEYS, AGEING_AFTER.key, *limits.KEYS)


class Entry(NamedTuple):
    """One question as it stands: a gap, a stored row, or both."""

    text: str
    why: str
    level: str
    worth: float
    state: str
    who: Sequence[int]
    layer: str = ""
    gap: Gap | None = None
    pk: int | None = None
    key: str = ""
    asked: int = 0
    asked_on: date | None = None
    answer: str = ""
    source: str = ""
    answered_on: date | None = None
    expires_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still worth asking."""
        return self.state in OPEN

    @property
    def name(self) -> str:
        """What a form calls it: the key of a gap, or the number of a row."""
        return self.key or f"#{self.pk}"


@dataclass(frozen=True)
class Ledger:
    """Every question of an account, the one worth most first.

    `minds` are the estimates it was made with, of whom they may be made.
    """

    entries: Sequence[Entry]
    shares: Shares
    expires_after: int = 180
    minds: Mapping[int, Estimate] = field(default_factory=dict)

    def open(self) -> list[Entry]:
        """Return what is still to be asked."""
        return [entry for entry in self.entries if entry.is_open]

    def named(self, name: str) -> Entry:
        """Return the entry a form names, or NotFound."""
        found = next((e for e in self.entries if e.name == name), None)
        if found is None:
            raise NotFound
        return found


def people_asked(user: User, account: Account, day: date) -> list[PersonRow]:
    """Return the people of an account with what a ledger wants; one statement."""
    return people_of(user, account, asked_beside(user, day))


def knowledge_of(
    account: Account,
    rows: Sequence[PersonRow],
    standing: Standing,
    chosen: Mapping[str, float],
) -> Knowledge:
    """Return what is known of an account from loaded people and judgements."""
    held = list(standing.rows.values())
    return Knowledge(
        account=account.values(),
        people=[Somebody(r.pk, r.name, r.known) for r in rows if not r.has_left],
        held=held,
        day=standing.day,
        ageing_after=int(chosen[AGEING_AFTER.key]),
        usual=int(chosen[USUAL_INFLUENCE.key]),
        matters_from=chosen[MATTERS_FROM.key],
        sure_from=chosen[SURE_FROM.key],
        influence=influence_of(held),
        minds=minds_of(rows, chosen),
        leaves=leaves_of(rows),
    )


def ledger_of(
    user: User,
    account: Account,
    rows: Sequence[PersonRow],
    day: date,
    settings: Mapping[str, float] | None = None,
    standing: Standing | None = None,
    rows_stored: Sequence[Any] | None = None,
) -> Ledger:
    """Read the ledger with the people already read by `people_asked`.

    Cost: three statements, one less for each that is read already: the settings of
    `SETTINGS`, what stands of the people, and the stored rows (`stored_in`).
    """
    chosen = settings or settings_of(*SETTINGS)
    standing = standing or account_standing(user, account, day)
    weights = weights_of(chosen)
    known = knowledge_of(account, rows, standing, chosen)
    found = all_gaps(known)
    stored = _stored(user, account) if rows_stored is None else rows_stored
    who = could_answer(strongest(strengths_of(known.held)))
    by_key = {row.key: row for row in stored if row.key}
    missing = {gap.key for gap in found.gaps}
    entries = [
        *(_of_gap(gap, by_key.get(gap.key), weights, who, day) for gap in found.gaps),
        *(
            _of_row(row, known, weights, day)
            for row in stored
            if row.key not in missing and not is_moot(row.key, known)
        ),
    ]
    entries.sort(key=attrgetter("worth"), reverse=True)
    return Ledger(
        entries=entries,
        shares=shares_of(_counted(entries), found.known),
        expires_after=int(chosen[EXPIRES_AFTER.key]),
        minds=known.minds,
    )


def _counted(entries: Iterable[Entry]) -> list[str]:
    """Return the states that count; a gap that is filled is counted by its source."""
    return [e.state for e in entries if not (e.key and e.gap is None)]


def _stored(user: User, account: Account) -> list[Any]:
    rows = Question.objects.visible_to(user).filter(account=account)
    return _counted_rows(user, rows, MOST)


def stored_in(user: User, accounts: Collection[int]) -> dict[int, list[Any]]:
    """Return the stored questions of several accounts; one statement."""
    rows = Question.objects.visible_to(user).filter(account__in=accounts)
    told: dict[int, list[Any]] = {pk: [] for pk in accounts}
    for row in _counted_rows(user, rows, MOST_TOGETHER):
        told[row.account_id].append(row)
    return told


def _counted_rows(user: User, rows: Any, most: int) -> list[Any]:
    standing = Q(askings__retracted_at__isnull=True)
    counted = rows.annotate(
        times=Count("askings", filter=standing),
        last_asked=Max("askings__day", filter=standing),
    )
    found = list(counted.order_by("-pk")[:most])
    for name in hidden_fields(user, "question"):
        for row in found:
            setattr(row, name, "")
    return found


def _told(row: Any, gap: Gap | None) -> Told:
    return Told(
        asked=row.times,
        answered_on=row.answered_on,
        expires_on=row.expires_on,
        dismissed=row.dismissed_at is not None,
        is_gap=bool(row.key),
        is_missing=gap is not None,
        is_old=bool(gap and gap.is_old),
    )


def _unstored(gap: Gap) -> str:
    return STALE if gap.is_old else NEVER


def _of_gap(
    gap: Gap,
    row: Any,
    weights: Weights,
    answering: Callable[[int | None], Sequence[int]],
    day: date,
) -> Entry:
    level, who = level_of(gap.impact, weights), answering(gap.person_id)
    state = _unstored(gap) if row is None else state_of(_told(row, gap), day)
    told = Entry(
        gap.text, gap.why, level, gap.worth, state, who, gap.layer, gap, key=gap.key
    )
    if row is None:
        return told
    return told._replace(pk=row.pk, asked=row.times, asked_on=row.last_asked)


def _of_row(row: Any, known: Knowledge, weights: Weights, day: date) -> Entry:
    people = {somebody.pk: somebody for somebody in known.people}
    who = [pk for pk in (row.stakeholder_id, row.other_id) if pk is not None]
    named = [people[pk] for pk in who if pk in people]
    far = max((known.reach_of(somebody) for somebody in named), default=WHOLE_ACCOUNT)
    return Entry(
        text=row.text,
        why=row.why,
        level=row.impact,
        worth=worth(weights.of(row.impact), far),
        state=state_of(_told(row, None), day),
        who=who,
        layer=named[0].layer if named else "",
        pk=row.pk,
        key=row.key,
        asked=row.times,
        asked_on=row.last_asked,
        answer=row.answer,
        source=row.source,
        answered_on=row.answered_on,
        expires_on=row.expires_on,
    )


def question_of(user: User, pk: int) -> Question:
    """Return one question in sight, or NotFound."""
    rows = Question.objects.visible_to(user)
    found: Question | None = (
        rows.select_related("account__team", "stakeholder__person", "other__person")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def asking_of(user: User, pk: int) -> Asking:
    """Return one asking in sight, or NotFound."""
    rows = Asking.objects.select_related("question__account__team")
    found: Asking = rows.seen(user, pk=pk)
    return found
