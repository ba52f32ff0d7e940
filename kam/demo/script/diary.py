"""The diary of every account: visits that carry on, with realistic breaks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import cache
from typing import TYPE_CHECKING

from kam.demo.book import chapter
from kam.demo.script.circles import circles
from kam.demo.script.customers import Customer, customers
from kam.demo.script.dice import dice
from kam.demo.script.endings import Ending, kind_of_ending, visit_days
from kam.demo.script.figures import vacancy
from kam.demo.script.notes import Pen, plan_step, write_loose, write_step
from kam.demo.script.rows import Duty, Meeting, Word
from kam.demo.script.staff import staff
from kam.demo.script.stories import introduction_of, plot_of

if TYPE_CHECKING:
    from kam.demo.script.stories import Step

BROKEN_TAIL = 10
CANCELLED = 0.03
LAST_FEW = 6
INTRODUCING = 5
OVERDUE = (6, 11, 17, 26)
SLOTS = ((14, 0), (9, 30), (16, 0), (10, 30), (15, 0), (11, 15), (17, 0))


@dataclass
class Journal:
    """One account's diary while it is written."""

    customer: Customer
    pen: Pen
    plot: list[Step]
    at: int = 0
    handed: str = ""
    fixed: bool = False
    meetings: list[Meeting] = field(default_factory=list)

    @property
    def step(self) -> Step:
        """The step of the story that the account stands at."""
        return self.plot[self.at % len(self.plot)]

    @property
    def habit(self) -> float:
        """How likely a visit carries on; the last story is told without a break."""
        return 1.0 if self.fixed else 0.62 + 0.36 * self.pen.skill

    def turn_to(self, plot: list[Step]) -> None:
        """Begin another story; the last note already asks for it."""
        self.plot, self.at, self.fixed = plot, 0, True
        self.handed = self.step.goal
        if self.meetings:
            self.meetings[-1].following = self.handed

    def open(self, day: date) -> Meeting:
        """Begin the page of a day."""
        meeting = Meeting(
            account=self.customer.name,
            owner=self._who(day),
            day=day,
            people=(self.step.person.name,),
        )
        self.meetings.append(meeting)
        return meeting

    def _who(self, day: date) -> str:
        """Return who held the territory on a day."""
        before = day < vacancy(self.pen.today)[0]
        if before and self.customer.code == staff().vacant:
            return staff().former.username
        return self.customer.owner

    def hold(self, day: date, *, carry: float) -> None:
        """Write a visit that follows from the last one, or from nothing."""
        meeting = self.open(day)
        if self.handed and not self.pen.luck(carry):
            self._drift(meeting)
        else:
            self._carry_on(meeting)
        meeting.following = self.handed

    def _carry_on(self, meeting: Meeting) -> None:
        meeting.objective = self.handed or self.step.goal
        plan_step(self.pen, meeting, self.step)
        if write_step(self.pen, meeting, self.step):
            self.at += 1
            self.handed = self.step.goal
        elif meeting.outcome == "refusal":
            while not self.step.last:
                self.at += 1
            self.at += 1
            self.handed = self.step.goal
        else:
            again = self.pen.chance.choice(chapter("talk")["again"])
            self.handed = again.format(goal=self.step.goal)

    def _drift(self, meeting: Meeting) -> None:
        """Visit without aim; what should come next is still known."""
        told = self.pen.chance.choice(chapter("talk")["loose"])
        write_loose(self.pen, meeting, self.step, told)
        self.handed = self.step.goal

    def be_polite(self, day: date, turn: int) -> None:
        """Write a friendly visit that asks for nothing and moves nothing."""
        told = chapter("troubles")["polite"]
        meeting = self.open(day)
        write_loose(self.pen, meeting, self.step, told[turn % len(told)])
        self.handed = meeting.following = told[(turn + 1) % len(told)]["goal"]

    def miss(self, day: date) -> None:
        """Note a visit that was called off."""
        meeting = self.open(day)
        meeting.state, meeting.objective = "cancelled", self.handed
        meeting.reason = self.pen.chance.choice(chapter("talk")["cancel"]["reasons"])

    def look_ahead(self, end: Ending) -> None:
        """Leave the visit open that the diary ends with."""
        if end.open_on is None:
            return
        meeting = self.open(end.open_on)
        meeting.state, meeting.objective = end.state, self.handed
        polite = self.customer.trouble in ("stuck", "broken")
        if not polite:
            plan_step(self.pen, meeting, self.step)
        if end.state == "draft":
            fact = self.step.told["facts"][0]
            meeting.fact = self.step.fill(fact, n=36, m=3, pct=12).split("。")[0] + "。"

    def tie(self) -> None:
        """Tell every record the day of the visit after it."""
        for meeting, after in zip(self.meetings, self.meetings[1:], strict=False):
            if meeting.state == "submitted":
                meeting.next_day = after.day


