"""The filters of the list of visits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kam.core.errors import NotFound
from kam.core.marking import mark
from kam.people.grants import Reach, reach_of
from kam.people.models import Team, User
from kam.visits.terms import Outcome, VisitState
from kam.web.lists import ListForm
from kam.web.widgets import DayInput

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kam.people.models import User as Reader


def _date(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DayInput())


class VisitListForm(ListForm):
    """What the list of visits can be narrowed to."""

    SORTS: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "day": ("day", "start_time", "id"),
        "account": ("account__name", "-day", "-start_time", "-id"),
    }
    USUAL = "-day"

    q = forms.CharField(label=_("客户名称"), max_length=80)
    account = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1
    )
    state = forms.ChoiceField(
        label=_("状态"), choices=[("", _("全部状态")), *VisitState.choices]
    )
    outcome = forms.ChoiceField(
        label=_("结果"), choices=[("", _("全部结果")), *Outcome.choices]
    )
    owner = forms.ModelChoiceField(
        label=_("谁去"), queryset=User.objects.none(), empty_label=_("所有人")
    )
    team = forms.ModelChoiceField(
        label=_("团队"), queryset=Team.objects.none(), empty_label=_("全部团队")
    )
    first = _date(_("从"))
    last = _date(_("到"))

    def __init__(self, *args: Any, user: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.visible_to(user).order_by("name", "pk")
        self._offer("owner", people, "user", user)
        self._offer("team", Team.objects.visible_to(user), "team", user)

    def _offer(self, name: str, rows: Any, noun: str, user: Reader) -> None:
        """Offer a choice to whoever sees more than oneself and the own team."""
        self.fields[name].queryset = rows  # type: ignore[attr-defined]
        if reach_of(user.role, noun, "see") is Reach.SELF:
            self.fields[name].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """Refuse a span that ends before it begins."""
        told = super().clean() or {}
        first, last = told.get("first"), told.get("last")
        if first and last and last < first:
            raise ValidationError({"last": [mark("结束早于开始")]})
        return told


@dataclass(frozen=True)
class Asked:
    """Which account and person a new visit is about, and on which day."""

    account: int | None
    person: int | None
    day: date | None
    q: str


class NewVisitQuery(forms.Form):
    """The address of a new visit; what it does not know is refused."""

    account = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)
    person = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)
    day = forms.DateField(required=False)
    q = forms.CharField(max_length=80, required=False)

    def told(self) -> Asked:
        """Return what was asked for; a broken address leads nowhere."""
        if not self.is_valid():
            raise NotFound
        return Asked(**self.cleaned_data)
