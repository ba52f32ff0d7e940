"""What administrators fill in: users, teams, territories, assignments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.people.models import Team, Territory, User
from kam.people.queries import holders_for, teams_for, territories_for
from kam.people.rules import path_ids, time_zones
from kam.web.editing import EditForm
from kam.web.widgets import DayInput, SuggestInput

if TYPE_CHECKING:
    from collections.abc import Iterable

INDENT = chr(0x3000)
NONE_CHOSEN = ("", "—")


class IdField(forms.TypedChoiceField):
    """A choice of one row by id; the rows are read before the page is drawn."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, empty_value=None, **kwargs)


def indented(teams: Iterable[Team]) -> list[tuple[int, str]]:
    """Return the choices of a tree, each level a step to the right."""
    rows = [(team, len(path_ids(team.path))) for team in teams]
    top = min((depth for _team, depth in rows), default=0)
    return [(team.pk, INDENT * (depth - top) + team.name) for team, depth in rows]


class TeamedForm(EditForm):
    """A form over something that belongs to a team."""

    team = IdField(label=_("团队"))

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [NONE_CHOSEN, *indented(teams_for(actor))]  # type: ignore[attr-defined]


class UserForm(TeamedForm):
    """What an administrator changes about somebody."""

    class Meta:
        model = User
        fields = ("name", "role", "team", "email", "language", "time_zone")
        widgets = {"time_zone": SuggestInput(time_zones())}


class UserNewForm(TeamedForm):
    """A new person; a one-time link lets the person set a password."""

    class Meta:
        model = User
        fields = (
            "username",
            "name",
            "role",
            "team",
            "email",
            "language",
            "time_zone",
        )
        widgets = {"time_zone": SuggestInput(time_zones())}
        help_texts = {"username": _("登录时用；字母、数字或汉字，不能有空格")}


class TeamForm(EditForm):
    """A team's name and the team it belongs to."""

    parent = IdField(label=_("上级团队"), required=False)

    class Meta:
        model = Team
        fields = ("name", "parent")

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.instance.path
        teams = [t for t in teams_for(actor) if not own or not t.path.startswith(own)]
        self.fields["parent"].choices = [NONE_CHOSEN, *indented(teams)]  # type: ignore[attr-defined]


class TerritoryForm(TeamedForm):
    """A territory's code, name, team, and the territory it lies in."""

    parent = IdField(label=_("上级区域"), required=False)

    class Meta:
        model = Territory
        fields = ("code", "name", "team", "parent")

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        others = [t for t in territories_for(actor) if t.pk != self.instance.pk]
        above = [(t.pk, f"{t} · {t.team.name}") for t in others]
        self.fields["parent"].choices = [NONE_CHOSEN, *above]  # type: ignore[attr-defined]


class AssignForm(forms.Form):
    """Who works a territory, and from which day."""

    user = IdField(label=_("负责人"))
    starts_on = forms.DateField(label=_("从这一天起"), widget=DayInput())

    def __init__(
        self, *args: Any, actor: User, territory: Territory, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        holders = holders_for(actor, territory)
        rows = [
            (person.pk, f"{person.name} · {person.team.name}") for person in holders
        ]
        self.fields["user"].choices = [NONE_CHOSEN, *rows]  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """The last day of an assignment."""

    ends_on = forms.DateField(label=_("最后一天"), widget=DayInput())
