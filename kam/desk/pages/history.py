"""The history of a record in the reader's language."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from kam.desk.queries.history import Change, Told, history_of
from kam.desk.queries.naming import field_of
from kam.desk.queries.records import KINDS, seen_record
from kam.desk.terms import DEEDS, FIELDS, Veil
from kam.people.scopes import hidden_fields
from kam.web.speech import say
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from kam.people.models import User

MINOR = "_minor"
NOTHING: tuple[Any, ...] = (None, "", [], {})
PAGES = {
    "account": "desk:account",
    "visit": "visits:detail",
    "comparisonset": "performance:set",
    "figure": "performance:figure",
    "target": "performance:target",
    "opportunity": "pipeline:detail",
    "purchase": "pipeline:purchase",
    "plan": "desk:plan",
    "resource": "resources:resource",
    "booking": "resources:booking",
}

# What kinds of records are called.
NOUNS = {
    "account": pgettext_lazy("noun", "客户"),
    "accountshare": pgettext_lazy("noun", "共享"),
    "stakeholder": pgettext_lazy("noun", "个体"),
    "person": pgettext_lazy("noun", "个人信息"),
    "handover": pgettext_lazy("noun", "交接"),
    "visit": pgettext_lazy("noun", "拜访"),
    "amendment": pgettext_lazy("noun", "补充"),
    "attachment": pgettext_lazy("noun", "附件"),
    "quote": pgettext_lazy("noun", "原话"),
    "action": pgettext_lazy("noun", "行动"),
    "promise": pgettext_lazy("noun", "承诺"),
    "product": pgettext_lazy("noun", "产品"),
    "competitor": pgettext_lazy("noun", "竞争对手"),
    "pack": pgettext_lazy("noun", "方法包"),
    "letterhead": pgettext_lazy("noun", "公司模板"),
    "territory": pgettext_lazy("noun", "区域"),
    "territoryassignment": pgettext_lazy("noun", "区域分配"),
    "team": pgettext_lazy("noun", "团队"),
    "user": pgettext_lazy("noun", "人员"),
    "comparisonset": pgettext_lazy("noun", "比较组"),
    "figure": pgettext_lazy("noun", "区域数据"),
    "target": pgettext_lazy("noun", "区域目标"),
    "judgement": pgettext_lazy("noun", "判断"),
    "problem": pgettext_lazy("noun", "专业思路"),
    "line": pgettext_lazy("noun", "关系线"),
    "tie": pgettext_lazy("noun", "我方联系"),
    "wantedrole": pgettext_lazy("noun", "待找的角色"),
    "move": pgettext_lazy("noun", "层级变动"),
    "seat": pgettext_lazy("noun", "图上位置"),
    "observation": pgettext_lazy("noun", "观察"),
    "question": pgettext_lazy("noun", "问题"),
    "opportunity": pgettext_lazy("noun", "商机"),
    "stagemove": pgettext_lazy("noun", "商机的一步"),
    "purchase": pgettext_lazy("noun", "采购"),
    "placement": pgettext_lazy("noun", "平台位置"),
    "screeninganswer": pgettext_lazy("noun", "筛选回答"),
    "criterion": pgettext_lazy("noun", "筛选准则"),
    "plan": pgettext_lazy("noun", "客户计划"),
    "step": pgettext_lazy("noun", "步骤"),
    "stepvisit": pgettext_lazy("noun", "步骤的拜访"),
    "resource": pgettext_lazy("noun", "资源"),
    "booking": pgettext_lazy("noun", "资源预订"),
    "compliancerule": pgettext_lazy("noun", "合规要求"),
    "blueprint": pgettext_lazy("noun", "客户计划书"),
    "objective": pgettext_lazy("noun", "计划书目标"),
    "blueprintversion": pgettext_lazy("noun", "计划书版本"),
    "remark": pgettext_lazy("noun", "意见"),
    "review": pgettext_lazy("noun", "评审"),
    "finding": pgettext_lazy("noun", "评审结论"),
    "handout": pgettext_lazy("noun", "分享的一份"),
    "reply": pgettext_lazy("noun", "客户的回答"),
    "outline": pgettext_lazy("noun", "计划书模板"),
    "stage": pgettext_lazy("noun", "商机阶段"),
    "reason": pgettext_lazy("noun", "输单原因"),
    "probe": pgettext_lazy("noun", "探询问题"),
    "asking": pgettext_lazy("noun", "提问"),
    "exemption": pgettext_lazy("noun", "停用思维偏好"),
    "place": pgettext_lazy("noun", "空白格"),
    "card": pgettext_lazy("noun", "3C/4C 卡片"),
    "message": pgettext_lazy("noun", "信息"),
    "claim": pgettext_lazy("noun", "价值主张"),
    "claimmove": pgettext_lazy("noun", "价值的一步"),
}


@dataclass(frozen=True)
class ChangeLine:
    """A field and its two values in words."""

    label: str
    was: str
    became: str
    is_veiled: bool


@dataclass(frozen=True)
class HistoryLine:
    """Who did what, when, with the values that changed."""

    at: datetime
    who: str
    what: str
    changes: list[ChangeLine]


@dataclass(frozen=True)
class HistoryPage:
    """What happened to one record, newest first."""

    noun: str
    name: str
    url: str
    lines: list[HistoryLine]
    is_masked: bool
    next: str = ""
    previous: str = ""


def history_page(user: User, noun: str, object_id: int, cursor: str) -> HistoryPage:
    """Return the history of a record the user sees."""
    record = seen_record(user, noun, object_id)
    page = history_of(user, noun, record, cursor)
    lines = [history_line(told) for told in page.rows]
    return HistoryPage(
        noun=noun_words(noun),
        name=_name(user, noun, record),
        url=_url(noun, record),
        lines=lines,
        is_masked=any(c.was == Veil.RESTRICTED for t in page.rows for c in t.changes),
        next=page.next,
        previous=page.previous,
    )


def history_line(told: Told) -> HistoryLine:
    """Say one entry."""
    return HistoryLine(
        at=told.at,
        who=told.who or _("系统"),
        what=deed_words(told),
        changes=[
            ChangeLine(
                label=field_words(change.noun, change.field),
                was=_was(change),
                became=value_words(change.noun, change.field, change.became),
                is_veiled=isinstance(change.became, Veil),
            )
            for change in told.changes
        ],
    )


def _was(change: Change) -> str:
    """Say the value before; what was empty is not told."""
    if change.was in NOTHING:
        return ""
    return value_words(change.noun, change.field, change.was)


def noun_words(noun: str) -> str:
    """Return what a kind of record is called."""
    return str(NOUNS[noun])


def deed_words(told: Told) -> str:
    """Say what was done: 客户 · 修改."""
    deed = told.verb.rpartition(".")[2]
    words = say(DEEDS[deed]) if deed in DEEDS else deed
    return " · ".join((noun_words(told.noun), words))


def field_words(noun: str, name: str) -> str:
    """Return the label of a field."""
    if name in FIELDS:
        return say(FIELDS[name])
    field = field_of(noun, name)
    return str(field.verbose_name) if field is not None else name


def value_words(noun: str, name: str, value: Any) -> str:
    """Say one stored value."""
    if isinstance(value, Veil):
        return say(value.value)
    if value in NOTHING:
        return _("空")
    field = field_of(noun, name)
    if field is None or field.is_relation:
        return str(value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if name.endswith(MINOR):
        return f"{Decimal(value) / 100:,.2f}".removesuffix(".00")
    return _plain_words(field, value)


def _plain_words(field: models.Field, value: Any) -> str:
    if isinstance(field, models.BooleanField):
        return _("是") if value else _("否")
    try:
        if isinstance(field, models.DateTimeField):
            return _moment(datetime.fromisoformat(value))
        if isinstance(field, models.DateField):
            return day_words(date.fromisoformat(value), year=True)
        if isinstance(field, models.TimeField):
            return f"{time.fromisoformat(value):%H:%M}"
    except (ValueError, TypeError):
        return str(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _moment(moment: datetime) -> str:
    from django.utils import timezone  # noqa: PLC0415 - only where a moment is told

    local = timezone.localtime(moment)
    return f"{day_words(local.date(), year=True)} {local:%H:%M}"


def _name(user: User, noun: str, record: Any) -> str:
    """Return what the record is called to this reader."""
    kept = KINDS[noun]
    if noun == "stakeholder":
        hidden = "name" in hidden_fields(user, kept.noun)
        return str(record) if hidden else record.person.name
    if noun in ("action", "promise"):
        hidden = "text" in hidden_fields(user, kept.noun)
        return f"#{record.pk}" if hidden else record.text
    if noun == "visit":
        return day_words(record.day, year=True)
    return str(record)


def _url(noun: str, record: Any) -> str:
    """Return where the record itself is shown."""
    if noun in PAGES:
        return reverse(PAGES[noun], args=[record.pk])
    account_id = getattr(record, "account_id", None)
    return reverse("desk:account", args=[account_id]) if account_id else ""
