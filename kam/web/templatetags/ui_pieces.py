"""Whole components; each tag hands its rows to a template in web/parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from kam.web.templatetags.ui_dates import day_words, local_today, weekday_letter
from kam.web.templatetags.ui_library import register
from kam.web.templatetags.ui_words import checked_tone, draw_icon, initial_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from django.template import Context

BANNER_ICONS = {"info": "info", "warn": "alert", "bad": "alert", "good": "check"}
TALLEST_BAR = 6
MANY_STATS = 4
FEW_TABS, MANY_TABS = 3, 8
SATURDAY = 5
MESSAGE_TONES = {"error": "bad", "warning": "warn", "success": "good"}


@register.inclusion_tag("web/parts/empty.html")
def empty(
    icon: str, title: str, text: str, url: str = "", label: str = "", ghosts: int = 2
) -> dict[str, Any]:
    """Teach what will stand here and how to begin."""
    return {
        "icon": icon,
        "title": title,
        "text": text,
        "url": url,
        "label": label,
        "ghosts": range(ghosts),
    }


@register.simple_block_tag
def banner(
    content: SafeString, tone: str = "info", title: str = "", icon: str = ""
) -> SafeString:
    """Say one thing about the whole page or card."""
    mark = draw_icon(icon or BANNER_ICONS.get(tone, "info"))
    heading = format_html('<b class="banner-title">{}</b>', title) if title else ""
    role = SafeString(' role="alert"') if tone == "bad" else ""
    return format_html(
        '<div class="banner {}"{}>{}<div class="banner-body">{}{}</div></div>',
        checked_tone(tone),
        role,
        mark,
        heading,
        mark_safe(content),  # noqa: S308 - rendered by the template engine
    )


@register.inclusion_tag("web/parts/stats.html")
def stats(items: Sequence[Any]) -> dict[str, Any]:
    """Draw the strip of figures at the head of a page."""
    return {"items": items, "many": len(items) >= MANY_STATS}


@register.inclusion_tag("web/parts/facts.html")
def facts(items: Sequence[Any], *, rows: bool = False) -> dict[str, Any]:
    """Draw facts side by side, or as rows."""
    return {"items": items, "rows": rows}


@register.inclusion_tag("web/parts/tabs.html")
def tabs(items: Sequence[Any], label: str) -> dict[str, Any]:
    """Draw tabs that are links, each with its own state."""
    size = "few" if len(items) <= FEW_TABS else "many" if len(items) > MANY_TABS else ""
    return {"items": items, "label": label, "size": size}


@register.inclusion_tag("web/parts/steps.html")
def steps(items: Sequence[Any], label: str = "") -> dict[str, Any]:
    """Draw the steps of a form: done, now, still to do."""
    return {"items": items, "label": label or gettext("步骤")}


def _bead(bead: Any, *, first: bool) -> dict[str, Any]:
    broken = bool(getattr(bead, "broken", False)) and not first
    missing = getattr(bead, "objective_missing", "") or gettext("未写下次目标")
    objective = getattr(bead, "objective", "") or ""
    return {
        "name": bead.name,
        "initial": initial_of(bead.name) or "?",
        "when": bead.when,
        "outcome": bead.outcome,
        "label": bead.outcome_label,
        "url": getattr(bead, "url", ""),
        "broken": broken,
        "objective": missing if broken and not objective else objective,
        "first": first,
    }


@register.inclusion_tag("web/parts/chain.html")
def chain(chain: Any) -> dict[str, Any]:
    """Draw the continuity chain: who was seen, and what the note handed on."""
    beads = [_bead(b, first=i == 0) for i, b in enumerate(chain.beads)]
    return {"beads": beads, "breaks": getattr(chain, "breaks", ())}


def _day_words(visits: int, owed: int) -> str:
    parts = []
    if visits:
        parts.append(ngettext("%(n)s 次拜访", "%(n)s 次拜访", visits) % {"n": visits})
    if owed:
        parts.append(ngettext("%(n)s 件到期", "%(n)s 件到期", owed) % {"n": owed})
    return gettext("，").join(parts) or gettext("没有安排")


def _fortnight_day(row: Any, today: date) -> dict[str, Any]:
    visits = min(row.visits, TALLEST_BAR)
    is_today = getattr(row, "is_today", row.date == today)
    words = _day_words(row.visits, row.due)
    full = day_words(row.date, weekday=True)
    return {
        "number": row.date.day,
        "weekday": weekday_letter(row.date),
        "owed": range(min(row.due, TALLEST_BAR - visits)),
        "visits": range(visits),
        "is_today": is_today,
        "is_rest": row.date.weekday() >= SATURDAY,
        "url": getattr(row, "url", ""),
        "words": gettext("%(day)s：%(words)s") % {"day": full, "words": words},
    }


@register.inclusion_tag("web/parts/fortnight.html")
def fortnight(days: Iterable[Any]) -> dict[str, Any]:
    """Draw what the next fourteen days hold."""
    today = local_today()
    return {"days": [_fortnight_day(row, today) for row in days]}


@register.inclusion_tag("web/parts/promise.html")
def promise(promise: Any) -> dict[str, Any]:
    """Draw one promise with whose it is and when it is due."""
    return {"promise": promise}


@register.inclusion_tag("web/parts/timeline.html")
def timeline(entries: Iterable[Any]) -> dict[str, Any]:
    """Draw what happened, newest first as given."""
    return {"entries": entries}


@register.inclusion_tag("web/parts/completeness.html")
def completeness(blocks: Iterable[Any]) -> dict[str, Any]:
    """Draw how far each block of the write-up is filled, and what to find out."""
    return {"blocks": blocks}


@register.inclusion_tag("web/parts/conflicts.html")
def conflicts(fields: Iterable[Any]) -> dict[str, Any]:
    """Draw a choice per field between mine and theirs."""
    return {"fields": fields}


@register.inclusion_tag("web/parts/accounting.html")
def accounting(counts: Any) -> dict[str, Any]:
    """Draw what became of every row of an import."""
    return {"counts": counts}


@register.inclusion_tag("web/parts/scatter.html")
def scatter(plot: Any) -> dict[str, Any]:
    """Draw a scatter with its frontier."""
    return {"plot": plot}


@register.inclusion_tag("web/parts/hidden_note.html")
def hidden_note(why: str) -> dict[str, Any]:
    """Say that something is not shown to this reader, and why."""
    return {"why": why}


@register.inclusion_tag("web/parts/ghost.html")
def ghost(rows: int = 3) -> dict[str, Any]:
    """Keep the height of rows that are still loading."""
    return {"rows": range(rows)}


@dataclass(frozen=True)
class Told:
    """A message as the page shows it."""

    text: str
    tone: str
    saved: str
    undo: str


def told(message: Any) -> Told:
    """Read a message with the `saved:KEY` and `undo:URL` parts of its tags."""
    parts = (message.extra_tags or "").split()
    marks = dict(part.split(":", 1) for part in parts if ":" in part)
    return Told(
        text=str(message),
        tone=MESSAGE_TONES.get(message.level_tag, "info"),
        saved=marks.get("saved", ""),
        undo=marks.get("undo", ""),
    )


@register.inclusion_tag("web/parts/messages.html", takes_context=True)
def told_messages(context: Context) -> dict[str, Any]:
    """Draw the messages of the last change: banners, and a toast that undoes."""
    rows = [told(message) for message in context.get("messages") or ()]
    return {
        "plain": [row for row in rows if not row.undo],
        "undoable": [row for row in rows if row.undo],
        "saved": [row.saved for row in rows if row.saved],
        "csrf_token": context.get("csrf_token"),
    }
