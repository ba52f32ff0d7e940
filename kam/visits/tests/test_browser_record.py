"""Writing the record at 390 pixels: few taps, one page, nothing lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kam.visits.services import Pledge, open_promise, plan_visit, record_visit
from kam.visits.tests.conftest import a_note

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FACT = "她说按步骤来可以，但第一周出一例不一致就得停。DVT 每周大概 55 例。"
INSIGHT = "已经愿意换，卡点是停得下来；有停止规则，她就敢向院长说。"
NEXT = "看第一周 55 例结果，定要不要加第二类样本"


@pytest.fixture
def story(cast, hospital, wednesday):
    """A record six days ago, and the visit of today that carries it on."""
    record_visit(
        actor=cast.rep,
        account=hospital.account,
        wanted=a_note(
            [hospital.head],
            day=wednesday - timedelta(days=6),
            next_day=wednesday - timedelta(days=1),
            next_objective="责任写清楚，就愿意小步改用",
        ),
    )
    open_promise(
        actor=cast.rep,
        account=hospital.account,
        pledge=Pledge(
            "盖章比对报告", wednesday - timedelta(days=2), True, hospital.head.pk
        ),
    )
    open_promise(
        actor=cast.rep,
        account=hospital.account,
        pledge=Pledge("2 月分科样本量", wednesday, False, hospital.buyer.pk),
    )
    return plan_visit(
        actor=cast.rep,
        account=hospital.account,
        wanted={
            "day": wednesday,
            "people": [hospital.head.pk, hospital.buyer.pk],
            "objective": "责任写清楚，就愿意小步改用",
            "planned_ask": "请您同意 12 月 1 日起，DVT 术后样本改用我方试剂 4 周",
        },
    )
