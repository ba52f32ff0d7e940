"""Saying what a submitted record changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.utils.translation import gettext as _

from kam.web.templatetags.ui_dates import day_words
from kam.web.templatetags.ui_forms import draft_key_of

if TYPE_CHECKING:
    from kam.visits.services import Submission
    from kam.web.doors import PersonRequest


def tell_submitted(request: PersonRequest, done: Submission) -> None:
    """Tell that the record is locked, what it joined, and what comes next."""
    key = draft_key_of(request.user, "visit-record", done.visit.pk)
    said = [_("记录已提交并锁定。"), *_link_words(done), *_next_words(done)]
    messages.success(request, "".join(said), extra_tags=f"saved:{key}")
    if done.copies_fact:
        words = _("洞察和事实几乎一样。下次写写它说明了什么，也可以现在补充。")
        messages.warning(request, words)


def _link_words(done: Submission) -> list[str]:
    if done.visit.carried_from_id is None:
        return []
    return [_("这次接上了前一次记录，链上多了一段。")]


def _next_words(done: Submission) -> list[str]:
    if done.next_visit is None:
        return []
    day = {"day": day_words(done.next_visit.day, weekday=True)}
    if done.next_is_new:
        return [_("已约下次拜访：%(day)s，带着下次目标。") % day]
    if done.next_carries:
        return [_("%(day)s 的拜访已带上下次目标。") % day]
    words = _("%(day)s 已有一次拜访，目标是另写的；可以在那里改为承接。")
    return [words % day]
