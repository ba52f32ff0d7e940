"""The filters and orders of the list of accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.accounts.queries.colleagues import possible_owners
from kam.accounts.terms import AccountKind, SizeClass
from kam.people.grants import Reach, reach_of
from kam.people.models import Team, Territory
from kam.web.lists import ListForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kam.people.models import User


class AccountListForm(ListForm):
    """Filters; who owns and which team are asked only of those who see several."""

    SORTS: ClassVar = {
        "name": ("name", "id"),
        "potential": ("potential_minor", "name", "id"),
        "owner": ("owner__name", "name", "id"),
        "size": ("size_class", "name", "id"),
    }
    USUAL = "name"

    q = forms.CharField(
        label=_("名称或城市"),
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    size = forms.ChoiceField(label=_("规模"))
    kind = forms.ChoiceField(label=_("类型"))
    owner = forms.ChoiceField(label=_("负责人"))
    team = forms.ChoiceField(label=_("团队"))
    territory = forms.ChoiceField(label=_("所属区域"))
    risk = forms.BooleanField(label=_("只看单线风险"))
    archived = forms.BooleanField(label=_("已归档的"))

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("size", SizeClass.choices)
        self._offer("kind", AccountKind.choices)
        territories = Territory.objects.visible_to(user)
        self._offer("territory", [(row.pk, str(row)) for row in territories])
        if reach_of(user.role, "account", "see") is Reach.SHARED:
            del self.fields["owner"], self.fields["team"]
            return
        owners = possible_owners(user).values_list("pk", "name")
        self._offer("owner", owners)
        teams = Team.objects.visible_to(user).values_list("pk", "name")
        self._offer("team", teams)

    def _offer(self, name: str, choices: Iterable[tuple[object, object]]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", _("全部")), *((str(key), text) for key, text in choices)]
