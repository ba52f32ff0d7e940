"""The words of customers, as pages show them: always as quotes, never reworded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from kam.accounts.pages.tabs import PersonLink, RoomFrame, person_links, room_frame
from kam.judgements.policies import may_judge
from kam.visits.pages.words import visit_url
from kam.visits.policies import may_write
from kam.visits.queries.quotes import quoted_of, quotes_by, speaker_of
from kam.visits.queries.reading import is_hidden
from kam.visits.rules.states import OPEN
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from kam.accounts.models import Stakeholder
    from kam.people.models import User
    from kam.visits.models import Quote, Visit

FIRST_ASPECT = "influence"


@dataclass(frozen=True)
class QuoteLine:
    """What somebody said, where and when, and what can be done with it."""

    id: int
    who: str
    text: str
    when: str
    url: str
    judge_url: str
    retract_url: str = ""


@dataclass(frozen=True)
class QuotesPage:
    """What one person said at visits, newest first."""

    frame: RoomFrame
    links: list[PersonLink]
    name: str
    lines: tuple[QuoteLine, ...]
    hidden: bool


def quote_lines(user: User, visit: Any) -> tuple[QuoteLine, ...]:
    """Write the standing words of an annotated visit; no statement."""
    is_open = visit.state in OPEN and may_write(user, visit)
    return tuple(
        QuoteLine(
            id=row.id,
            who=row.who or gettext("没写是谁"),
            text=row.text,
            when=day_words(visit.day),
            url=visit_url(visit.pk),
            judge_url=_judge_url(user, visit, row.stakeholder_id, row.text),
            retract_url=_door("quote-retract", row.id) if is_open else "",
        )
        for row in quoted_of(user, visit)
    )


def quotes_page(user: User, person: Stakeholder) -> QuotesPage:
    """Write what one person said; one statement."""
    hidden = is_hidden(user, "quotes")
    rows = [] if hidden else quotes_by(user, person)
    name = str(person) if hidden else person.person.name
    return QuotesPage(
        frame=room_frame(person.account, "person"),
        links=person_links(person.pk, person.account_id, "visits:quotes"),
        name=name,
        lines=tuple(_line(user, row) for row in rows),
        hidden=hidden,
    )


def _line(user: User, row: Quote) -> QuoteLine:
    return QuoteLine(
        id=row.pk,
        who=speaker_of(user, row),
        text=row.text,
        when=day_words(row.visit.day),
        url=visit_url(row.visit_id),
        judge_url=_judge_url(user, row.visit, row.stakeholder_id, row.text),
    )


def _door(name: str, pk: int) -> str:
    return reverse(f"visits:{name}", args=[pk])


def _judge_url(user: User, visit: Visit, speaker: int | None, text: str) -> str:
    """Return where the words become the evidence of a judgement, unchanged."""
    if speaker is None or not may_judge(user, visit.account):
        return ""
    door = reverse("judgements:judge", args=[speaker, FIRST_ASPECT])
    return f"{door}?{urlencode({'evidence': text, 'day': visit.day.isoformat()})}"
