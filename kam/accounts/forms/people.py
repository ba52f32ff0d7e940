"""The write-up form of somebody, and the short form of somebody new."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.accounts.models import Stakeholder
from kam.accounts.policies import may_edit_account
from kam.accounts.rules.writeups import BLOCKS
from kam.accounts.terms import FunctionalRole, Layer
from kam.web.editing import EditForm
from kam.web.widgets import DayInput

if TYPE_CHECKING:
    from kam.core.models import Record
    from kam.people.models import User

NOTHING = [("", _("还不知道"))]


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class WriteUpForm(EditForm):
    """The four blocks of T15; only the name is needed to save.

    Name and title belong to the person, the organisation's block to the account,
    all else to the affiliation.
    """

    name = forms.CharField(label=_("姓名或代称"), max_length=120)
    is_alias = forms.BooleanField(label=_("这是代称"), required=False)
    title = forms.CharField(label=_("职位"), max_length=120, required=False)
    business_scope = forms.CharField(
        label=_("业务范畴"), max_length=2000, required=False, widget=_lines(2)
    )
    characteristics = forms.CharField(
        label=_("特点"), max_length=2000, required=False, widget=_lines(2)
    )
    applications = forms.CharField(
        label=_("我们产品可能应用的领域"),
        max_length=2000,
        required=False,
        widget=_lines(2),
    )

    class Meta:
        model = Stakeholder
        fields: ClassVar = [
            "layer",
            "functional_role",
            "age_band",
            "duties",
            "phone",
            "email",
            "known_since",
            "competition",
            "views",
            "concerns",
            "obstacle",
            "notes",
        ]
        widgets: ClassVar = {
            "known_since": DayInput(),
            "duties": _lines(2),
            "competition": _lines(2),
            "views": _lines(2),
            "concerns": _lines(2),
            "obstacle": _lines(4),
            "notes": _lines(2),
        }
        help_texts: ClassVar = {
            "duties": _("在这个单位里具体负责什么"),
            "competition": _("现在用谁的，为什么用"),
            "views": _("怎么看我们和我们的产品，最好是原话"),
            "concerns": _("这个人最在意的事"),
            "obstacle": _(
                "一件具体的事：什么时候、谁、说了或做了什么。标为完整至少 30 个字"
            ),
        }

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_edit_account(user, self.instance.account):
            for name in BLOCKS["organisation"]:
                del self.fields[name]
        for name in ("layer", "functional_role", "age_band"):
            field: Any = self.fields[name]
            field.choices = [*NOTHING, *field.choices[1:]]
        for name, (home, known) in self._homes().items():
            self.initial[name] = getattr(home, known.attname)
        self.initial["opened"] = self._signed(self._stored())

    @property
    def homes(self) -> tuple[Record, ...]:
        """The affiliation, the person, and the account."""
        row: Stakeholder = self.instance
        return (row, row.person, row.account)


class NewPersonForm(forms.Form):
    """Somebody new: few fields, the rest comes with the write-up."""

    name = forms.CharField(
        label=_("姓名或代称"),
        max_length=120,
        help_text=_("不方便写真名，就写代称"),
    )
    is_alias = forms.BooleanField(label=_("这是代称"), required=False)
    title = forms.CharField(label=_("职位"), max_length=120, required=False)
    layer = forms.ChoiceField(
        label=_("层级"), choices=[*NOTHING, *Layer.choices], required=False
    )
    functional_role = forms.ChoiceField(
        label=_("职能角色"), choices=[*NOTHING, *FunctionalRole.choices], required=False
    )
