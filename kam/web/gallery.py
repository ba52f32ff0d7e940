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
from kam.web.plot import Gap, Mark, Scatter, Titles, sheet_for
from kam.web.surfaces import surface
from kam.web.templatetags.ui_words import icon_names
from kam.web.widgets import DayInput

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kam.web.plot import Sheet

SAMPLES = Path(__file__).with_name("gallery.json")
MOST_X, MOST_Y = 7000, 300
ABOVE = ("peer", "pioneer")
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
    held_on = forms.DateField(label=_("下次日期"), widget=DayInput())
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
    plot: Scatter
    sort: str = "name"


def _mark(sheet: Sheet, unit: str, x: float, y: float, *told: str) -> Mark:
    kind, index = told
    across, up = sheet.place(x, y)
    above = kind in ABOVE
    words = gettext("%(unit)s：潜力 %(x)s · 销售 %(y)s · PF 指数 %(index)s")
    return Mark(
        x=across,
        y=up,
        kind=kind,
        unit=unit,
        value_x=str(x),
        value_y=str(y),
        detail=words % {"unit": unit, "x": f"{x:,}", "y": y, "index": index},
        selected=kind == "own",
        text=unit,
        text_x=across + (-8 if above else 9),
        text_y=up - (15 if above else 0),
        text_anchor="end" if above else "start",
    )


def _plot(samples: SimpleNamespace) -> Scatter:
    sheet = sheet_for(MOST_X, MOST_Y)
    x, high = sheet.place(4120, 229)
    return Scatter(
        titles=Titles(
            x=gettext("区域潜力"),
            y=gettext("销售（千元）"),
            label=gettext("销售与区域潜力，含绩效前沿"),
            name="gallery",
        ),
        table="gallery-units",
        left=sheet.left,
        x_ticks=sheet.x_ticks,
        y_ticks=sheet.y_ticks,
        line=sheet.trace(samples.frontier),
        band=sheet.trace(samples.band),
        gap=Gap(
            x=x,
            y1=high,
            y2=sheet.place(4120, 142)[1],
            text=gettext("差距 %(gap)s") % {"gap": 87},
            text_x=x + 9,
            text_y=sheet.place(4120, 185)[1],
            text_anchor="start",
        ),
        points=tuple(_mark(sheet, *row) for row in samples.units),
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
