"""Accounts that changed hands: those of a leaver were confirmed, one of now is not."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count

from kam.accounts.models import Account
from kam.accounts.services import change_owner
from kam.core.clock import pretend
from kam.handover.models import Handover
from kam.handover.services import confirm
from kam.visits.models import Visit
from kam.visits.rules.rhythm import working_day
from kam.visits.services import Pledge, Task, open_action, open_promise, plan_visit

if TYPE_CHECKING:
    from kam.demo.building.stage import Stage

GIVER, TAKER, LEAD = "rep102", "rep101", "lead1"
SETTLING, LATELY, BEFORE = (timedelta(days=n) for n in (4, 2, 3))
THANKS = "都看过了。先去见和我们最熟的人，把答应的事做完。"
OWED = "把科室流程图改好再发一版"
OWED_TO_US = "给出各科室上半年的样本量"
NEXT = "把改好的流程图给科里看一遍"
TO_DO = "约设备科看安装场地"


def build_handovers(stage: Stage) -> None:
    """Confirm what the successor took over, and hand one account over lately."""
    taken = Handover.objects.waiting().select_related("account", "receiver")
    with pretend(stage.moment(stage.vacancy[1] + SETTLING)):
        for row in taken.order_by("pk"):
            confirm(actor=row.receiver, handover=row, note=THANKS)
    own = Account.objects.filter(owner=stage.people[GIVER], shares=None)
    best_known = own.annotate(known=Count("stakeholders__judgements")).order_by(
        "-known", "pk"
    )
    account = best_known.first()
    if account is not None:
        _promise(stage, account)
        with pretend(stage.moment(stage.today - LATELY)):
            change_owner(
                actor=stage.people[LEAD], account=account, owner=stage.people[TAKER]
            )


def _promise(stage: Stage, account: Account) -> None:
    """Leave something to be taken over."""
    giver = stage.people[GIVER]
    with pretend(stage.moment(stage.today - BEFORE)):
        for days, ours, text in ((5, True, OWED), (3, False, OWED_TO_US)):
            due = stage.today + timedelta(days=days)
            pledge = Pledge(text, due, ours)
            open_promise(actor=giver, account=account, pledge=pledge)
        task = Task(TO_DO, stage.today + timedelta(days=4))
        open_action(actor=giver, account=account, task=task)
        if not Visit.objects.upcoming().filter(account=account).exists():
            day = working_day(stage.today + timedelta(days=6))
            wanted = {"day": day, "start_time": time(10, 0), "objective": NEXT}
            plan_visit(actor=giver, account=account, wanted=wanted)
