"""Entering many probes from a file, with the rules of one by one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import UUID

from kam.accounts.models import Account
from kam.accounts.services.bulk.known import KnownAccounts
from kam.accounts.services.bulk.named import PeopleNamed
from kam.audit.adding import values_of
from kam.audit.batches import create_many
from kam.audit.keeping import Keeping
from kam.core.cells import count_of, read_cells, text_of, yes_of
from kam.core.choices import read_choice
from kam.core.errors import Invalid
from kam.core.text import mark, name_key
from kam.people.policies import require
from kam.people.scopes import may
from kam.probing.models import Probe
from kam.probing.policies import may_plan_probe
from kam.probing.services.planning import MOST, TOO_MANY
from kam.probing.terms import Level, Signal, Via
from kam.thinking.terms import Quadrant

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Mapping, Sequence

    from kam.core.bulk import BulkRow, RowResult
    from kam.core.cells import Reader
    from kam.people.models import User

    Meetings: TypeAlias = "Callable[[Collection[UUID]], Mapping[UUID, int]]"

READERS: dict[str, Reader] = {
    "level": lambda v: count_of(v) or Level.PROBLEM,
    "quadrant": lambda v: read_choice(Quadrant, v, "quadrant"),
    "via": lambda v: read_choice(Via, v, "via") or Via.PLAN,
    "turn": count_of,
    "confirmed": yes_of,
    "signal": lambda v: read_choice(Signal, v, "signal"),
}
WRITTEN = ("text", "aim", "answer", "word", *READERS)
COLUMNS = {n: n for n in ("account", "visit", "person", "follows", *WRITTEN)}
# A meeting, and the key of a text in it.
Place: TypeAlias = "tuple[UUID, str]"


def bulk_probes(
    *,
    actor: User | None,
    rows: Sequence[BulkRow],
    meetings: Meetings,
    dry_run: bool = False,
) -> list[RowResult]:
    """Create or update probes; the match key is the meeting and the text.

    `meetings` gives the account of each meeting that there is. What a row follows
    stands above it, or is stored. Columns a row does not have stay as they are. Cost:
    a fixed number of statements a batch, and one for each round of a loop in it.
    """
    require(actor is None or may(actor, "probe", "create"))
    return _Probes(actor, meetings, dry_run=dry_run).take(rows)


class _Probes(Keeping[Probe]):
    """One file of probes."""

    noun = "probe"
    cells = {"stakeholder_id": "person", "follows_id": "follows"}

    def __init__(self, actor: Any, meetings: Meetings, *, dry_run: bool) -> None:
        super().__init__(actor, dry_run=dry_run)
        self.meetings = meetings
        self.people = PeopleNamed(KnownAccounts(actor))
        self.accounts: dict[int, Account] = {}
        self.held: Mapping[UUID, int] = {}
        self.counts: Counter[UUID] = Counter()
        self.above: dict[Hashable, Hashable] = {}

    def read(self, rows: Sequence[BulkRow]) -> dict[Hashable, Probe]:
        """Read the accounts, people, meetings and standing probes of a batch."""
        ids = {self.people.account_id(row) for row in rows}
        self.accounts = Account.objects.select_related("team").in_bulk(ids)
        self.people.read(rows)
        named = {_meeting(row) for row in rows} - {None}
        self.held = self.meetings([key for key in named if key is not None])
        stored = (
            Probe.objects.filter(occasion__in=list(self.held))
            .standing()
            .select_related("account__team")
            .select_for_update(of=("self",))
            .order_by("pk")
        )
        found: dict[Hashable, Probe] = {
            (row.occasion, name_key(row.text)): row for row in stored
        }
        kept = {**found, **self.pretended}
        self.counts = Counter(row.occasion for row in kept.values())
        self.above = {}
        return found

    def told(self, row: BulkRow) -> tuple[Hashable, dict[str, object]]:
        """Return the meeting and the text of a row, and what it says."""
        self.people.accounts.find(row.values.get("account"), "account")
        account = self.accounts[self.people.account_id(row)]
        require(may_plan_probe(self.actor, account))
        meeting = _meeting(row)
        if meeting is None or self.held.get(meeting) != account.pk:
            raise Invalid(fields={"visit": [mark("这个客户没有这次拜访")]})
        given = values_of(read_cells(row.values, COLUMNS, READERS))
        values = {n: given[n] for n in WRITTEN if n in given}
        if "person" in given:
            named = text_of(given["person"])
            values["stakeholder_id"] = self.people.of(row).pk if named else None
        key = (meeting, name_key(text_of(given.get("text"))))
        if "follows" in given:
            values["follows_id"] = self._follows(key, text_of(given["follows"]))
        if key in self.known:
            values.pop("text", None)
        return key, values

    def _follows(self, key: Place, text: str) -> int | None:
        """Return what a row follows; one that is still to be stored comes later."""
        if not text:
            return None
        above = (key[0], name_key(text))
        found = self.known.get(above)
        if found is None or above == key:
            raise Invalid(fields={"follows": [mark("这次拜访里没有这个问题")]})
        if found.pk is None:
            self.above[key] = above
        return found.pk

    def fresh(self, row: BulkRow, key: Hashable) -> Probe:
        """Return an empty probe of a meeting; at most `MOST` of them."""
        meeting: UUID = key[0]  # type: ignore[index]
        if self.counts[meeting] >= MOST:
            raise Invalid(TOO_MANY)
        self.counts[meeting] += 1
        account = self.accounts[self.people.account_id(row)]
        return Probe(author=self.actor, account=account, occasion=meeting)

    def _write(self) -> None:
        """Store what a round follows before the round."""
        waiting = {} if self.dry_run else dict(self.new)
        while waiting:
            now = [key for key in waiting if self.above.get(key) not in waiting]
            ready = [self._tied(key, waiting.pop(key)) for key in now]
            create_many(actor=self.actor, rows=ready, verb="probe.create")
        if not self.dry_run:
            self.new = {}
        super()._write()

    def _tied(self, key: Hashable, row: Probe) -> Probe:
        if key in self.above:
            row.follows_id = self.known[self.above[key]].pk
        return row


def _meeting(row: BulkRow) -> UUID | None:
    try:
        return UUID(text_of(row.values.get("visit")))
    except ValueError:
        return None
