"""The filters and orders of the lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kam.accounts.queries.colleagues import possible_owners
from kam.accounts.terms import SizeClass
from kam.catalog.models import Product
from kam.core.errors import NotFound
from kam.core.marking import mark
from kam.people.grants import Reach, reach_of
from kam.people.models import Team
from kam.pipeline.queries.listing import EVERY
from kam.pipeline.queries.words import stages
from kam.pipeline.rules.platforms.board import COLUMNS
from kam.pipeline.rules.platforms.grid import LEVELS
from kam.pipeline.terms import FenceBand, Outcome, Platform, Step
from kam.web.lists import ListForm
from kam.web.widgets import DayInput

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kam.people.models import User

LARGEST = 2**63 - 1


def _hidden_id() -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=LARGEST)


class _ScopedForm(ListForm):
    """What every list of this room can be narrowed to."""

    q = forms.CharField(
        label=_("客户名称"),
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    account = _hidden_id()
    team = forms.ChoiceField(label=_("团队"))

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sees_several = reach_of(user.role, "account", "see") is not Reach.SHARED
        if self.sees_several:
            teams = Team.objects.visible_to(user).values_list("pk", "name")
            self._offer("team", teams)
        else:
            del self.fields["team"]

    def _offer(self, name: str, choices: Iterable[tuple[object, object]]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", _("全部")), *((str(key), text) for key, text in choices)]

    def _offer_owners(self, user: User) -> None:
        if self.sees_several:
            people = possible_owners(user).values_list("pk", "name")
            self._offer("owner", people)
        else:
            del self.fields["owner"]


class DealForm(_ScopedForm):
    """What opportunities and purchases can be narrowed to."""

    product = forms.ChoiceField(label=_("产品"))

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        goods = Product.objects.visible_to(user).order_by("name", "pk")
        self._offer("product", goods.values_list("pk", "name"))


class OpportunityListForm(DealForm):
    """Filters of opportunities; without one the open ones are listed."""

    SORTS: ClassVar = {
        "expected": ("expected_on", "id"),
        "account": ("account__name", "id"),
        "value": ("value_minor", "id"),
        "stage": ("stage__place", "entered_on", "id"),
        "entered": ("entered_on", "id"),
        "closed": ("closed_on", "id"),
    }
    USUAL = "expected"

    view = forms.ChoiceField(label=_("结果"))
    stage = forms.ChoiceField(label=_("阶段"))
    owner = forms.ChoiceField(label=_("负责人"))

    field_order = [
        "q", "view", "stage", "product", "owner", "team", "account", "sort", "cursor"
    ]  # fmt: skip

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        view: Any = self.fields["view"]
        view.choices = [
            ("", Outcome.OPEN.label),
            ("won", Outcome.WON.label),
            ("lost", Outcome.LOST.label),
            (EVERY, _("全部")),
        ]
        self._offer("stage", [(row.pk, row.label) for row in stages()])
        self._offer_owners(user)


class PurchaseListForm(DealForm):
    """Filters of purchases."""

    SORTS: ClassVar = {
        "month": ("month", "id"),
        "account": ("account__name", "-month", "id"),
        "product": ("product__name", "-month", "id"),
        "quantity": ("quantity", "id"),
        "value": ("value_minor", "id"),
    }
    USUAL = "-month"

    first = forms.DateField(label=_("从"), widget=DayInput())
    last = forms.DateField(label=_("到"), widget=DayInput())

    field_order = [
        "q", "product", "first", "last", "team", "account", "sort", "cursor"
    ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Refuse a span that ends before it begins."""
        told = super().clean() or {}
        first, last = told.get("first"), told.get("last")
        if first and last and last < first:
            raise ValidationError({"last": [mark("结束早于开始")]})
        return told


class GridsForm(_ScopedForm):
    """Whose accounts the three grids count."""

    owner = forms.ChoiceField(label=_("负责人"))

    field_order = ["q", "owner", "team", "account", "sort", "cursor"]

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        self._offer_owners(user)

    SORTS: ClassVar = {"id": ("id",)}
    USUAL = "id"


class BoardForm(GridsForm):
    """Whose cards, of which next step; and on a phone, which column."""

    step = forms.ChoiceField(label=_("下一步"))
    column = forms.ChoiceField(
        widget=forms.HiddenInput, choices=[(key, key) for key in COLUMNS]
    )

    field_order = ["q", "step", "owner", "team", "account", "column", "sort", "cursor"]

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        self._offer("step", Step.choices)


class PlacementListForm(GridsForm):
    """Filters of the accounts on the platforms."""

    SORTS: ClassVar = {
        "day": ("day", "id"),
        "account": ("account__name", "id"),
        "potential": ("account__potential_minor", "id"),
        "revisit": ("revisit_on", "id"),
    }
    USUAL = "-potential"

    platform = forms.ChoiceField(label=pgettext_lazy("platform", "平台"))
    size = forms.ChoiceField(label=_("规模"))
    level = forms.ChoiceField(label=_("可能性或热情度"))
    band = forms.ChoiceField(label=_("围墙"))

    field_order = [
        "q", "platform", "size", "level", "band", "owner", "team", "account",
        "sort", "cursor",
    ]  # fmt: skip

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        self._offer("platform", Platform.choices)
        self._offer("size", SizeClass.choices)
        self._offer("level", [(level, level) for level in LEVELS])
        self._offer("band", FenceBand.choices)


@dataclass(frozen=True)
class Asked:
    """Which account something new is about, or words to find one by."""

    account: int | None
    q: str


class NewQuery(forms.Form):
    """The address of something new; what it does not know leads nowhere."""

    account = forms.IntegerField(min_value=1, max_value=LARGEST, required=False)
    q = forms.CharField(max_length=80, required=False)

    def told(self) -> Asked:
        """Return what was asked for."""
        if not self.is_valid():
            raise NotFound
        return Asked(**self.cleaned_data)
