"""How large the measured company is."""

from __future__ import annotations

from dataclasses import dataclass

ACCOUNTS, TEAMS = 100_000, 500
PEOPLE_EACH, VISITS_EACH = 10, 100
ACCOUNTS_A_REP, TEAMS_A_REGION = 52, 25
ONE_OPEN_IN = 10


@dataclass(frozen=True)
class Sizes:
    """Counts of every noun; scale 1 is the size the product aims at."""

    accounts: int
    teams: int

    @classmethod
    def at(cls, scale: float) -> Sizes:
        """Return the sizes at a share of the full one."""
        return cls(max(200, int(ACCOUNTS * scale)), max(8, int(TEAMS * scale)))

    @property
    def people(self) -> int:
        """Stakeholders, ten an account."""
        return self.accounts * PEOPLE_EACH

    @property
    def visits(self) -> int:
        """Visits, a hundred an account; the newest of each is planned."""
        return self.accounts * VISITS_EACH

    @property
    def commitments(self) -> int:
        """Actions, and as many promises: one for every ten visits."""
        return self.visits // ONE_OPEN_IN

    @property
    def regions(self) -> int:
        """Teams between the top and the districts."""
        return max(2, self.teams // TEAMS_A_REGION)

    @property
    def districts(self) -> int:
        """Teams that representatives belong to."""
        return self.teams - 1 - self.regions

    @property
    def reps(self) -> int:
        """Representatives: about fifty accounts each."""
        return max(self.districts, self.accounts // ACCOUNTS_A_REP)

    def __str__(self) -> str:
        """Say it in one line."""
        return (
            f"{self.accounts:,} accounts, {self.people:,} stakeholders, "
            f"{self.visits:,} visits, {self.teams:,} teams, "
            f"{self.reps:,} representatives"
        )
