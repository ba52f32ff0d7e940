"""The forms that work without signal: those of the pages, without a record."""

from __future__ import annotations

from dataclasses import dataclass

from kam.people.models import User
from kam.thinking.forms import SightingForm
from kam.visits.forms.commitments import ActionForm, PromiseForm
from kam.visits.forms.plan import CancelForm, PlanForm
from kam.visits.forms.record import AmendForm, RecordForm, StartForm


@dataclass(frozen=True)
class ShellForms:
    """One unbound form for each view that writes."""

    plan: PlanForm
    record: RecordForm
    start: StartForm
    amend: AmendForm
    cancel: CancelForm
    action: ActionForm
    promise: PromiseForm
    sighting: SightingForm


def shell_forms() -> ShellForms:
    """Build them for the language in force; no statement."""
    return ShellForms(
        plan=PlanForm(),
        record=RecordForm(),
        start=StartForm(),
        amend=AmendForm(),
        cancel=CancelForm(),
        action=ActionForm(owners=User.objects.none()),
        promise=PromiseForm(),
        sighting=SightingForm(),
    )
