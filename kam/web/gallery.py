"""The gallery: every component in every state on one page, for eyes and for tests.

It shows made-up samples only (gallery.json) and asks the database nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kam.core import clock
from kam.core.money import Money
from kam.core.paging import CappedCount, Page
from kam.web.doors import render_page
from kam.web.surfaces import surface
from kam.web.templatetags.ui_words import icon_names

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

SAMPLES = Path(__file__).with_name("gallery.json")
WIDTH, HEIGHT = 680, 460
LEFT, RIGHT, TOP, BOTTOM = 48, 664, 40, 400
MOST_X, MOST_Y = 7000, 300
OUTCOMES = [
    ("closed", _("成交")),
    ("advance", _("推进")),
    ("hold", _("维持")),
    ("refused", _("拒绝")),
]
KINDS = [("need", _("需求")), ("concern", _("关心点")), ("barrier", _("障碍"))]


class SampleForm(forms.Form):
    """One field of each kind."""

    account = forms.ChoiceField(
        label=_("客户"), choices=[("", "—"), ("1", _("示例客户"))], required=False
    )
    minutes = forms.IntegerField(label=_("时长（分钟）"), min_value=1, max_value=1439)
    held_on = forms.DateField(
        label=_("下次日期"), widget=forms.DateInput(attrs={"type": "date"})
    )
    fact = forms.CharField(
        label=_("事实"),
        help_text=_("客户说了、做了什么"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    outcome = forms.ChoiceField(
        label=_("结果"), choices=OUTCOMES, widget=forms.RadioSelect
    )
    kinds = forms.MultipleChoiceField(
        label=_("洞察类别"),
        choices=KINDS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agreed = forms.BooleanField(label=_("已与客户当面确认"), required=False)
    file = forms.FileField(label=_("要导入的文件"))


@dataclass(frozen=True)
class GalleryPage:
    """Everything the gallery shows."""

    samples: SimpleNamespace
    icons: list[str]
    days: list[SimpleNamespace]
    moments: list[datetime]
    amounts: list[Money | None]
    rows: Page
    count: CappedCount
    plot: SimpleNamespace
    sort: str = "name"


def _across(value: float) -> float:
    return round(LEFT + value / MOST_X * (RIGHT - LEFT), 1)


def _up(value: float) -> float:
    return round(BOTTOM - value / MOST_Y * (BOTTOM - TOP), 1)


def _trace(pairs: list[list[float]]) -> str:
    return " ".join(f"{_across(x)},{_up(y)}" for x, y in pairs)


def _point(unit: str, x: float, y: float, kind: str, index: str) -> SimpleNamespace:
    above = kind in ("peer", "pioneer")
    return SimpleNamespace(
        unit=unit,
        value_x=x,
        value_y=y,
        kind=kind,
        detail=gettext("潜力 %(x)s · 销售 %(y)s · PF 指数 %(index)s")
        % {"x": f"{x:,}", "y": y, "index": index},
        x=_across(x),
        y=_up(y),
        text=unit,
        text_x=_across(x) + (-8 if above else 9),
        text_y=_up(y) - (11 if above else -4),
        text_anchor="end" if above else "start",
        selected=kind == "own",
        url="",
    )


def _plot(samples: SimpleNamespace) -> SimpleNamespace:
    return SimpleNamespace(
        name="gallery",
        table="gallery-units",
        label=gettext("销售与区域潜力，含绩效前沿"),
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=RIGHT,
        top=TOP,
        bottom=BOTTOM,
        x_title=gettext("区域潜力"),
        y_title=gettext("销售（千元）"),
        x_ticks=[
            SimpleNamespace(at=_across(x), text=f"{x:,}") for x in range(0, 7001, 1000)
        ],
        y_ticks=[SimpleNamespace(at=_up(y), text=y) for y in range(0, 301, 50)],
        line=_trace(samples.frontier),
        band=_trace(samples.band),
        gap=SimpleNamespace(
            x=_across(4120),
            y1=_up(229),
            y2=_up(142),
            text=gettext("差距 87"),
            text_y=_up(185),
        ),
        points=[_point(*row) for row in samples.units],
    )


def gallery_page() -> GalleryPage:
    """Read the samples and lay them out."""
    told = json.loads(
        SAMPLES.read_text(encoding="utf-8"),
        object_hook=lambda fields: SimpleNamespace(**fields),
    )
    now = clock.now()
    days = [
        SimpleNamespace(date=(now + timedelta(days=i)).date(), visits=v, due=d, url="")
        for i, (v, d) in enumerate(told.fortnight)
    ]
    return GalleryPage(
        samples=told,
        icons=sorted(icon_names()),
        days=days,
        moments=[now - timedelta(minutes=12), now - timedelta(days=3), _far()],
        amounts=[Money(860_000_000), Money(1_234_567, "USD"), Money(12_50), None],
        rows=Page(rows=told.people, next="next", previous="previous"),
        count=CappedCount(1000, capped=True),
        plot=_plot(told),
    )


def _far() -> datetime:
    return datetime(2025, 1, 8, 9, 30, tzinfo=UTC)


def _wrong_form() -> SampleForm:
    return SampleForm({"minutes": "1500", "fact": "", "outcome": "advance"})


@surface("page", "see")
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show the gallery."""
    return render_page(
        request,
        "web/gallery.html",
        gallery_page(),
        form=SampleForm(prefix="new"),
        wrong=_wrong_form(),
    )
