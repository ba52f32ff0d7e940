"""The permissions page shows the table that the product goes by.

``make permissions`` renews it.
"""

from __future__ import annotations

import os

from kam.people.grants import GRANTS, NOUNS, ROLES, VERBS, Reach, grant_for
from tests.house.sources import ROOT

PAGE = ROOT / "docs" / "reference" / "permissions.md"
HEADING = "## The table\n"
NOTHING = "—"


def shown(reach):
    return NOTHING if reach is Reach.NONE else reach.value


def table_of(noun):
    """Write the rights of every role to one noun."""
    lines = [
        f"### {noun}",
        "",
        f"| | {' | '.join(VERBS)} | hidden fields |",
        f"|---{'|---' * (len(VERBS) + 1)}|",
    ]
    for role in ROLES:
        grant = grant_for(role, noun)
        rights = [shown(getattr(grant, verb)) for verb in VERBS]
        hidden = ", ".join(sorted(grant.hidden)) or NOTHING
        if (role, noun) in GRANTS:
            lines.append(f"| {role} | {' | '.join(rights)} | {hidden} |")
    return "\n".join(lines)


def tables():
    return HEADING + "\n" + "\n\n".join(table_of(noun) for noun in NOUNS) + "\n"


def test_the_page_shows_the_table_of_the_product():
    written = PAGE.read_text(encoding="utf-8")
    prose, heading, _rest = written.partition(HEADING)
    assert heading
    if os.environ.get("KAM_RENEW") == "permissions":
        PAGE.write_text(prose + tables(), encoding="utf-8")
        written = PAGE.read_text(encoding="utf-8")
    assert written == prose + tables(), "the grants changed: make permissions"


def test_control_a_right_that_is_not_written_down_would_be_noticed():
    assert "| representative | shared | own | own |" in table_of("account")
    assert "administrator" not in table_of("account")
