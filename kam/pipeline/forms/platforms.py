"""Forms of a move between platforms, and of the screening."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kam.accounts.terms import SizeClass
from kam.pipeline.rules.platforms.grid import (
    AXES,
    ENDED,
    LEVELS,
    LIKELIHOOD,
    WRONG_LEVEL,
)
from kam.pipeline.services import PlacementDraft
from kam.pipeline.terms import Platform
from kam.web.speech import say
from kam.web.widgets import DayInput

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kam.pipeline.models import Placement, Reason
    from kam.pipeline.queries.platforms import Asked

FREE, FREE_IF_MET = _("可以不写"), _("条件都满足时可以不写")
YES, NO = "yes", "no"
READ = {YES: True, NO: False}
SAID = {True: YES, False: NO, None: ""}


def _pick(label: Any, choices: Iterable[tuple[Any, Any]], **more: Any) -> Any:
    return forms.ChoiceField(
        label=label, choices=list(choices), widget=forms.RadioSelect, **more
    )


class MoveForm(forms.Form):
    """What a platform asks: size and level to stand there, reason and day to leave."""

    since = forms.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput
    )

    def __init__(
        self,
        to: Platform,
        here: Placement | None,
        *args: Any,
        size: str = "",
        reasons: Iterable[Reason] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.to = to
        if to in ENDED:
            self._ask_leaving(reasons)
        else:
            self._ask_place(size)
        self.fields["note"] = forms.CharField(
            label=_("理由"),
            required=False,
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("可以不写")
            if to == Platform.LOST
            else _("条件都满足时可以不写"),
        )
        if here is not None:
            self.initial["since"] = here.pk

    def _ask_place(self, size: str) -> None:
        sizes = [(one.value, one.label) for one in SizeClass]
        self.fields["size_class"] = _pick(_("规模"), sizes, initial=size)
        axis = AXES.get(self.to)
        if axis is not None:
            label, sign = (
                (_("可能性"), "%") if axis == LIKELIHOOD else (_("热情度"), "°C")
            )
            levels = [(str(level), f"{level}{sign}") for level in LEVELS]
            self.fields[axis] = _pick(label, levels)
            said = {"invalid_choice": say(WRONG_LEVEL[axis]).replace("%", "%%")}
            self.fields[axis].error_messages |= said

    def _ask_leaving(self, reasons: Iterable[Reason]) -> None:
        if self.to == Platform.LOST:
            told = [(str(row.pk), row.label) for row in reasons if row.is_active]
            self.fields["lost_reason_id"] = _pick(_("流失原因"), told)
        self.fields["revisit_on"] = forms.DateField(
            label=_("再看的日子"), widget=DayInput()
        )

    @property
    def draft(self) -> PlacementDraft:
        """What was chosen."""
        told = self.cleaned_data
        numbers = {
            name: int(told[name])
            for name in ("likelihood", "warmth", "lost_reason_id")
            if told.get(name)
        }
        return PlacementDraft(
            platform=str(self.to),
            size_class=told.get("size_class", ""),
            note=told["note"],
            revisit_on=told.get("revisit_on"),
            since=told["since"],
            **numbers,
        )


class ScreeningForm(forms.Form):
    """The criteria in use: yes, no, or not answered."""

    def __init__(
        self,
        asked: Asked,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for criterion, was in asked:
            answer = SAID[was]
            must = _("必须") if criterion.is_must else ""
            self.fields[self._name(criterion.pk)] = _pick(
                criterion.label,
                [
                    (YES, pgettext_lazy("screening", "是")),
                    (NO, pgettext_lazy("screening", "否")),
                    ("", pgettext_lazy("screening", "没答")),
                ],
                required=False,
                initial=answer,
                help_text=must,
            )
        self.known = [criterion.pk for criterion, _was in asked]

    @staticmethod
    def _name(pk: int) -> str:
        return f"criterion_{pk}"

    @property
    def answers(self) -> dict[int, bool | None]:
        """What was answered to each criterion that was sent."""
        return {
            pk: READ.get(self.cleaned_data[self._name(pk)])
            for pk in self.known
            if self._name(pk) in self.data
        }
