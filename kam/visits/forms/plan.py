"""Planning a visit, changing the plan, calling it off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.core.expressions import split
from kam.visits.models import Visit
from kam.web.editing import EditForm
from kam.web.widgets import DayInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kam.visits.queries import Seen

TIME = {"type": "time", "step": "300"}
SHORT = {"rows": 2}
ENDS = _("结束要晚于开始：时长至少 1 分钟")
WRONG = {"minutes": {"min_value": ENDS}}


def stored_people(visit: Visit) -> list[int]:
    """Return the people of a visit as a form compares them."""
    if visit.pk is None:
        return []
    if hasattr(visit, "people_ids"):
        return sorted(int(pk) for pk in split(visit.people_ids))
    return sorted(visit.seats.values_list("stakeholder_id", flat=True))


def stored_company(visit: Visit) -> list[int]:
    """Return who comes along to a visit as a form compares them."""
    if visit.pk is None:
        return []
    if hasattr(visit, "company_ids"):
        return sorted(int(pk) for pk in split(visit.company_ids))
    return sorted(visit.company.values_list("user_id", flat=True))


class PeopleForm(EditForm):
    """A form over a visit with its people, and who comes along, as chips."""

    APART: ClassVar[Mapping[str, Callable[[Any], object]]] = {
        "people": stored_people,
        "colleagues": stored_company,
    }

    people = forms.TypedMultipleChoiceField(
        label=_("见谁"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    colleagues = forms.TypedMultipleChoiceField(
        label=_("协同的同事"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,
        people: Iterable[Seen] = (),
        company: Iterable[Seen] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in (("people", people), ("colleagues", company)):
            choices = [(one.id, one.name) for one in offered]
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        if not company:
            del self.fields["colleagues"]
        if self.instance.pk is not None:
            self.initial.setdefault("people", stored_people(self.instance))
            self.initial.setdefault("colleagues", stored_company(self.instance))


class PlanForm(PeopleForm):
    """What is known before a visit; only the day is required.

    `asks_twice` shows the question whether a day is to hold a second visit.
    """

    asks_twice = False
    twice = forms.BooleanField(label=_("同一天再约一次"), required=False)

    class Meta:
        model = Visit
        fields = (
            "day",
            "start_time",
            "minutes",
            "objective",
            "planned_ask",
            "fallback_ask",
            "bring",
        )
        widgets = {
            "day": DayInput(),
            "start_time": forms.TimeInput(format="%H:%M", attrs=TIME),
            "objective": forms.Textarea(attrs=SHORT),
            "planned_ask": forms.Textarea(attrs=SHORT),
            "fallback_ask": forms.Textarea(attrs=SHORT),
            "bring": forms.Textarea(attrs=SHORT),
        }
        error_messages = WRONG
        help_texts = {
            "planned_ask": _("请客户做什么、什么时候；拜访的结果按它来看"),
            "fallback_ask": _("他不同意时，退一步请他做的"),
            "bring": _("样品、资料、同事、预算……一行写一样；写记录时点掉用上的"),
        }


class AskForm(forms.Form):
    """An ask of the library, taken over as it stands."""

    planned_ask = forms.CharField(max_length=500)
    fallback_ask = forms.CharField(max_length=500, required=False)


class CancelForm(forms.Form):
    """Why a visit is called off."""

    reason = forms.CharField(required=False, max_length=200)
    cancel_reason = forms.CharField(label=_("别的原因"), max_length=200, required=False)

    @property
    def words(self) -> str:
        """The reason that was pressed, or the one that was typed."""
        told = self.cleaned_data
        return told["reason"] or told["cancel_reason"]
