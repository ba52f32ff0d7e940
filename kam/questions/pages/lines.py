"""How one question is said, and where its answer is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kam.accounts.pages.words import layer_label
from kam.judgements.terms import Source
from kam.questions.queries.words import words_of
from kam.questions.rules.gaps import OF_TERM
from kam.questions.rules.states import DISMISSED, KNOWN, STALE
from kam.web.speech import say
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.accounts.models import Account
    from kam.questions.queries import Entry
    from kam.questions.rules.gaps import Gap

# Where a kind of gap is filled, and what opens the door.
OWN_PAGES = {
    "mind": ("observe", "thinking:person"),
    "leaf": ("think", "needs:problem"),
}
TONES = {KNOWN: "good", STALE: "warn", DISMISSED: "mute"}


@dataclass(frozen=True)
class Line:
    """One question as a page shows it."""

    name: str
    pk: int | None
    text: str
    why: str
    note: str
    impact: str
    who: str
    asked: str
    was_asked: bool
    is_stale: bool
    answer_url: str
    answer_label: str
    edit_url: str
    restore_url: str
    asked_url: str
    answer: str
    answer_note: str
    is_late: bool


@dataclass(frozen=True)
class Told:
    """What lines are said with: who may do what, and names."""

    account: Account
    names: Mapping[int, str]
    doors: frozenset[str]


def line_of(told: Told, entry: Entry) -> Line:
    """Say one question."""
    who = gettext("、").join(told.names[pk] for pk in entry.who if pk in told.names)
    impact = impact_words(entry.level)
    return Line(
        name=entry.name,
        pk=entry.pk,
        text=text_of(entry) or gettext("（文字不可见）"),
        why=say(entry.why),
        note=_note(entry, impact, who),
        impact=impact,
        who=who,
        asked=asked_words(entry),
        was_asked=entry.asked > 0,
        is_stale=entry.state == STALE,
        answer_url=place_of(told, entry),
        answer_label=door_words(entry),
        edit_url=_url(told, "edit", entry),
        restore_url=_url(told, "restore", entry),
        asked_url=asked_address(told.account, entry.name),
        answer=entry.answer,
        answer_note=_answer_note(entry),
        is_late=entry.state == STALE,
    )


def asked_address(account: Account, name: str) -> str:
    """Return where one notes that a question was asked."""
    page = reverse("questions:asked", args=[account.pk])
    return f"{page}?{urlencode({'name': name})}"


def text_of(entry: Entry) -> str:
    """Return the question in the reader's language."""
    if entry.gap is None:
        return entry.text
    return words_of(entry.gap)


def impact_words(level: str) -> str:
    """Say how much an answer changes."""
    return {
        "high": gettext("影响高"),
        "middle": gettext("影响中"),
        "low": gettext("影响低"),
    }[level]


def asked_words(entry: Entry) -> str:
    """Say how often it was asked, and when last."""
    if not entry.asked or entry.asked_on is None:
        return gettext("从未问过")
    said = ngettext("问过 %(n)s 次，未答", "问过 %(n)s 次，未答", entry.asked)
    last = gettext("最近 %(day)s") % {"day": day_words(entry.asked_on)}
    return f"{said % {'n': entry.asked}} · {last}"


def _note(entry: Entry, impact: str, who: str) -> str:
    parts = [impact]
    if entry.layer:
        parts.append(str(layer_label(entry.layer)))
    if who:
        parts.append(gettext("可问 %(who)s") % {"who": who})
    return " · ".join(parts)


def _answer_note(entry: Entry) -> str:
    if entry.key and entry.gap is None:
        return gettext("已写进资料")
    if entry.answered_on is None:
        return ""
    parts = [day_words(entry.answered_on)]
    if entry.source:
        parts.append(str(Source(entry.source).label))
    if entry.expires_on is not None:
        day = day_words(entry.expires_on)
        said = (
            gettext("已于 %(day)s 过期")
            if entry.state == STALE
            else gettext("有效到 %(day)s")
        )
        parts.append(said % {"day": day})
    return " · ".join(parts)


def _url(told: Told, name: str, entry: Entry) -> str:
    if entry.pk is None or "answer" not in told.doors:
        return ""
    return reverse(f"questions:{name}", args=[entry.pk])


def place_of(told: Told, entry: Entry) -> str:
    """Return where the answer is written, if this person may write it there."""
    if entry.gap is None:
        return _url(told, "answer", entry)
    if entry.gap.person_id is not None:
        return _of_person(told, entry.gap, entry.gap.person_id)
    if entry.gap.layer:
        if "add" not in told.doors:
            return ""
        page = reverse("accounts:person-new", args=[told.account.pk])
        return f"{page}?layer={entry.gap.layer}"
    if "edit" not in told.doors:
        return ""
    page = reverse("accounts:edit", args=[told.account.pk])
    return f"{page}#id_{entry.gap.field}"


def door_words(entry: Entry) -> str:
    """Say what one does where the answer is written."""
    gap = entry.gap
    if gap is None:
        return gettext("记下答案")
    if gap.person_id is None:
        return gettext("加上这个人") if gap.layer else gettext("写进客户资料")
    kind = gap.key.split(":", 1)[0]
    words = {
        "person": gettext("写进描写"),
        "mind": gettext("记下线索"),
        "leaf": gettext("写进思路"),
    }
    return words.get(kind, gettext("判断这一项"))


def _of_person(told: Told, gap: Gap, person_id: int) -> str:
    kind = gap.key.split(":", 1)[0]
    if kind == "person":
        return f"{reverse('accounts:person', args=[person_id])}#id_{gap.field}"
    if kind in OWN_PAGES:
        door, page = OWN_PAGES[kind]
        at = gap.record_id or person_id
        return reverse(page, args=[at]) if door in told.doors else ""
    if "judge" not in told.doors:
        return ""
    asked: dict[str, object] = {
        "next": reverse("questions:account", args=[told.account.pk])
    }
    if gap.product_id is not None:
        asked["product"] = gap.product_id
    if gap.field in OF_TERM:
        asked["side"] = "customer"
    page = reverse("judgements:judge", args=[person_id, gap.field])
    return f"{page}?{urlencode(asked)}"
