"""What has to be confirmed where a resource reaches a person of a customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kam.audit import changes
from kam.core import clock
from kam.core.errors import Invalid
from kam.people.policies import require
from kam.resources.models import ComplianceRule
from kam.resources.policies import may_set_rules
from kam.resources.queries.compliance import rule_of
from kam.resources.rules.words import TICK

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.resources.models import Booking

VERB = "compliancerule.write"


def edit_rule(
    *, actor: User | None, kind: str, text: str, always: bool
) -> ComplianceRule:
    """Write what has to be confirmed for a kind of resource."""
    require(may_set_rules(actor))
    wanted = {"text": text, "always": always}
    with transaction.atomic():
        row = ComplianceRule.objects.select_for_update().filter(kind=kind).first()
        if row is None:
            fresh = ComplianceRule(kind=kind, **wanted)
            return changes.create(actor=actor, row=fresh, verb=VERB)
        return changes.change(actor=actor, row=row, wanted=wanted, verb=VERB)


def require_assured(actor: User | None, row: Booking, *, assured: bool) -> None:
    """Note who confirmed what, or refuse a request that nobody confirmed."""
    rule = rule_of(row.resource.kind)
    if row.stakeholder_id is None and not rule.always:
        return
    if not assured:
        raise Invalid(fields={"assured": [TICK]})
    row.assured_by = actor
    row.assured_at = clock.now()
    row.assured_text = rule.text
