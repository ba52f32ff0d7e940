"""Write the table of grants as a page: ``python -m tools.permissions``.

The page is made from `kam.people.grants`, which policies, pages and tests read too.
"""

from __future__ import annotations

import sys
from pathlib import Path

from kam.people.grants import GRANTS, NOUNS, ROLES, VERBS, Grant, Reach, grant_for

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "permissions.md"
HEAD = """# Permissions

Who may do what. This page is written from `kam/people/grants.py` by
`python -m tools.permissions`; a test keeps both equal. Policies, queries, pages and the
permission matrix of the tests read the same table: what is not listed is not allowed.

| Reach | Means |
|---|---|
| — | nothing |
| self | what is about oneself: own profile, tokens, visits, assigned territories |
| own | accounts one owns, and what belongs to them |
| shared | own accounts and those that others shared |
| team | the own team and every team below it |
| all | everything of the company |

Two rules stand beside the table. A frontier is read through its own policy: who made it
sees every unit, a representative in it sees own figures, the line, and the code and PF
index of own peers. A manager creates territories in the own team only.
A right holds as it is at the moment of the request: a change of role, team, owner or
access is felt at the next one.
"""


def reach(value: Reach) -> str:
    """Return a reach as the page writes it."""
    return "—" if value is Reach.NONE else str(value)


def row(role: str, grant: Grant) -> str:
    """Return one line of a noun's table."""
    reaches = [reach(getattr(grant, verb)) for verb in VERBS]
    hidden = ", ".join(f"`{name}`" for name in sorted(grant.hidden)) or "—"
    return "| " + " | ".join([role, *reaches, hidden]) + " |"


def table(noun: str) -> str:
    """Return the table of one noun: every role with any right to it."""
    heads = ["role", *VERBS, "hidden fields"]
    lines = [
        f"## {noun}",
        "",
        "| " + " | ".join(heads) + " |",
        "|" + "---|" * len(heads),
    ]
    roles = [role for role in ROLES if (role, noun) in GRANTS]
    return "\n".join([*lines, *(row(role, grant_for(role, noun)) for role in roles)])


def page() -> str:
    """Return the whole page."""
    return "\n".join([HEAD, *(f"{table(noun)}\n" for noun in NOUNS)])


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(f"written: {PAGE.name}, {len(NOUNS)} nouns")
    return 0


if __name__ == "__main__":
    sys.exit(main())
