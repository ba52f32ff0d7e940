"""`{% load thinking_kite %}`: how somebody prefers to think, drawn and in shares.

A page draws one for each person of an account; a template takes ten times as long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kam.thinking.pages.words import Kite, Share

register = template.Library()
NOTHING = SafeString("")
STRONG = SafeString(' class="strong"')
KITE = (
    '<svg class="kite{}{}" viewBox="-1.15 -1.15 2.3 2.3" role="img" aria-label="{}">'
    '<circle class="ring" r="0.33"/><circle class="ring" r="0.67"/>'
    '<circle class="ring" r="1"/>'
    '<path class="axis" d="M-.707-.707 .707 .707M-.707 .707 .707-.707"/>'
    '{}<polygon class="shape" points="{}"/>{}</svg>'
)
OTHER = '<polygon class="other" points="{}"/>'
LETTERS = SafeString(
    '<text class="qa" x="-.86" y="-.84">A</text>'
    '<text class="qb" x="-.86" y="1">B</text>'
    '<text class="qc" x=".74" y="1">C</text>'
    '<text class="qd" x=".74" y="-.84">D</text>'
)
SHARE = '<span{}>{} {} <span class="muted">({}–{})</span></span> '


@register.simple_tag
def kite(drawn: Kite, *, small: bool = False) -> SafeString:
    """Draw a kite; a small one has no letters."""
    return format_html(
        KITE,
        "" if drawn.is_known else " is-unknown",
        " is-small" if small else "",
        drawn.title,
        format_html(OTHER, drawn.other) if drawn.other else NOTHING,
        drawn.points,
        NOTHING if small else LETTERS,
    )


@register.simple_tag
def preference_shares(shares: Iterable[Share]) -> SafeString:
    """Write the share of each quadrant with where it may lie, in percent."""
    rows = (
        (
            STRONG if share.is_primary else NOTHING,
            share.quadrant.upper(),
            share.percent,
            share.low,
            share.high,
        )
        for share in shares
    )
    return format_html(
        '<span class="shares">{}</span>', format_html_join("", SHARE, rows)
    )
