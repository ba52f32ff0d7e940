"""The forms that work without signal, and that of a saved outbox."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.judgements.forms import EvidenceForm, JudgementForm
from kam.judgements.rules import scales
from kam.people.models import User
from kam.thinking.forms import SightingForm
from kam.visits.forms.commitments import ActionForm, PromiseForm
from kam.visits.forms.plan import CancelForm, PlanForm
from kam.visits.forms.record import AmendForm, RecordForm, StartForm

if TYPE_CHECKING:
    from collections.abc import Sequence


class ChangeForm(ActionForm):
    """An action that is there already."""

    resource = forms.CharField(label=_("需要的资源"), max_length=200, required=False)


PERSONAL = (scales.INFLUENCE, scales.BUSINESS, scales.PERSONAL)


@dataclass(frozen=True)
class ShellForms:
    """One unbound form for each view that writes."""

    plan: PlanForm
    record: RecordForm
    start: StartForm
    amend: AmendForm
    cancel: CancelForm
    action: ActionForm
    change: ChangeForm
    promise: PromiseForm
    sighting: SightingForm
    evidence: EvidenceForm
    judgements: Sequence[JudgementForm]


def shell_forms() -> ShellForms:
    """Build them for the language in force; no statement."""
    return ShellForms(
        plan=PlanForm(),
        record=RecordForm(),
        start=StartForm(),
        amend=AmendForm(),
        cancel=CancelForm(),
        action=ActionForm(owners=User.objects.none()),
        change=ChangeForm(owners=User.objects.none()),
        promise=PromiseForm(),
        sighting=SightingForm(),
        evidence=EvidenceForm(),
        judgements=[JudgementForm(aspect=aspect) for aspect in PERSONAL],
    )


class Author(forms.ModelChoiceField):
    """Whose items they are; people who may not sign in any more included."""

    def label_from_instance(self, obj: User) -> str:
        """Return the name, with the sign-in name to tell two apart."""
        return f"{obj.name} ({obj.username})"


class BringForm(forms.Form):
    """A file that a device saved, and who wrote what is in it."""

    author = Author(label=_("谁写的"), queryset=User.objects.none(), empty_label="")
    file = forms.FileField(label=_("设备上存下的文件"))

    def __init__(self, user: User, *told: Any, **further: Any) -> None:
        super().__init__(*told, **further)
        people = User.objects.visible_to(user).order_by("name", "pk")
        self.fields["author"].queryset = people  # type: ignore[attr-defined]
