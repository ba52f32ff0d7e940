"""How items are spoken of: what they do, what they hold, why they are kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kam.visits.models import Visit
from kam.visits.terms import ActionState, PromiseState, VisitState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.sync.models import Envelope

FIELDS = {field.attname: field for field in Visit._meta.concrete_fields}
TONES = {
    "waiting": "info",
    "conflict": "warn",
    "quarantined": "bad",
    "refused": "bad",
    "dropped": "mute",
}


def kind_words(kind: str) -> str:
    """Say what an item does."""
    return {
        "visit.plan": _("安排拜访"),
        "visit.record": _("拜访记录"),
        "visit.review": _("回看上次记录"),
        "visit.cancel": _("取消拜访"),
        "visit.amend": _("补充记录"),
        "action.open": _("新的行动"),
        "action.edit": _("改行动"),
        "action.close": _("了结行动"),
        "action.reopen": _("重开行动"),
        "promise.open": _("新的承诺"),
        "promise.edit": _("改承诺"),
        "promise.close": _("了结承诺"),
        "promise.reopen": _("重开承诺"),
        "observation.add": _("观察"),
        "judgement.add": pgettext("noun", "判断"),
        "file.attach": _("文件"),
    }.get(kind, _("读不懂的一项"))


def field_words(name: str) -> str:
    """Say what a field is called."""
    known = {
        "people": _("见到的人"),
        "state": _("状态"),
        "reason": _("取消原因"),
        "text": _("内容"),
        "due_on": _("到期"),
        "owner_id": _("负责人"),
        "stakeholder_id": _("客户方"),
        "level": _("影响层面"),
        "note": _("说明"),
        "quadrant": _("象限"),
        "clue": _("线索"),
        "values": pgettext("noun", "判断"),
        "evidence": _("依据"),
        "actions": _("行动"),
        "promises": _("承诺"),
    }
    if name in known:
        return known[name]
    return str(FIELDS[name].verbose_name) if name in FIELDS else name


def value_words(name: str, value: Any, people: Mapping[int, str]) -> str:
    """Say a value as a reader knows it."""
    if name in ("people", "stakeholder_id"):
        pks = value if isinstance(value, list) else [value]
        known = [people.get(pk) if isinstance(pk, int) else None for pk in pks if pk]
        return _("、").join(name or _("这个人") for name in known)
    if name == "state":
        return state_words(str(value))
    if name in ("actions", "promises") and isinstance(value, list):
        return _("；").join(
            str(o.get("text", "")) for o in value if isinstance(o, dict)
        )
    field = FIELDS.get(name)
    if field is not None and field.choices and isinstance(value, str):
        return str(dict(field.flatchoices).get(value, value))
    return "" if value is None else _said(value)


def _said(value: Any) -> str:
    """Say any value that a payload may hold."""
    try:
        return str(value)
    except RecursionError:
        return _("读不懂的一项")


def state_words(state: str) -> str:
    """Say the state of a visit, an action or a promise."""
    for terms in (VisitState, ActionState, PromiseState):
        if state in terms.values:
            return str(terms(state).label)
    return state


def texts_of(row: Envelope) -> dict[str, Any]:
    """Return what an item says, apart from its frame."""
    try:
        told = json.loads(row.payload or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(told, dict):
        return {"text": told if isinstance(told, str) else ""}
    wanted = told.get("wanted")
    found = dict(wanted) if isinstance(wanted, dict) else {}
    found |= {
        n: told[n] for n in ("text", "reason", "actions", "promises") if told.get(n)
    }
    return found


def place_words(account: str) -> str:
    """Say where an item belongs."""
    return account or pgettext("account", "没有客户，或已不归您")
