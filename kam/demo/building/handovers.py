"""Accounts that changed hands: those of a leaver were confirmed, one of now is not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kam.accounts.models import Account
from kam.accounts.services import change_owner
from kam.core.clock import pretend
from kam.handover.models import Handover
from kam.handover.services import confirm

if TYPE_CHECKING:
    from kam.demo.building.stage import Stage

GIVER, TAKER, LEAD = "rep102", "rep101", "lead1"
SETTLING, LATELY = timedelta(days=4), timedelta(days=2)
THANKS = "都看过了。先去见和我们最熟的人，把答应的事做完。"


def build_handovers(stage: Stage) -> None:
    """Confirm what the successor took over, and hand one account over lately."""
    taken = Handover.objects.waiting().select_related("account", "receiver")
    with pretend(stage.moment(stage.vacancy[1] + SETTLING)):
        for row in taken.order_by("pk"):
            confirm(actor=row.receiver, handover=row, note=THANKS)
    own = Account.objects.filter(owner=stage.people[GIVER], shares=None)
    account = own.order_by("name", "pk").first()
    if account is not None:
        with pretend(stage.moment(stage.today - LATELY)):
            change_owner(
                actor=stage.people[LEAD], account=account, owner=stage.people[TAKER]
            )
