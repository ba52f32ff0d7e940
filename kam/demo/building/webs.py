"""Drawing the maps: judgements, lines, ties, and roles nobody has met."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from kam.accounts.models import Account, Stakeholder
from kam.demo.building.stage import rows_of, taken
from kam.demo.script.webs import Web, webs
from kam.judgements.services import bulk_judgements
from kam.relations.services import (
    RoleDraft,
    TieDraft,
    bulk_lines,
    note_tie,
    want_role,
)

if TYPE_CHECKING:
    from datetime import date

    from kam.demo.building.stage import Stage
    from kam.people.models import User


def build_webs(stage: Stage) -> None:
    """Let whoever owns each account say what they know of its people."""
    accounts = Account.objects.select_related("owner", "team")
    by_name = {row.name: row for row in accounts}
    people = {
        (row.account_id, row.person.name): row.pk
        for row in Stakeholder.objects.select_related("person")
    }
    mine: dict[User, list[Web]] = defaultdict(list)
    for web in webs():
        owner = by_name[web.account].owner
        if owner is not None:
            mine[stage.people[owner.username]].append(web)
    for owner, told in mine.items():
        _say(stage, owner, told)
        for web in told:
            _mark(stage, owner, web, by_name[web.account], people)


def _ago(stage: Stage, days: int) -> date:
    return stage.today - timedelta(days=days)


def _say(stage: Stage, owner: User, told: list[Web]) -> None:
    opinions = rows_of(
        {
            "account": web.account,
            "person": one.person,
            "aspect": one.aspect,
            "value": one.value,
            "evidence": one.said,
            "source": one.source,
            "confidence": one.confidence,
            "day": _ago(stage, one.days),
        }
        for web in told
        for one in web.opinions
    )
    taken(bulk_judgements(actor=owner, rows=opinions))
    threads = rows_of(
        {
            "account": web.account,
            "source": one.source,
            "target": one.target,
            "kind": one.kind,
            "strength": one.strength,
            "evidence": one.said,
            "confidence": one.confidence,
            "day": _ago(stage, one.days),
        }
        for web in told
        for one in web.threads
    )
    taken(bulk_lines(actor=owner, rows=threads))


def _mark(
    stage: Stage,
    owner: User,
    web: Web,
    account: Account,
    people: dict[tuple[int, str], int],
) -> None:
    for one in web.known:
        draft = TieDraft(
            stakeholder_id=people[account.pk, one.person],
            colleague_id=_colleague(stage, owner, one.colleague).pk,
            level=one.level,
            wanted=one.wanted,
            evidence=one.said,
            confidence=one.confidence,
            day=_ago(stage, one.days),
        )
        note_tie(actor=owner, draft=draft)
    for role in web.missing:
        wanted = RoleDraft(role.layer, role.title, role.said, _ago(stage, role.days))
        want_role(actor=owner, account=account, draft=wanted)


def _colleague(stage: Stage, owner: User, username: str) -> User:
    """Return who of us is meant; whoever follows an owner knows what they knew."""
    return owner if username.startswith("rep") else stage.people[username]
