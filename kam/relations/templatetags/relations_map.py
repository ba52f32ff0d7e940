"""`{% load relations_map %}`: cards and lines of a map, of which there are hundreds.

A template asks some forty questions for each card and takes 0.4 ms; these take a tenth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from kam.web.templatetags.ui_words import NOTHING, draw_icon, tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kam.judgements.pages.marks import Mark
    from kam.relations.pages.cards import CardView, LineView

register = template.Library()
NO_MARK = SafeString("")
CHOSEN = SafeString(' aria-current="true"')
ON_PATH = SafeString(" data-on-path")
UNSURE = SafeString(" data-unsure")
CARD = (
    '<article class="person-card klass-{}{}" data-card="{}" data-revision="{}">'
    '<p class="person-head">{}{}</p><p class="person-title">{}{}{}</p>{}{}</article>'
)
NAME = '<a class="person-name" data-name href="{}#person-panel" hx-get="{}"{}>{}{}</a>'
GLYPHS = (
    '<span class="glyphs">'
    '<span class="glyph"><svg viewBox="0 0 20 16" aria-hidden="true">'
    '<use href="#bars-{}" /></svg>{}</span>'
    '<span class="glyph"{}><svg viewBox="0 0 27 16" aria-hidden="true">'
    '<use href="#steps-{}" /></svg>{}</span>'
    '<span class="glyph"><svg viewBox="0 0 16 16" aria-hidden="true">'
    '<use href="#klass-{}" /></svg>{}</span>'
    '<span class="glyph"{}><svg viewBox="0 0 16 16" aria-hidden="true">'
    '<use href="#kite-{}" /></svg>{}</span></span>'
)
WIRE = (
    '<li data-line="{}" data-kind="{}" data-from="{}" data-to="{}" data-strength="{}"'
    "{}{}>{}</li>"
)


@register.simple_tag
def person_card(card: CardView) -> SafeString:
    """Draw somebody: name, newest evidence, title, glyphs, and the lines in words."""
    return format_html(
        CARD,
        card.klass or "unknown",
        " is-on-path" if card.step else "",
        card.id,
        card.revision,
        _name(card),
        _day(card),
        card.title or NOTHING,
        format_html(" · <b>{}</b>", card.role) if card.role else NO_MARK,
        format_html(" {}", tag(gettext("拍板"), "info")) if card.decides else NO_MARK,
        person_glyphs(card),
        _said(card.lines) if card.lines else NO_MARK,
    )


@register.simple_tag
def person_glyphs(card: CardView) -> SafeString:
    """Draw influence, adoption stage, relationship and thinking preference."""
    stage, preference = card.stage, card.preference
    return format_html(
        GLYPHS,
        card.influence or 0,
        card.influence_words,
        _title(stage),
        stage.level if stage else 0,
        stage.text if stage else gettext("阶段—"),
        card.klass or "unknown",
        card.klass_label,
        _title(preference),
        card.kite or 0,
        preference.text if preference else gettext("未知"),
    )


@register.simple_tag
def map_wires(lines: Iterable[LineView]) -> SafeString:
    """Write every line for the element that draws them."""
    return format_html_join(
        "",
        WIRE,
        (
            (
                line.id,
                line.kind,
                line.source,
                line.target,
                line.strength,
                ON_PATH if line.is_on_path else NO_MARK,
                UNSURE if line.is_unsure else NO_MARK,
                line.words,
            )
            for line in lines
        ),
    )


def _name(card: CardView) -> SafeString:
    number = '<span class="path-number">{}</span>'
    return format_html(
        NAME,
        card.url,
        card.url,
        CHOSEN if card.is_chosen else NO_MARK,
        format_html(number, card.step) if card.step else NO_MARK,
        card.name,
    )


def _day(card: CardView) -> SafeString:
    if card.is_ageing:
        day = '<span class="person-day due">{}{}</span>'
        return format_html(day, draw_icon("alert"), card.day)
    return format_html('<span class="person-day">{}</span>', card.day or NOTHING)


def _said(lines: Sequence[LineView]) -> SafeString:
    rows = (
        (line.kind, " on-path" if line.is_on_path else "", line.words) for line in lines
    )
    said = format_html_join("", '<li class="{}{}">{}</li>', rows)
    return format_html('<ul class="person-lines">{}</ul>', said)


def _title(mark: Mark | None) -> SafeString:
    return format_html(' title="{}"', mark.title) if mark else NO_MARK
