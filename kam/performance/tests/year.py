"""A year of records in miniature, counted by hand: the worked example of behaviour.

The counts stand in `docs/explain/behaviour.md`; a test holds the queries against it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from kam.audit.changes import create
from kam.core.clock import pretend
from kam.judgements.models import Judgement
from kam.needs.models import Message
from kam.plans.models import Plan
from kam.probing.models import Probe
from kam.questions.models import Asking, Question
from kam.visits.models import Action, Promise, Visit, VisitPerson
from kam.visits.tests.conftest import make_account, make_person

FIRST = date(2026, 1, 5)
TODAY = date(2026, 3, 18)
NOW = datetime(2026, 3, 18, 1, 0, tzinfo=UTC)
LATE = timedelta(days=1)


@dataclass
class Year:
    """An account with two people, and the visits to it in their order."""

    account: object
    boss: object
    expert: object
    visits: list


def put(row):
    return create(actor=None, row=row, verb=f"{row._meta.model_name}.create")


def visit_on(owner, account, day, people, *, late=False, **values):
    """Store a submitted visit; its record came at 22:00 that day, or a day later."""
    evening = datetime.combine(day, time(14), tzinfo=UTC)
    told = {
        "fact": "说了", "insight": "想要", "outcome": "continuation",
        "next_objective": "再谈", "state": "submitted", **values,
    }  # fmt: skip
    at = evening + LATE if late else evening
    row = put(Visit(account=account, owner=owner, day=day, submitted_at=at, **told))
    for person in people:
        VisitPerson.objects.create(visit=row, stakeholder=person)
    return row


def make_year(owner, name="东湖医院") -> Year:
    """Write four visits, a week apart, with what came of them.

    1  first visit, an objective, an ask, an order; note at once; the expert met first
    2  carried and read, an ask, refused; note at once
    3  carried, not read, no ask; note a day late; the boss met first
    4  neither carried nor read, no objective, no ask; note at once
    """
    with pretend(NOW):
        account = make_account(owner, name)
        boss = make_person(account, "周启明", layer="decision")
        expert = make_person(account, "沈若澜", layer="expert", concerns="夜班漏检")
        year = Year(account, boss, expert, [])
        _visits(owner, year)
        _came_of_it(owner, year)
        return year


def _visits(owner, year):
    days = [FIRST + timedelta(days=7 * week) for week in range(4)]
    read = datetime(2026, 1, 12, 0, tzinfo=UTC)
    ask = {"objective": "谈夜班", "planned_ask": "请约一次试用"}
    one = visit_on(owner, year.account, days[0], [year.expert], outcome="order", **ask)
    two = visit_on(
        owner, year.account, days[1], [year.expert], outcome="refusal",
        carried_from=one, reviewed_at=read, **ask,
    )  # fmt: skip
    three = visit_on(
        owner, year.account, days[2], [year.boss], late=True,
        carried_from=two, objective="再谈",
    )  # fmt: skip
    four = visit_on(owner, year.account, days[3], [year.boss])
    year.visits = [one, two, three, four]


def _came_of_it(owner, year):
    one, two, _three, four = year.visits
    account, expert = year.account, year.expert
    put(Action(account=account, owner=owner, text="送单", due_on=two.day, level="kam2",
               source_visit=two))  # fmt: skip
    put(Action(account=account, owner=owner, text="送样", due_on=two.day))
    put(Promise(account=account, owner=owner, side="ours", text="操作卡",
                due_on=two.day, source_visit=one))  # fmt: skip
    _probes(account, two)
    _judgements(owner, year)
    put(Plan(account=account, stakeholder=year.boss, name="夜班", stage_a=4, stage_b=5,
             currency=account.currency, state="active"))  # fmt: skip
    asked = put(Question(account=account, text="谁定？", impact="high"))
    put(Asking(question=asked, user=owner, day=four.day, answered=True))
    whole = {"feature": "双波长", "effect": "少重抽", "concern": "夜班漏检",
             "benefit": "不漏", "term": "risk"}  # fmt: skip
    ready = datetime.combine(two.day, time(1), tzinfo=UTC)
    put(Message(account=account, stakeholder=expert, day=two.day, author=owner,
                variant_a="漏检降三成", ready_at=ready, **whole))  # fmt: skip
    put(Message(account=account, stakeholder=expert, day=two.day, author=owner,
                feature="新外壳"))  # fmt: skip


def _probes(account, visit):
    """Three questions at the second visit, two answered, one doubt followed up."""
    told = {"account": account, "occasion": visit.client_id}
    doubt = put(Probe(text="担心什么？", turn=1, answer="夜班", word="夜班",
                      signal="concern", confirmed=True, **told))  # fmt: skip
    put(Probe(text="夜班怎么了？", turn=2, answer="一个人", via="pup", follows=doubt,
              **told))  # fmt: skip
    put(Probe(text="还有呢？", turn=3, **told))
    put(Probe(text="没问出口", **told))


def _judgements(owner, year):
    def judged(person, aspect, value, day):
        put(Judgement(account=year.account, stakeholder=person, aspect=aspect,
                      value=value, evidence="他说的", source="told", day=day,
                      author=owner))  # fmt: skip

    third = year.visits[2].day
    judged(year.boss, "business", 3, FIRST)
    judged(year.boss, "business", 4, third)
    judged(year.boss, "personal", 4, third)
    judged(year.expert, "business", 2, FIRST)


# k, n of each metric of the owner at the year 2026, counted by hand.
COUNTED = {
    "continuity": (2, 3),
    "chain": (1, 3),
    "review": (1, 3),
    "same_day": (3, 4),
    "prepared": (2, 4),
    "ask": (2, 4),
    "asked_forward": (1, 2),
    "acted": (2, 4),
    "tailored": (1, 2),
    "concern": (1, 2),
    "relevant": (1, 2),
    "questions": (3, 4),
    "answered": (2, 3),
    "relaxed": (1, 1),
    "confirmed": (1, 1),
    "written_up": (0, 2),
    "partners": (1, 1),
    "cared": (1, 1),
    "plans": (1, 1),
    "together": (0, 1),
    "long_term": (1, 2),
    "digging": (4, 4),
}
