"""The forms of the map: a line, a tie, a role without a face, another layer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.accounts.terms import Layer
from kam.judgements.terms import Confidence
from kam.relations.services import LineDraft, RoleDraft, TieDraft
from kam.relations.terms import LineKind, Strength, TieLevel
from kam.web.widgets import DayInput

ROWS = {"rows": 3}
Choices = "Sequence[tuple[int, str]]"


def _evidence(help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=_("依据"),
        max_length=1000,
        help_text=help_text,
        widget=forms.Textarea(attrs=ROWS),
    )


def _confidence() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("把握"),
        choices=Confidence.choices,
        initial=Confidence.MIDDLE,
        widget=forms.RadioSelect,
    )


def _day() -> forms.DateField:
    return forms.DateField(label=_("哪天的依据"), widget=DayInput())


def _of_people(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=int)


def _levels(choices: type[TieLevel | Strength]) -> list[tuple[int, str]]:
    return [(one.value, f"{one.value} · {one.label}") for one in choices]


class LineForm(forms.Form):
    """A line between two people, how strong, and how we know."""

    from_stakeholder = _of_people(_("从谁"))
    kind = forms.ChoiceField(
        label=_("关系"), choices=LineKind.choices, widget=forms.RadioSelect
    )
    to_stakeholder = _of_people(_("到谁"))
    strength = forms.TypedChoiceField(
        label=_("强度"), coerce=int, initial=2, widget=forms.RadioSelect
    )
    evidence = _evidence(_("写下看到的事，或谁说的。比如：会后院长先问他的意见。"))
    confidence = _confidence()
    day = _day()

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:  # type: ignore[valid-type]
        super().__init__(*args, **kwargs)
        for name in ("from_stakeholder", "to_stakeholder"):
            self.fields[name].choices = [("", "—"), *people]  # type: ignore[attr-defined]
        self.fields["strength"].choices = _levels(Strength)  # type: ignore[attr-defined]

    @property
    def draft(self) -> LineDraft:
        """What the service is given."""
        told = self.cleaned_data
        return LineDraft(
            from_id=told["from_stakeholder"],
            to_id=told["to_stakeholder"],
            kind=told["kind"],
            strength=told["strength"],
            evidence=told["evidence"],
            confidence=told["confidence"],
            day=told["day"],
        )


class TieForm(forms.Form):
    """Who of us knows somebody, how well, and how well we want to."""

    colleague = _of_people(_("我方人员"))
    level = forms.TypedChoiceField(
        label=_("现在多熟"), coerce=int, widget=forms.RadioSelect
    )
    wanted = forms.TypedChoiceField(
        label=_("希望多熟"), coerce=int, widget=forms.RadioSelect
    )
    evidence = _evidence(_("写下一件事：他托您办过什么，或对您说过什么。"))
    confidence = _confidence()
    day = _day()

    def __init__(self, *args: Any, colleagues: Choices, **kwargs: Any) -> None:  # type: ignore[valid-type]
        super().__init__(*args, **kwargs)
        self.fields["colleague"].choices = colleagues  # type: ignore[attr-defined]
        for name in ("level", "wanted"):
            self.fields[name].choices = _levels(TieLevel)  # type: ignore[attr-defined]

    def draft_of(self, stakeholder_id: int) -> TieDraft:
        """Return what the service is given."""
        told = self.cleaned_data
        return TieDraft(
            stakeholder_id=stakeholder_id,
            colleague_id=told["colleague"],
            level=told["level"],
            wanted=told["wanted"],
            evidence=told["evidence"],
            confidence=told["confidence"],
            day=told["day"],
        )


class RoleForm(forms.Form):
    """A role that must exist, and who spoke of it."""

    title = forms.CharField(
        label=_("角色"), max_length=120, help_text=_("比如：医务处负责人")
    )
    layer = forms.ChoiceField(
        label=_("层级"), choices=Layer.choices, widget=forms.RadioSelect
    )
    evidence = _evidence(_("谁在什么时候提到的，为什么少不了他。"))
    confidence = _confidence()
    day = _day()

    @property
    def draft(self) -> RoleDraft:
        """What the service is given."""
        return RoleDraft(**self.cleaned_data)


class FindForm(forms.Form):
    """Who a role turned out to be."""

    found = forms.TypedChoiceField(
        label=_("已经认识的人"), coerce=int, required=False, empty_value=None
    )
    name = forms.CharField(
        label=_("或写新的姓名"),
        max_length=120,
        required=False,
        help_text=_("会按这个角色和层级建一份档案。"),
    )

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:  # type: ignore[valid-type]
        super().__init__(*args, **kwargs)
        self.fields["found"].choices = [("", "—"), *people]  # type: ignore[attr-defined]


class LayerForm(forms.Form):
    """Another layer for somebody, and what shows that they stand there."""

    layer = forms.ChoiceField(
        label=_("层级"), choices=Layer.choices, widget=forms.RadioSelect
    )
    evidence = _evidence(_("什么事说明他在这一层：签字、拍板、主持、只执行。"))
    confidence = _confidence()
    day = _day()
