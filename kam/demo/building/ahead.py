"""What stands open today: visits planned, notes not yet written, a draft."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kam.accounts.models import Account
from kam.core.clock import pretend
from kam.demo.book import chapter
from kam.demo.building.stage import MORNING
from kam.visits.models import Visit
from kam.visits.services import cancel_visit, edit_plan, plan_visit, save_draft

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.demo.building.stage import Stage
    from kam.demo.script.rows import Meeting

OPEN = ("planned", "draft")


def build_ahead(
    stage: Stage, meetings: Sequence[Meeting], people: dict[tuple[str, str], int]
) -> None:
    """Prepare the open visits; most of them the last record has planned already."""
    open_ones = [meeting for meeting in meetings if meeting.state in OPEN]
    names = {meeting.account for meeting in open_ones}
    accounts = {a.name: a for a in Account.objects.filter(name__in=names)}
    planned = Visit.objects.upcoming().filter(account__in=accounts.values())
    waiting = {(v.account_id, v.day): v for v in planned.select_related("account")}
    for meeting in open_ones:
        account = accounts[meeting.account]
        known = waiting.get((account.pk, meeting.day))
        chosen = [people[meeting.account, name] for name in meeting.people]
        _prepare(stage, meeting, account, known, chosen)
    _call_off(stage, {(accounts[m.account].pk, m.day) for m in open_ones})


def _call_off(stage: Stage, kept: set[tuple[int, date]]) -> None:
    """Call off what a last record had proposed and nobody went to."""
    reasons = chapter("talk")["cancel"]["reasons"]
    missed = Visit.objects.upcoming().filter(day__lt=stage.today).order_by("pk")
    for number, visit in enumerate(missed.select_related("owner", "account")):
        if (visit.account_id, visit.day) not in kept:
            reason = reasons[number % len(reasons)]
            with pretend(stage.moment(visit.day, MORNING)):
                cancel_visit(actor=visit.owner, visit=visit, reason=reason)


def _prepare(
    stage: Stage,
    meeting: Meeting,
    account: Account,
    known: Visit | None,
    people: list[int],
) -> None:
    wanted: dict[str, object] = {
        "start_time": meeting.start,
        "objective": meeting.objective,
        "planned_ask": meeting.ask,
        "fallback_ask": meeting.fallback,
        "people": people,
    }
    actor = stage.people[meeting.owner]
    day = min(meeting.day, stage.today) - timedelta(days=1)
    with pretend(stage.moment(day)):
        if known is None:
            wanted["day"] = meeting.day
            known = plan_visit(actor=actor, account=account, wanted=wanted)
        else:
            known = edit_plan(actor=actor, visit=known, wanted=wanted)
    if meeting.state == "draft":
        with pretend(stage.moment(meeting.day)):
            save_draft(actor=actor, visit=known, wanted={"fact": meeting.fact})
