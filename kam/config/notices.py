"""What can be due or ask for somebody; the only place where rooms meet the notices.

A further kind is one more line: the room writes a function of its `pages/notices.py`,
this list names it with the noun whose right opens it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from kam.blueprints.pages import notices as blueprints
from kam.handover.pages import notices as handover
from kam.notices.sources import Source
from kam.pipeline.pages import notices as pipeline
from kam.plans.pages import notices as plans
from kam.resources.pages import notices as resources
from kam.sync.pages import notices as sync
from kam.visits.pages import notices as visits

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, WROTE, SEES = "change", "create", "see"
SOURCES: Sequence[Source] = (
    Source("dues", _("行动和承诺"), "action", DONE, visits.dues, "check"),
    Source("notes", _("没写记录的拜访"), "visit", WROTE, visits.notes, "edit"),
    Source("steps", _("到期的计划步骤"), "plan", DONE, plans.steps, "flag"),
    Source(
        "revisits", _("到了再看的日子"), "placement", DONE, pipeline.revisits, "clock"
    ),
    Source("handovers", _("要确认的交接"), "handover", DONE, handover.waiting, "share"),
    Source("requests", _("资源申请"), "booking", WROTE, resources.requests, "box"),
    Source("blueprints", _("客户计划书"), "blueprint", DONE, blueprints.asked, "doc"),
    Source("team", _("团队里的逾期"), "action", DONE, visits.team, "users", leads=True),
    Source("envelopes", _("离线内容"), "envelope", SEES, sync.own, "refresh"),
    Source("quarantine", _("离线隔离"), "quarantine", SEES, sync.quarantined, "lock"),
)
