"""How terms, bands and the index are said."""

from __future__ import annotations

from django.utils.translation import gettext, pgettext

from kam.change.rules.equation import CEILING
from kam.judgements.terms import Aspect

TONES = {
    "not-ready": "bad",
    "undecided": "warn",
    "favourable": "good",
    "ready": "good",
}


def term_label(name: str) -> str:
    """Return the deck's name of a term."""
    return str(Aspect(name).label)


def band_words(band: str) -> str:
    """Return what a band is called."""
    return {
        "not-ready": pgettext("change", "未就绪"),
        "undecided": pgettext("change", "观望"),
        "favourable": pgettext("change", "有利"),
        "ready": pgettext("change", "就绪"),
    }[band]


def index_words(value: float | None) -> str:
    """Write an index with two decimals; the ceiling says that it is one."""
    if value is None:
        return "—"
    return f"≥ {CEILING:.0f}" if value >= CEILING else f"{value:.2f}"


def points(share: float) -> str:
    """Write a difference of shares in percentage points, with its sign."""
    rounded = round(share * 100, 1) + 0.0
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""  # noqa: RUF001
    return f"{sign}{abs(rounded):.1f}"


def probed_words(probed: int) -> str:
    """Say how many of the customer's terms were probed."""
    return gettext("已探询 %(n)s / 4") % {"n": probed}
