"""The visits of a step, as any page says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from kam.plans.pages.sheet.stepping import Meeting
from kam.plans.rules.progress import FORWARD
from kam.visits.terms import Outcome, VisitState
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from kam.plans.models import StepVisit


def meeting_of(link: StepVisit, *, may: bool) -> Meeting:
    """Say a visit that is to move a step; no statement on a link with its visit."""
    visit = link.visit
    is_past = visit.state == VisitState.SUBMITTED
    can = is_past and visit.outcome in FORWARD and link.moved is None
    return Meeting(
        words=day_words(visit.day),
        url=reverse("visits:detail", args=[visit.pk]),
        outcome=str(Outcome(visit.outcome).label) if is_past else "",
        moved=bool(link.moved),
        link=link.pk,
        may_finish=may and can,
        is_past=is_past,
    )
