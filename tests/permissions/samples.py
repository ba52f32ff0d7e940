"""The samples of every room; whoever adds a door adds a line to the room's own file.

How a sample is written stands in `tests.permissions.sample`.
"""

from __future__ import annotations

from tests.permissions.sample import Sample
from tests.permissions.samples_accounts import ACCOUNTS
from tests.permissions.samples_adoption import ADOPTION
from tests.permissions.samples_blueprints import BLUEPRINTS
from tests.permissions.samples_change import CHANGE
from tests.permissions.samples_columns import COLUMNS
from tests.permissions.samples_desk import DESK
from tests.permissions.samples_documents import DOCUMENTS
from tests.permissions.samples_handover import HANDOVER
from tests.permissions.samples_judgements import JUDGEMENTS
from tests.permissions.samples_needs import NEEDS
from tests.permissions.samples_notices import NOTICES
from tests.permissions.samples_packs import PACKS
from tests.permissions.samples_people import PEOPLE
from tests.permissions.samples_performance import PERFORMANCE
from tests.permissions.samples_periods import PERIODS
from tests.permissions.samples_pipeline import PIPELINE
from tests.permissions.samples_plans import PLANS
from tests.permissions.samples_privacy import PRIVACY
from tests.permissions.samples_probing import PROBING
from tests.permissions.samples_questions import QUESTIONS
from tests.permissions.samples_relations import RELATIONS
from tests.permissions.samples_resources import RESOURCES
from tests.permissions.samples_supposing import SUPPOSING
from tests.permissions.samples_sync import SYNC
from tests.permissions.samples_targets import TARGETS
from tests.permissions.samples_thinking import THINKING
from tests.permissions.samples_transfer import TRANSFER
from tests.permissions.samples_visits import VISITS

WEB: list[Sample] = [
    Sample("web:gallery"),
    Sample("web:live"),
    Sample("web:ready", answers=frozenset({200, 503})),
]

SAMPLES: list[Sample] = [
    *PEOPLE,
    *DESK,
    *PACKS,
    *DOCUMENTS,
    *ACCOUNTS,
    *HANDOVER,
    *JUDGEMENTS,
    *PIPELINE,
    *PLANS,
    *BLUEPRINTS,
    *PROBING,
    *QUESTIONS,
    *RESOURCES,
    *PRIVACY,
    *ADOPTION,
    *NEEDS,
    *NOTICES,
    *RELATIONS,
    *CHANGE,
    *THINKING,
    *VISITS,
    *PERFORMANCE,
    *TARGETS,
    *SUPPOSING,
    *COLUMNS,
    *PERIODS,
    *SYNC,
    *TRANSFER,
    *WEB,
]
