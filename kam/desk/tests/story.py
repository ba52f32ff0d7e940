"""One believable day for tests and pictures, built through services.

东湖医院 belongs to rep: eight records with one break in the chain, a visit that is
over, the next one and a later one whose objective does not follow; promises both
ways, one of them late. Two further accounts have not been seen for long.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kam.accounts.services import (
    AccountDraft,
    Affiliation,
    Identity,
    create_account,
    create_person,
)
from kam.core import clock
from kam.visits.models import Visit
from kam.visits.services import (
    Pledge,
    Task,
    edit_plan,
    open_action,
    open_promise,
    plan_visit,
    record_visit,
    submit_visit,
)

if TYPE_CHECKING:
    from kam.accounts.models import Account, Stakeholder
    from kam.people.models import User
    from tests.cast import Cast

PLACE = ZoneInfo("Asia/Shanghai")
PEOPLE = {
    "周启明": ("decision", "decider", "副院长"),
    "沈若澜": ("management", "decider", "检验科主任"),
    "秦朗": ("expert", "technician", "凝血组组长"),
    "何嘉": ("purchasing", "buyer", "设备采购科长"),
}
# Days ago, who, outcome, what was said, insight, next objective.
NOTES = (
    (147, "秦朗", "advance", "“先看看方案。”", "愿意谈", "沈主任何时看方案"),
    (118, "周启明", "continuation", "“今年先不动，明年再说。”", "推迟",
     "带周院长看流水线"),
    (99, "沈若澜", "advance", "“12 例结果可以，出了问题谁负责得先写清楚。”",
     "怕担责，要书面步骤", "何科长报备试用"),
    (83, "何嘉", "continuation", "“报备表还没填。”", "流程卡在报备", "催报备的进度"),
    (62, "秦朗", "continuation", "“样本够了。”", "可以进入试用", "12 例试用数据"),
    (41, "秦朗", "advance", "“12 例都对上了。”", "数据站得住", "LIS 接口怎么接"),
    (20, "何嘉", "advance", "“接口说明给我一份。”", "采购愿意推动", "遴选会怎么投票"),
    (6, "秦朗", "advance", "“主任怕的不是结果，是换了以后没人兜底。”", "要的是兜底",
     "约沈主任谈 DVT 样本"),
)  # fmt: skip
OBJECTIVES = {62: "送年礼"}


@dataclass(frozen=True)
class Story:
    """What the day holds."""

    cast: Cast
    account: Account
    people: dict[str, Stakeholder]
    past: Visit
    next: Visit
    later: Visit
    quiet: Account


def account(owner: User, name: str, **values: object) -> Account:
    """Make an account of somebody."""
    draft = AccountDraft(
        name=name,
        owner_id=owner.pk,
        team_id=owner.team_id,
        **values,  # type: ignore[arg-type]
    )
    return create_account(actor=owner, draft=draft)


def person(row: Account, name: str, layer: str, role: str, title: str) -> Stakeholder:
    """Add somebody to an account."""
    return create_person(
        actor=row.owner,
        account=row,
        identity=Identity(name=name, title=title),
        affiliation=Affiliation(layer=layer, functional_role=role),
    )


def days_ago(days: int) -> datetime:
    """Return a working hour some days ago."""
    day = clock.today(str(PLACE)) - timedelta(days=days)
    return datetime.combine(day, time(17), PLACE).astimezone(UTC)


def note(
    row: Account, who: Stakeholder, days: int, told: tuple[str, ...], next_ago: int
) -> None:
    """Record a visit of some days ago on its own day, in the planned one if any."""
    outcome, fact, insight, next_objective = told
    with clock.pretend(days_ago(days)):
        day = clock.today(str(PLACE))
        wanted = {
            "day": day,
            "people": (who.pk,),
            "outcome": outcome,
            "fact": fact,
            "insight": insight,
            "insight_kind": "concern",
            "noted_reason": "watch",
            "next_objective": next_objective,
            "next_day": day + timedelta(days=days - next_ago),
        }
        if days in OBJECTIVES:
            wanted["objective"] = OBJECTIVES[days]
        planned = Visit.objects.filter(account=row, state="planned").first()
        if planned is None:
            record_visit(actor=row.owner, account=row, wanted=wanted)
        else:
            submit_visit(actor=row.owner, visit=planned, wanted=wanted)


def plan(
    row: Account, days: int, hour: str, objective: str, *who: Stakeholder
) -> Visit:
    """Plan a visit."""
    return plan_visit(
        actor=row.owner,
        account=row,
        wanted={
            "day": clock.today(str(PLACE)) + timedelta(days=days),
            "start_time": time.fromisoformat(hour),
            "objective": objective,
            "people": tuple(one.pk for one in who),
        },
    )


def build_story(cast: Cast) -> Story:
    """Make the day."""
    with clock.pretend(days_ago(160)):
        lake = account(
            cast.rep, "东湖医院", kind="hospital", size_class="large", city="临江",
            potential_minor=860_000_000, visit_interval_days=14,
        )  # fmt: skip
        people = {n: person(lake, n, *told) for n, told in PEOPLE.items()}
        quiet = account(cast.rep, "海棠妇儿医院", kind="hospital", size_class="large")
        far = account(cast.rep, "远瞻检测", kind="company", size_class="middle")
        person(quiet, "白露", "management", "user", "检验科主任")
    return _day(cast, lake, people, quiet, far)


def _day(
    cast: Cast,
    lake: Account,
    people: dict[str, Stakeholder],
    quiet: Account,
    far: Account,
) -> Story:
    ends = [days for days, *_rest in NOTES[1:]] + [0]
    for (days, who, *told), end in zip(NOTES, ends, strict=True):
        note(lake, people[who], days, tuple(told), end)
    only = quiet.stakeholders.get()
    told = ("continuation", "“再等等。”", "时机未到", "约白露看第 2 步")
    note(quiet, only, 52, tuple(told), -3)
    day = clock.today(str(PLACE))
    with clock.pretend(days_ago(6)):
        for text, days, ours, who in (
            ("盖章版 40 例比对报告", 4, True, "沈若澜"),
            ("2 月分科样本量", 6, False, "秦朗"),
            ("LIS 接口说明", 13, True, None),
        ):
            due = day - timedelta(days=6) + timedelta(days=days)
            pledge = Pledge(text, due, ours, people[who].pk if who else None)
            open_promise(actor=cast.rep, account=lake, pledge=pledge)
        task = Task("把遴选会日期问清楚", day - timedelta(days=1))
        open_action(actor=cast.rep, account=lake, task=task)
    held = Visit.objects.get(account=lake, state="planned")
    change = {"start_time": time(23, 20), "people": (people["沈若澜"].pk,)}
    coming = edit_plan(actor=cast.rep, visit=held, wanted=change)
    forgotten = plan(lake, 0, "09:30", "看报备表", people["何嘉"])
    return Story(
        cast=cast,
        account=lake,
        people=people,
        past=forgotten,
        next=coming,
        later=plan(lake, 0, "23:50", "介绍新品", people["秦朗"]),
        quiet=far,
    )
