"""④ of the one page: what is still to be learnt, and what the next visit asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from kam.people.scopes import hidden_fields
from kam.plans.pages.sheet.shapes import AskLine, LearnLine, LearnPart, NextVisit
from kam.probing.pages import probe_lines
from kam.questions.pages import panel_from
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.plans.queries.sheet import Read
    from kam.visits.models import Visit

FIRST = 4


def learn_part(user: User, read: Read) -> LearnPart:
    """Say it; no statement. Only what this person could answer, where one is named."""
    plan, coming = read.plan, read.coming
    only = frozenset([plan.stakeholder_id] if plan.stakeholder_id else [])
    panel = panel_from(
        user,
        plan.account,
        read.rows,
        read.ledger,
        FIRST,
        only,
        but={row.question_id for row in read.probes},
    )
    new = f"{reverse('visits:new')}?account={plan.account_id}"
    person = f"&person={plan.stakeholder_id}" if plan.stakeholder_id else ""
    return LearnPart(
        questions=[
            LearnLine(
                text=line.text,
                note=line.note,
                asked=line.asked,
                was_asked=line.was_asked,
                url=line.answer_url,
            )
            for line in panel.first
        ],
        more=max(0, panel.total - len(panel.first)),
        url=panel.url,
        probes=[
            AskLine(line.text, line.level, line.aim, line.answer, line.was_asked)
            for line in probe_lines(read.probes)
        ],
        probes_url=reverse("visits:probes", args=[coming.pk]) if coming else "",
        visit=_visit(user, coming) if coming else None,
        visit_url=f"{new}{person}",
    )


def _visit(user: User, visit: Visit) -> NextVisit:
    hidden = hidden_fields(user, "visit")

    def told(name: str) -> str:
        return "" if name in hidden else str(getattr(visit, name))

    hour = f" {visit.start_time:%H:%M}" if visit.start_time else ""
    return NextVisit(
        pk=visit.pk,
        day=visit.day,
        words=f"{day_words(visit.day, weekday=True)}{hour}",
        url=reverse("visits:detail", args=[visit.pk]),
        objective=told("objective"),
        ask=told("planned_ask"),
        fallback=told("fallback_ask"),
    )