def account_diary(customer: Customer, today: date) -> list[Meeting]:
    """Return the visits of one account in their order."""
    chance = dice("diary", customer.name)
    skill = staff().patch(customer.code).skill
    journal = Journal(customer, Pen(skill, chance, today), plot_of(customer))
    days, end = visit_days(customer, today, skill, chance)
    for turn, day in enumerate(days):
        if customer.trouble == "single" and turn == len(days) - INTRODUCING:
            journal.turn_to(introduction_of(customer))
        if customer.trouble == "stuck":
            journal.be_polite(day, turn)
        elif customer.trouble == "broken" and turn >= len(days) - BROKEN_TAIL:
            journal.hold(day, carry=0.0)
        elif 0 < turn < len(days) - LAST_FEW and journal.pen.luck(CANCELLED):
            journal.miss(day)
        else:
            journal.hold(day, carry=journal.habit)
    journal.look_ahead(end)
    journal.tie()
    if customer.trouble == "overdue":
        _leave_undone(journal)
    if kind_of_ending(customer) in ("today", "unplanned"):
        _leave_open(journal)
    return journal.meetings


def _leave_open(journal: Journal) -> None:
    """Let the last record bring what is due around today: ours, theirs, an action."""
    last = [m for m in journal.meetings if m.state == "submitted"][-1]
    told, today = journal.plot[(journal.at - 1) % len(journal.plot)], journal.pen.today
    late = journal.customer.owner == "rep101" and not journal.customer.trouble
    when = today - timedelta(days=1) if late else today + timedelta(days=1)
    pairs = [("ours", when), ("theirs", today + timedelta(days=4))]
    last.words = [
        Word(told.fill(told.told[side]), due, side == "ours", told.person.name)
        for side, due in pairs
        if side in told.told
    ]
    text = told.fill(told.told["action"])
    last.duties = [Duty(text, today + timedelta(days=-2 if late else 2))]


def _leave_undone(journal: Journal) -> None:
    """Leave four promises of ours open after their day."""
    texts = chapter("troubles")["overdue"]["promises"]
    person = circles()[journal.customer.name][0].name
    today = journal.pen.today
    for text, late in zip(texts, OVERDUE, strict=True):
        due = today - timedelta(days=late)
        told = [m for m in journal.meetings if m.state == "submitted" and m.day < due]
        told[-1].words.append(Word(text, due, ours=True, person=person))


@cache
def diary(today: date) -> tuple[Meeting, ...]:
    """Return every visit of the company, in the order of days."""
    found = [
        meeting
        for customer in customers()
        for meeting in account_diary(customer, today)
    ]
    found.sort(key=lambda m: m.day)
    _give_times(found)
    return tuple(found)


def _give_times(meetings: list[Meeting]) -> None:
    """Give open visits a time of day; nobody is in two places at once."""
    taken: dict[tuple[str, date], int] = {}
    for meeting in meetings:
        if meeting.state in ("planned", "draft"):
            key = (meeting.owner, meeting.day)
            first = 0 if meeting.owner == "rep101" else dice(*key).randrange(len(SLOTS))
            place = taken.get(key, first)
            taken[key] = place + 1
            meeting.start = time(*SLOTS[place % len(SLOTS)])
