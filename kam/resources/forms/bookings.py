"""Asking for a resource, deciding, using; and the filters of the requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kam.accounts.models import Stakeholder
from kam.core.errors import NotFound
from kam.resources.models import Booking, Resource
from kam.resources.models.resource import LARGEST_COUNT
from kam.resources.services import BookingDraft
from kam.resources.terms import BookingState
from kam.web.amounts import AmountField
from kam.web.editing import EditForm
from kam.web.lists import ListForm
from kam.web.widgets import DayInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.accounts.models import Account
    from kam.people.models import User

LARGEST = 2**63 - 1
WHY = _("批准的人会看到：要推动什么、少了它会怎样")
MINE, DECIDE, EVERY, EXPIRED = "mine", "decide", "all", "expired"


def _days() -> tuple[forms.DateField, forms.DateField]:
    return (
        forms.DateField(label=_("第一天"), widget=DayInput()),
        forms.DateField(
            label=_("最后一天"),
            required=False,
            widget=DayInput(),
            help_text=_("只用一天就留空"),
        ),
    )


def _quantity() -> forms.IntegerField:
    return forms.IntegerField(
        label=pgettext_lazy("resource", "数量"), min_value=1, max_value=LARGEST_COUNT
    )


class AskForm(forms.Form):
    """What, when, how much, why, and whom it reaches."""

    resource = forms.TypedChoiceField(
        label=pgettext_lazy("noun", "资源"), coerce=int, empty_value=None
    )
    first_day, last_day = _days()
    quantity = _quantity()
    why = forms.CharField(
        label=_("为什么需要"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=WHY,
    )
    stakeholder = forms.TypedChoiceField(
        label=_("用到哪一位客户方"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("会送到、请到或见到某一位，就选上"),
    )
    assured = forms.BooleanField(label=_("合规要求"), required=False)

    def __init__(
        self,
        resources: Sequence[Resource],
        people: Sequence[Stakeholder],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        resource: Any = self.fields["resource"]
        resource.choices = [("", "—"), *grouped(resources)]
        person: Any = self.fields["stakeholder"]
        person.choices = [("", _("不涉及"))]
        person.choices += [(row.pk, row.person.name) for row in people]
        if not people:
            del self.fields["stakeholder"]

    @property
    def draft(self) -> BookingDraft:
        """What is asked for."""
        told = self.cleaned_data
        return BookingDraft(
            resource_id=told["resource"],
            first_day=told["first_day"],
            last_day=told["last_day"],
            quantity=told["quantity"],
            why=told["why"],
            stakeholder_id=told.get("stakeholder"),
            assured=told["assured"],
        )


class BookingForm(EditForm):
    """What may be changed of a request while it waits."""

    first_day, last_day = _days()
    quantity = _quantity()

    class Meta:
        model = Booking
        fields: ClassVar = ["first_day", "last_day", "quantity", "why"]
        widgets: ClassVar = {"why": forms.Textarea(attrs={"rows": 2})}
        help_texts: ClassVar = {"why": WHY}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.first_day == self.instance.last_day:
            self.initial["last_day"] = None

    def clean_last_day(self) -> object:
        """Take the first day where nothing is said."""
        return self.cleaned_data["last_day"] or self.cleaned_data.get("first_day")


def grouped(resources: Sequence[Resource]) -> list[tuple[Any, list[tuple[int, str]]]]:
    """Return resources under the names of their kinds."""
    groups: dict[Any, list[tuple[int, str]]] = {}
    for row in resources:
        groups.setdefault(row.get_kind_display(), []).append((row.pk, row.name))
    return list(groups.items())


class DecideForm(forms.Form):
    """How much is approved, and a note."""

    quantity = forms.IntegerField(
        label=_("批准多少"), min_value=1, max_value=LARGEST_COUNT
    )
    note = forms.CharField(
        label=_("附言"), max_length=200, required=False, help_text=_("申请人会看到")
    )


class RefuseForm(forms.Form):
    """Why a request is refused."""

    reason = forms.CharField(
        label=_("为什么不批"),
        max_length=200,
        help_text=_("申请人会看到；说一句可以怎么办"),
    )


class UseForm(forms.Form):
    """What it cost, and when it was used."""

    used_on = forms.DateField(label=_("哪天用的"), widget=DayInput())
    actual_minor = AmountField(
        label=_("实际花费"), required=False, help_text=_("留空就按计划的算")
    )


class RequestListForm(ListForm):
    """The filters of requests and bookings."""

    SORTS: ClassVar = {
        "day": ("first_day", "id"),
        "new": ("-id",),
        "account": ("account__name", "id"),
        "resource": ("resource__name", "id"),
    }
    USUAL = "new"

    view = forms.ChoiceField(
        choices=[("", ""), (MINE, MINE), (DECIDE, DECIDE), (EVERY, EVERY)],
        widget=forms.HiddenInput,
    )
    state = forms.ChoiceField(
        label=_("状态"),
        choices=[
            ("", _("全部")),
            *BookingState.choices,
            (EXPIRED, pgettext_lazy("booking", "已过期")),
        ],
    )
    q = forms.CharField(
        label=_("资源或客户"),
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    resource = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=LARGEST
    )
    account = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=LARGEST
    )


class AskQuery(forms.Form):
    """What a request is for: a step, or an account; and what to begin with."""

    step = forms.IntegerField(required=False, min_value=1, max_value=LARGEST)
    account = forms.IntegerField(required=False, min_value=1, max_value=LARGEST)
    resource = forms.IntegerField(required=False, min_value=1, max_value=LARGEST)
    day = forms.DateField(required=False)
    q = forms.CharField(required=False, max_length=80)

    def told(self) -> dict[str, Any]:
        """Return what was asked for; what nobody knows leads nowhere."""
        if not self.is_valid():
            raise NotFound
        return self.cleaned_data


def offered_to(user: User, *, samples: bool) -> list[Resource]:
    """Return what may be asked for; one statement."""
    rows = Resource.objects.visible_to(user).active().lawful(samples=samples)
    return list(rows.order_by("kind", "name"))


def people_of(user: User, account: Account) -> list[Stakeholder]:
    """Return whom a resource could reach; one statement."""
    rows = Stakeholder.objects.visible_to(user).active().filter(account=account)
    return list(rows.select_related("person").order_by("person__name", "pk")[:300])
