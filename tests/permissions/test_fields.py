"""B14, I6: which role reads which text about a customer's people, and where.

The fields come from the models: a new text without a row fails. `CODES` are no texts:
our own words for a choice, that name nobody. `SHOWN` says where the owner reads a text;
who may not read it is never told it, whatever the surface.
"""

from __future__ import annotations

from collections import defaultdict

import pytest
from django.apps import apps
from django.db.models import CharField, JSONField, TextField

from kam.desk.queries.records import KINDS
from kam.people.grants import ANALYST, GRANTS
from tests.company import word
from tests.permissions.knock import knock
from tests.permissions.oracle import sees
from tests.permissions.test_interference import READS
from tests.permissions.test_matrix import surface_of_sample
from tests.permissions.world import FIELDS, thing_of

pytestmark = pytest.mark.django_db

NOUNS = ("account", "stakeholder", "import", "history", "judgement", "line")
NOUNS += ("observation", "need", "question", "probe", "opportunity", "purchase")
NOUNS += ("placement",)
NOUNS += ("plan", "booking", "blueprint")
ROOMS = ("judgements", "relations", "thinking", "needs", "questions", "probing")
ROOMS += ("pipeline", "plans", "resources", "blueprints")
CODES = {
    "needs.Problem.name_key",  # only compared, in no entry of the history
    "needs.Problem.template",
    "thinking.Observation.clue",
    "questions.Question.key",
    "pipeline.Opportunity.currency",
    "pipeline.Purchase.currency",
    "plans.Plan.currency",
    "resources.Resource.name",  # the catalogue names no customer
    "resources.Resource.name_key",
    "resources.Resource.unit",
    "resources.Resource.currency",
    "resources.Resource.notes",
    "resources.ComplianceRule.text",  # the company's own words, so is what was agreed
    "resources.Booking.assured_text",
    "resources.Booking.currency",
    "blueprints.BlueprintVersion.content",  # whole copies, told to who reads texts
    "blueprints.Handout.content",
    "blueprints.Handout.digest",
    "blueprints.Handout.sections",
    "blueprints.Handout.language",
    "blueprints.Finding.question",
    "blueprints.Outline.name",  # the company's own template names no customer
    "blueprints.Outline.text",
    "blueprints.Outline.change_note",
    "pipeline.Stage.code",  # the company's own lists name no customer
    "pipeline.Stage.name",
    "pipeline.Reason.code",
    "pipeline.Reason.name",
    "pipeline.Criterion.code",
    "pipeline.Criterion.name",
    "pipeline.Placement.unmet",  # our own words for conditions
}
# The parts whose rights differ; the matrix knocks as everybody.
PARTS = ("rep", "lead", "chief", "analyst", "trainer", "admin", "stranger", "gone")
# What only its author reads: no noun of an account, and no history.
ONESELF = {"questions.PuzzleCheck", "thinking.SelfView"}
PAGE, HISTORY, API, EXPORT = "page", "history", "API", "export"
ALL = {PAGE, HISTORY, API, EXPORT}
# Where the owner of an account reads each text.
SHOWN = {
    ("judgement", "evidence"): ALL,
    ("line", "evidence"): ALL,
    ("line", "title"): {PAGE, HISTORY, API},
    ("observation", "note"): ALL,
    ("observation", "occasion"): {HISTORY, API, EXPORT},
    ("observation", "reason"): {HISTORY},
    ("question", "text"): ALL,
    ("question", "why"): ALL,
    ("question", "answer"): ALL,
    ("opportunity", "name"): ALL,
    ("opportunity", "reference"): ALL,
    ("placement", "note"): ALL,
    ("booking", "purpose"): {PAGE, HISTORY, API},
    ("booking", "why"): ALL,
    ("booking", "reason"): {PAGE, HISTORY, API},
    **{("blueprint", name): {PAGE, HISTORY, API} for name in FIELDS["blueprint"]},
    **{("plan", name): ALL for name in FIELDS["plan"]},
    ("plan", "ending"): {PAGE, HISTORY, API},
    ("plan", "reason"): {PAGE, HISTORY},
    ("probe", "text"): ALL,
    ("probe", "aim"): ALL,
    ("probe", "answer"): ALL,
    ("probe", "word"): ALL,
    ("need", "name"): ALL,
    ("need", "note"): ALL,
    ("need", "text"): {PAGE, HISTORY, API},
    ("need", "evidence"): {PAGE, HISTORY, API},
    **{
        ("need", name): {PAGE, HISTORY, API}
        for name in FIELDS["need"]
        if name not in ("name", "note", "text", "evidence")
    },
}


def texts():
    """Yield every stored text of the rooms, as model, field and noun of its grants."""
    kept = {told.model: told for told in KINDS.values()}
    for model in apps.get_models():
        label = model._meta.label
        if model._meta.app_label not in ROOMS or label in ONESELF:
            continue
        for field in model._meta.concrete_fields:
            is_text = isinstance(field, CharField | TextField | JSONField)
            if is_text and not field.choices and f"{label}.{field.name}" not in CODES:
                called = dict(kept[model].renamed).get(field.name, field.name)
                yield f"{label}.{field.name}", kept[model].noun, called


def test_every_text_has_a_row_and_is_hidden_from_the_analyst():
    rows = list(texts())
    assert {(noun, name) for _label, noun, name in rows} == SHOWN.keys()
    open_to_all = [
        label for label, noun, name in rows if name not in GRANTS[ANALYST, noun].hidden
    ]
    assert open_to_all == []
    unwatched = [label for label, noun, name in rows if name not in FIELDS[noun]]
    assert unwatched == []


def test_every_code_is_a_field_that_is_there():
    for code in CODES:
        label, name = code.rsplit(".", 1)
        assert apps.get_model(label)._meta.get_field(name), code


def surface_of(sample):
    """Say what kind of surface a door is."""
    if " " in sample.door:
        return API
    named = {"desk:history": HISTORY, "transfer:export": EXPORT}
    return named.get(sample.door, PAGE)


@pytest.fixture(scope="module")
def read(world):
    """Return which words each part reads on each kind of surface of the holding."""
    wanted = {word("own", noun, name): (noun, name) for noun, name in SHOWN}
    found = {part: defaultdict(set) for part in PARTS}
    for sample in READS:
        if surface_of_sample(sample).noun not in NOUNS:
            continue
        row = world.row(sample.about, "own") if sample.about else None
        for part in PARTS:
            text = knock(world, part, sample, row).text
            found[part][surface_of(sample)] |= {
                told for said, told in wanted.items() if said in text
            }
    return found


@pytest.mark.parametrize("part", PARTS)
def test_everybody_reads_exactly_their_fields_on_every_surface(read, part):
    """Pages, API, history and exports tell whoever sees the account all, or nothing."""
    thing = thing_of("own")
    for surface in ALL:
        may = {
            field
            for field, places in SHOWN.items()
            if surface in places and sees(part, *field, thing)
        }
        assert read[part][surface] == may, surface


def test_control_the_table_tells_the_owner_from_the_analyst():
    thing = thing_of("own")
    told = {part: {f for f in SHOWN if sees(part, *f, thing)} for part in PARTS}
    assert told["rep"] == told["lead"] == SHOWN.keys()
    assert told["analyst"] == told["admin"] == told["stranger"] == set()
