"""The form of an account, new or stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kam.accounts.forms.fields import UnitField
from kam.accounts.models import Account
from kam.accounts.policies import keeps_what_they_create
from kam.accounts.queries.colleagues import possible_owners
from kam.accounts.queries.room import parent_in_sight
from kam.accounts.services import AccountDraft
from kam.people.models import Team, Territory
from kam.web.amounts import AmountField
from kam.web.editing import EditForm

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kam.people.models import User

CURRENCIES = ("CNY", "USD", "EUR", "GBP", "JPY", "HKD")
SHORT = {"rows": 2}


class AccountForm(EditForm):
    """Everything of an account; only the name is needed.

    Owner and team are asked only of those who may hand accounts over.
    """

    currency = forms.ChoiceField(label=_("币种"), required=False)
    potential_minor = AmountField(
        label=_("年潜力"),
        required=False,
        help_text=_("按元写，也可写 860万、1.2亿"),
    )

    class Meta:
        model = Account
        fields: ClassVar = [
            "name",
            "kind",
            "size_class",
            "potential_minor",
            "currency",
            "city",
            "phone",
            "credit_code",
            "parent",
            "owner",
            "team",
            "territory",
            "visit_interval_days",
            "business_scope",
            "characteristics",
            "applications",
        ]
        widgets: ClassVar = {
            "business_scope": forms.Textarea(attrs=SHORT),
            "characteristics": forms.Textarea(attrs=SHORT),
            "applications": forms.Textarea(attrs=SHORT),
        }
        labels: ClassVar = {"territory": _("所属区域")}
        help_texts: ClassVar = {
            "credit_code": _("可用来找出重复的客户"),
            "visit_interval_days": _("留空则按规模"),
            "business_scope": _("这家单位做什么"),
            "applications": _("我们的产品可能用在哪里"),
        }

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self._choose_money()
        self._choose_unit()
        self._choose("territory", Territory.objects.visible_to(user), gettext("还没定"))
        self.fields["kind"].required = False
        size: Any = self.fields["size_class"]
        size.choices = [("", gettext("还没定")), *size.choices[1:]]
        if keeps_what_they_create(user):
            del self.fields["owner"], self.fields["team"]
        else:
            self._choose_people()
        if self.instance.pk is not None:
            self.initial["opened"] = self._signed(self._stored())

    def _choose_money(self) -> None:
        known = dict.fromkeys([self.instance.currency or "CNY", *CURRENCIES])
        field: Any = self.fields["currency"]
        field.choices = [(code, code) for code in known]

    def _choose_unit(self) -> None:
        """Leave out a unit above that the reader does not see: it stays as it is."""
        current = parent_in_sight(self.user, self.instance)
        if self.instance.parent_id is not None and current is None:
            del self.fields["parent"]
            return
        field = UnitField(self.user, current)
        field.widget.attrs |= {
            "list": "units",
            "autocomplete": "off",
            "hx-get": reverse("accounts:units"),
            "hx-trigger": "input changed delay:300ms",
            "hx-target": "#units",
        }
        self.fields["parent"] = field

    def _choose_people(self) -> None:
        self._choose("owner", possible_owners(self.user), gettext("未分配"))
        self._choose("team", Team.objects.visible_to(self.user), gettext("随负责人"))
        self.fields["team"].required = False

    def _choose(self, name: str, rows: QuerySet[Any], empty: str = "") -> None:
        """Offer rows in sight, and the one that is stored whoever it is."""
        current = getattr(self.instance, f"{name}_id")
        offered = Q(pk__in=rows.values("pk")) | Q(pk=current)
        field: Any = self.fields[name]
        field.queryset = rows.model.objects.filter(offered)
        field.empty_label = empty or field.empty_label

    def clean_kind(self) -> str:
        """Keep the kind where the field is left out."""
        return self.cleaned_data.get("kind") or self.instance.kind

    def clean_currency(self) -> str:
        """Keep the currency where the field is left out."""
        return self.cleaned_data.get("currency") or self.instance.currency or "CNY"

    def chosen(self) -> dict[str, object]:
        """Leave the team to follow where none is named."""
        values = super().chosen()
        if values.get("team_id", 0) is None:
            del values["team_id"]
        return values

    @property
    def draft(self) -> AccountDraft:
        """What a new account is made of."""
        values: dict[str, Any] = self.chosen()
        return AccountDraft(**values)


class SimilarForm(forms.Form):
    """What duplicates are found by."""

    name = forms.CharField(required=False, max_length=200)
    credit_code = forms.CharField(required=False, max_length=40)
    phone = forms.CharField(required=False, max_length=40)
