"""The filters and orders of the list of plans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.accounts.queries.colleagues import possible_owners
from kam.people.grants import Reach, reach_of
from kam.plans.queries.listing import DUE, EVERY, GOING, LATE
from kam.plans.terms import PlanState
from kam.web.lists import ListForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kam.people.models import User

LARGEST = 2**63 - 1


def _hidden_id() -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=LARGEST)


class PlanListForm(ListForm):
    """Filters of plans; without one those that have not ended are listed."""

    SORTS: ClassVar = {
        "due": ("next_due", "id"),
        "account": ("account__name", "id"),
        "by": ("by", "id"),
        "state": ("state", "id"),
        "began": ("created_at", "id"),
    }
    USUAL = "due"

    q = forms.CharField(
        label=_("客户或计划"),
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = forms.ChoiceField(label=_("状态"))
    pace = forms.ChoiceField(label=_("进展"))
    owner = forms.ChoiceField(label=_("负责人"))
    account = _hidden_id()
    person = _hidden_id()

    field_order = ["q", "state", "pace", "owner", "account", "person", "sort", "cursor"]

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state: Any = self.fields["state"]
        states = [(one.value, one.label) for one in PlanState]
        state.choices = [("", _("没有结束的")), *states, (EVERY, _("全部"))]
        self._offer(
            "pace",
            [
                (LATE, _("有步骤逾期")),
                (DUE, _("14 天内到期")),
                (GOING, _("按期")),
            ],
        )
        if reach_of(user.role, "plan", "see") is Reach.SHARED:
            del self.fields["owner"]
        else:
            self._offer("owner", possible_owners(user).values_list("pk", "name"))

    def _offer(self, name: str, choices: Iterable[tuple[object, object]]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", _("全部")), *((str(key), text) for key, text in choices)]
