"""How the rows of the measured company hang together.

Account a (from 0) belongs to representative a mod R, and that one to district r mod D.
Its j-th visit from the newest back has the number a + (99 - j)·A: older rows have
smaller ids, as they have in a company that grew.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kam.core.clock import today
from tests.benchmarks.dialect import dialect
from tests.benchmarks.sizes import VISITS_EACH

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import Model

    from tests.benchmarks.sizes import Sizes

DAYS_BETWEEN = 5


@dataclass(frozen=True)
class Part:
    """One table: how many rows, what they join, what their columns hold."""

    model: type[Model]
    count: int
    columns: dict[str, str]
    joins: str = ""


@dataclass(frozen=True)
class Plan:
    """The expressions of one company; those without a number speak of row n."""

    sizes: Sizes
    today: date = field(default_factory=lambda: today("Asia/Shanghai"))

    @property
    def first_district(self) -> int:
        """The id of the first district; the top is 1, regions follow."""
        return 2 + self.sizes.regions

    @property
    def account(self) -> str:
        """The account of the visit n, from 0."""
        return f"(n % {self.sizes.accounts})"

    @property
    def back(self) -> str:
        """How many visits of the account are newer than n."""
        return f"({VISITS_EACH - 1} - n / {self.sizes.accounts})"

    def day(self, back: str) -> str:
        """Return a day so many days before today."""
        return dialect().day(self.today, back)

    @property
    def visit_day(self) -> str:
        """The day of visit n: the newest is planned around today."""
        past = f"{self.back} * {DAYS_BETWEEN} + {self.account} % {DAYS_BETWEEN}"
        planned = f"2 - {self.account} * 7 % 16"
        return self.day(f"CASE WHEN {self.back} = 0 THEN {planned} ELSE {past} END")

    def rep_of(self, account: str) -> str:
        """Return the representative of an account, from 0."""
        return f"(({account}) % {self.sizes.reps})"

    def user_of(self, account: str) -> str:
        """Return the id of the user who owns an account."""
        return f"({self.rep_of(account)} + 1)"

    def team_of_rep(self, rep: str) -> str:
        """Return the id of the district of a representative."""
        return f"({self.first_district} + ({rep}) % {self.sizes.districts})"

    def visit_id(self, account: str, back: str) -> str:
        """Return the id of a visit of an account."""
        accounts = self.sizes.accounts
        return f"(({VISITS_EACH - 1} - ({back})) * {accounts} + ({account}) + 1)"


def one_of(options: tuple[str, ...], number: str) -> str:
    """Return an option chosen by a number."""
    cases = " ".join(f"WHEN {i} THEN '{one}'" for i, one in enumerate(options))
    return f"CASE ({number}) % {len(options)} {cases} END"
