"""Small marks inside a line: icons, chips, avatars, bars, numbers, money."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.template import TemplateSyntaxError
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import get_language, gettext, ngettext

from kam.web.templatetags.ui_library import register

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

SPRITE = Path(__file__).resolve().parent.parent / "static" / "kam" / "icons.svg"
TONES = frozenset({"", "good", "warn", "bad", "info", "mute", "dashed"})
SYMBOLS = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "JP¥", "HKD": "HK$"}
NOTHING = "—"
PRESSING = 1.75


@cache
def icon_names() -> frozenset[str]:
    """Return the names in the sprite."""
    found = re.findall(r'<symbol id="([^"]+)"', SPRITE.read_text(encoding="utf-8"))
    return frozenset(found)


class NoSuch(TemplateSyntaxError):
    """A template asks for an icon or tone that does not exist; tells which do."""

    def __init__(self, name: str, known: frozenset[str]) -> None:
        super().__init__(f"{name!r} is none of: {', '.join(sorted(known))}.")


def checked_tone(tone: str) -> str:
    """Return the tone, or say which ones exist."""
    if tone not in TONES:
        raise NoSuch(tone, TONES - {""})
    return tone


@register.simple_tag(name="icon")
@lru_cache(maxsize=512)
def draw_icon(name: str, label: str = "") -> SafeString:
    """Draw an icon; with a label it speaks, without it is decoration."""
    if name not in icon_names():
        raise NoSuch(name, icon_names())
    address = f"{static('kam/icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>',
            label,
            address,
        )
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}"></use></svg>', address
    )


@register.simple_tag
def chip(text: object, tone: str = "mute", icon: str = "") -> SafeString:
    """Return a pill; its words carry the meaning, its tone only repeats it."""
    mark = draw_icon(icon) if icon else ""
    return format_html(
        '<span class="chip {}">{}{}</span>', checked_tone(tone), mark, text
    )


@register.simple_tag
def tag(text: object, tone: str = "") -> SafeString:
    """Return a small square mark such as 我方."""
    return format_html('<span class="tag {}">{}</span>', checked_tone(tone), text)


@register.simple_tag
def unverified() -> SafeString:
    """Mark what the deck does not say, and what we put in its place."""
    return format_html(
        '<span class="chip dashed" title="{}">{}</span>',
        gettext("课件没有给出，是我们拟的默认值，可在设置里改"),
        gettext("未验证"),
    )


def initial_of(name: str) -> str:
    """Return the letter a person is drawn with: 沈 for 沈若澜, M for Mary."""
    return name.strip()[:1].upper()


@register.simple_tag
def avatar(name: str = "") -> SafeString:
    """Draw a person as an initial; an unknown person as a dashed question mark."""
    letter = initial_of(str(name or ""))
    if not letter:
        return format_html(
            '<span class="avatar unknown" aria-hidden="true">{}</span>', "?"
        )
    return format_html('<span class="avatar" aria-hidden="true">{}</span>', letter)


def share_of(value: float, maximum: float) -> float:
    """Return value ÷ maximum in percent, kept between 0 and 100."""
    if not maximum or maximum <= 0:
        return 0.0
    return round(min(max(float(value) / float(maximum), 0.0), 1.0) * 100, 2)


@register.simple_tag
def meter(
    value: float, maximum: float = 1, tone: str = "", label: str = ""
) -> SafeString:
    """Draw a bar; the label says it in words (without one it is decoration)."""
    spoken = format_html(' role="img" aria-label="{}"', label) if label else ""
    return format_html(
        '<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none"{}>'
        '<rect class="track" width="100" height="8"></rect>'
        '<rect class="fill {}" width="{}" height="8"></rect></svg>',
        spoken or format_html(' aria-hidden="{}"', "true"),
        checked_tone(tone),
        f"{share_of(value, maximum):g}",
    )


def interval_tone(elapsed: float, target: float) -> str:
    """Return how pressing an elapsed interval is against the agreed one."""
    if target <= 0 or elapsed <= target:
        return "info"
    return "bad" if elapsed / target >= PRESSING else "warn"


def interval_words(elapsed: int, target: int) -> str:
    """Say how far an elapsed interval is over or under the agreed one, in days."""
    over = elapsed - target
    if over == 0:
        return gettext("今天到期")
    if over > 0:
        return ngettext("超 %(n)s 天", "超 %(n)s 天", over) % {"n": over}
    return ngettext("还有 %(n)s 天", "还有 %(n)s 天", -over) % {"n": -over}


@register.inclusion_tag("web/parts/interval.html")
def interval(elapsed: int, target: int) -> dict[str, Any]:
    """Draw elapsed ÷ target days; the tick stands at the agreed interval."""
    tone = interval_tone(elapsed, target)
    return {
        "share": f"{share_of(elapsed, 2 * target):g}",
        "tone": tone,
        "words": interval_words(elapsed, target),
    }


@register.simple_tag
def num(value: float | Decimal | None, places: int | None = None) -> str:
    """Write a number with separators; nothing known is a dash."""
    if value is None or value == "":
        return NOTHING
    if places is None:
        places = 0 if Decimal(str(value)) == int(value) else 2
    return f"{value:,.{places}f}"


def _short_amount(amount: Decimal, symbol: str) -> str:
    if (get_language() or "zh").startswith("zh"):
        if abs(amount) >= 10**8:
            short = f"{symbol}{amount / 10**8:,.2f}".rstrip("0").rstrip(".")
            return " ".join([short, gettext("亿")])
        short = f"{symbol}{amount / 10**4:,.1f}".removesuffix(".0")
        return " ".join([short, gettext("万")])
    for size, letter in ((10**9, "B"), (10**6, "M"), (10**3, "k")):
        if abs(amount) >= size:
            return f"{symbol}{amount / size:,.2f}".rstrip("0").rstrip(".") + letter
    return f"{symbol}{amount:,.0f}"


@register.simple_tag
def money(amount: Any, *, short: bool = False) -> str | SafeString:
    """Write money; the short form keeps the exact amount as its title."""
    if amount is None:
        return NOTHING
    major = Decimal(amount.minor) / 100
    symbol = SYMBOLS.get(amount.currency, f"{amount.currency} ")
    places = 0 if major == int(major) else 2
    exact = f"{symbol}{major:,.{places}f}"
    if not short or abs(major) < 10**4:
        return exact
    return format_html(
        '<span title="{}">{}</span>', exact, _short_amount(major, symbol)
    )


@register.filter
def percent(share: float | None) -> str:
    """Write 0.64 as 64%; nothing known is a dash."""
    return NOTHING if share is None else f"{share * 100:.0f}%"
