"""Which rows the index holds, and which changes of which tables touch them.

A row of the index knows its account and its team, so that a search begins with what
one person may see. Only a move to another team rewrites the rows of an account; a
new owner within the team rewrites none.
"""

from __future__ import annotations

from dataclasses import dataclass

ACCOUNT, PERSON, VISIT = "account", "person", "visit"
KINDS = (ACCOUNT, PERSON, VISIT)

# kind: its table, where its rows come from (a account, s stakeholder, p person,
# v visit), the key of a row, and the fields people search in.
TABLES = {kind: f"desk_find_{kind}" for kind in KINDS}
SOURCES = {
    ACCOUNT: "accounts_account a",
    PERSON: "accounts_stakeholder s JOIN accounts_person p ON p.id = s.person_id "
    "JOIN accounts_account a ON a.id = s.account_id",
    VISIT: "visits_visit v JOIN accounts_account a ON a.id = v.account_id",
}
KEYS = {ACCOUNT: "a.id", PERSON: "s.id", VISIT: "v.id"}
VISIT_FIELDS = ("objective", "planned_ask", "fact", "insight", "next_objective")
FIELDS = {
    ACCOUNT: ("a.name", "a.city"),
    PERSON: ("p.name", "p.title"),
    VISIT: tuple(f"v.{name}" for name in VISIT_FIELDS),
}
BASES = {
    ACCOUNT: "accounts_account",
    PERSON: "accounts_stakeholder",
    VISIT: "visits_visit",
}


@dataclass(frozen=True)
class Change:
    """Columns of a table whose change rewrites index rows, found by a condition."""

    name: str
    table: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    where: str

    @property
    def trigger(self) -> str:
        """The name of the trigger that follows it."""
        return f"desk_find_{self.table}_{self.name}"

    def row(self, state: str) -> str:
        """Return the columns of the OLD or the NEW row."""
        return ", ".join(f"{state}.{column}" for column in self.columns)


@dataclass(frozen=True)
class Trigger:
    """A trigger: what creates it, and what the database shows of it when it works."""

    name: str
    table: str
    statement: str
    shown: str


CHANGES = (
    Change("text", BASES[ACCOUNT], ("name", "city"), (ACCOUNT,), "a.id = NEW.id"),
    Change("team", BASES[ACCOUNT], ("team_id",), KINDS, "a.id = NEW.id"),
    Change("text", "accounts_person", ("name", "title"), (PERSON,), "p.id = NEW.id"),
    Change(
        "place", BASES[PERSON], ("account_id", "person_id"), (PERSON,), "s.id = NEW.id"
    ),
    Change(
        "text", BASES[VISIT], (*VISIT_FIELDS, "account_id"), (VISIT,), "v.id = NEW.id"
    ),
)


def text_of(kind: str) -> str:
    """Return the SQL of the text that is searched in a row."""
    return " || ' ' || ".join(FIELDS[kind])
