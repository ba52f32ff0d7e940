"""What is held of a person, what erasing would do, and the receipt afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext

from kam.privacy.queries import holding_of, receipts_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from kam.people.models import User
    from kam.privacy.models import Erasure


@dataclass(frozen=True)
class Line:
    """One kind of record and how many there are."""

    label: str
    count: int


@dataclass(frozen=True)
class Receipt:
    """What an erasure did."""

    at: datetime
    by: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class PrivacyPage:
    """What is held of a person."""

    pk: int
    name: str
    account: str
    account_url: str
    person_url: str
    lines: Sequence[Line]
    mentions: int
    elsewhere: int
    is_erased: bool
    receipts: Sequence[Receipt]
    export_url: str
    erase_url: str


def privacy_page(user: User, pk: int) -> PrivacyPage:
    """Build the page; all counts are two statements."""
    held = holding_of(user, pk)
    return PrivacyPage(
        pk=pk,
        name=held.place.person.name,
        account=held.place.account.name,
        account_url=reverse("desk:account", args=[held.place.account_id]),
        person_url=reverse("accounts:person", args=[pk]),
        lines=[Line(_label(label), count) for label, count in held.rows],
        mentions=held.mentions,
        elsewhere=held.elsewhere,
        is_erased=held.is_erased,
        receipts=[_receipt(r) for r in receipts_of(user, held.place.person_id)],
        export_url=reverse("privacy:export", args=[pk]),
        erase_url=reverse("privacy:erase", args=[pk]),
    )


def _label(label: str) -> str:
    words = {
        "accounts.Person": gettext("姓名和职位"),
        "accounts.Stakeholder": gettext("在客户里的描写"),
        "judgements.Judgement": gettext("判断"),
        "needs.Problem": gettext("专业思路"),
        "needs.Message": gettext("对此人说的信息"),
        "needs.Claim": gettext("对此人的价值主张"),
        "relations.Line": gettext("关系线"),
        "relations.Tie": gettext("我方联系"),
        "relations.WantedRole": gettext("由此人担任的角色"),
        "relations.Move": gettext("层级变动"),
        "relations.Seat": gettext("图上位置"),
        "thinking.Observation": gettext("思维偏好的观察"),
        "thinking.Exemption": gettext("停用思维偏好"),
        "questions.Question": gettext("可问此人的问题"),
        "questions.Asking": gettext("问过此人"),
        "visits.VisitPerson": gettext("参加的拜访"),
        "visits.Promise": gettext("与此人有关的承诺"),
    }
    return words.get(label) or str(apps.get_model(label)._meta.verbose_name)


def _receipt(row: Erasure) -> Receipt:
    words = {
        "name": gettext("姓名和职位"),
        "own": gettext("写到此人的记录，文字已清空"),
        "rows": gettext("思维偏好的观察，已删除"),
        "text": gettext("提到此人的文字，姓名已替换"),
        "history": gettext("修改历史里的值，已清空"),
        "answers": gettext("暂存的回答，已清空"),
        "imports": gettext("导入文件和报告，已处理"),
        "places": gettext("所在客户"),
    }
    return Receipt(
        at=row.created_at,
        by=row.actor.name if row.actor else gettext("命令行"),
        lines=[Line(words[key], row.counts.get(key, 0)) for key in words],
    )
