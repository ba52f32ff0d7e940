"""Entering many questions from a file, with the rules of one by one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from kam.accounts.models import Account
from kam.accounts.services.bulk.known import KnownAccounts
from kam.accounts.services.bulk.named import PeopleNamed
from kam.audit.adding import values_of
from kam.audit.keeping import Keeping
from kam.core import clock
from kam.core.cells import day_of, read_cells, text_of
from kam.core.choices import read_choice
from kam.core.text import name_key
from kam.judgements.terms import Source
from kam.people.days import require_past, today_of
from kam.people.policies import require
from kam.people.queries import setting
from kam.people.scopes import may
from kam.questions.models import Question
from kam.questions.policies import may_question
from kam.questions.rules.worth import EXPIRES_AFTER
from kam.questions.services.writing import ANSWERED_AHEAD
from kam.questions.terms import Impact

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from kam.core.bulk import BulkRow, RowResult
    from kam.core.cells import Reader
    from kam.people.models import User

COLUMNS = {
    name: name
    for name in (
        "account",
        "text",
        "why",
        "impact",
        "person",
        "answer",
        "source",
        "answered_on",
        "expires_on",
    )
}
READERS: dict[str, Reader] = {
    "impact": lambda v: read_choice(Impact, v, "impact") or Impact.MIDDLE,
    "source": lambda v: read_choice(Source, v, "source"),
    "answered_on": day_of,
    "expires_on": day_of,
}
WRITTEN = (
    "text",
    "why",
    "impact",
    "stakeholder_id",
    "answer",
    "source",
    "answered_on",
    "expires_on",
)


def bulk_questions(
    *, actor: User | None, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Create or update questions; the match key is account and text.

    Columns a row does not have stay as they are. Cost: a fixed number of statements
    a batch.
    """
    require(actor is None or may(actor, "question", "create"))
    return _Questions(actor, dry_run=dry_run).take(rows)


class _Questions(Keeping[Question]):
    """One file of questions."""

    noun = "question"

    def __init__(self, actor: Any, *, dry_run: bool) -> None:
        super().__init__(actor, dry_run=dry_run)
        self.today = today_of(actor)
        self.usual = timedelta(days=int(setting(EXPIRES_AFTER.key)))
        self.people = PeopleNamed(KnownAccounts(actor))
        self.accounts: dict[int, Account] = {}

    def read(self, rows: Sequence[BulkRow]) -> dict[Hashable, Question]:
        """Read the accounts of a batch, their people and questions."""
        ids = {self.people.account_id(row) for row in rows}
        self.accounts = Account.objects.select_related("team").in_bulk(ids)
        self.people.read(rows)
        stored = (
            Question.objects.filter(account_id__in=ids)
            .select_related("account__team")
            .select_for_update(of=("self",))
            .order_by("pk")
        )
        return {(row.account_id, name_key(row.text)): row for row in stored}

    def told(self, row: BulkRow) -> tuple[Hashable, dict[str, object]]:
        """Return the account and the text of a row, and what it says.

        A question keeps the words it was first written in.
        """
        cell = row.values.get("account")
        self.people.accounts.find(cell, "account")
        account = self.accounts[self.people.account_id(row)]
        require(may_question(self.actor, account))
        given = values_of(read_cells(row.values, COLUMNS, READERS))
        values = self._dated({n: given[n] for n in WRITTEN if n in given})
        if "person" in given:
            named = text_of(given["person"])
            values["stakeholder_id"] = self.people.of(row).pk if named else None
        key = (account.pk, name_key(text_of(given.get("text"))))
        if key in self.known:
            values.pop("text", None)
        return key, values

    def fresh(self, _row: BulkRow, key: Hashable) -> Question:
        """Return an empty question about an account."""
        account = self.accounts[key[0]]  # type: ignore[index]
        return Question(author=self.actor, account=account)

    def _dated(self, told: dict[str, object]) -> dict[str, object]:
        if told.get("answer"):
            day = told.get("answered_on") or self.today
            require_past(day, self.today, "answered_on", ANSWERED_AHEAD)
            told["answered_on"] = day
            told["source"] = told.get("source") or Source.TOLD
            told["expires_on"] = told.get("expires_on") or min(
                day + self.usual,  # type: ignore[operator]
                clock.LATEST_DAY,
            )
        return told
