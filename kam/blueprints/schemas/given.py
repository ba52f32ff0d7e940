"""What the API of account plans gives."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ninja import Schema

from kam.blueprints.policies import ending_of
from kam.blueprints.terms import BlueprintState, Level, Measure, Section, VersionKind
from kam.people.scopes import hidden_fields

if TYPE_CHECKING:
    from kam.blueprints.models import Handout

NOUN = "blueprint"


class BlueprintOut(Schema):
    """A plan; text that the reader may not read is null."""

    id: int
    revision: int
    client_id: UUID
    account_id: int
    year: int
    outline: int
    state: BlueprintState
    number: int
    text_facts: str | None
    text_platform: str | None
    text_hierarchy: str | None
    text_relations: str | None
    text_people: str | None
    text_change: str | None
    text_goals: str | None
    text_steps: str | None
    text_probing: str | None
    text_risks: str | None
    text_joint: str | None
    text_reviews: str | None
    told_facts: str | None
    told_goals: str | None
    told_steps: str | None
    told_joint: str | None
    told_reviews: str | None
    next_review: date | None
    submitted_by_id: int | None
    submitted_at: datetime | None
    decided_by_id: int | None
    decided_at: datetime | None
    decision: str | None
    author_id: int | None


class ObjectiveOut(Schema):
    """A goal as it was set; its value today stands in the sections."""

    id: int
    revision: int
    client_id: UUID
    blueprint_id: int
    name: str | None
    measure: Measure
    threshold: int | None
    baseline: int | None
    target: int
    began: date
    due: date
    is_joint: bool
    told: str | None
    retracted_at: datetime | None


class ReadingOut(Schema):
    """What a goal's rule reads today; no value says why."""

    id: int
    value: int | None
    day: date
    n: int
    why: str
    state: str
    percent: int | None


class ComparedOut(Schema):
    """One live value: how it is told, what it is, its currency or vocabulary."""

    key: str
    kind: str
    raw: str | int | float | None
    unit: str


class SectionOut(Schema):
    """What the records say in a section, and what is missing."""

    section: Section
    facts: list[ComparedOut]
    level: Level
    met: int
    total: int
    missing: list[str]


class WholeOut(Schema):
    """The plan with everything live."""

    level: Level
    percent: int
    sections: list[SectionOut]
    objectives: list[ReadingOut]


class RemarkOut(Schema):
    """What was said to a section."""

    id: int
    revision: int
    blueprint_id: int
    section: Section
    text: str | None
    author_id: int | None
    settled_at: datetime | None
    settled_by_id: int | None


class VersionOut(Schema):
    """A frozen version."""

    id: int
    blueprint_id: int
    number: int
    kind: VersionKind
    author_id: int | None
    frozen_at: datetime


class FrozenOut(VersionOut):
    """A frozen version with what it holds."""

    content: dict[str, Any] | None


class DifferenceOut(Schema):
    """One thing that differs between two versions."""

    section: str
    what: str
    key: str
    kind: str
    before: str | int | float | None
    after: str | int | float | None


class ReviewOut(Schema):
    """A review meeting."""

    id: int
    revision: int
    blueprint_id: int
    day: date
    since: date
    minutes: str | None
    next_on: date | None
    number: int | None
    closed_at: datetime | None
    author_id: int | None


class FindingOut(Schema):
    """What came of a question."""

    id: int
    revision: int
    review_id: int
    question: str
    text: str | None
    action_id: int | None
    step_id: int | None
    author_id: int | None
    retracted_at: datetime | None


class HandoutOut(Schema):
    """What was shared; the address is told once, when it is made.

    `ending` says why the link shows nothing any more: revoked, expired, archived (the
    account) or unshared (who made it may not share any more); null while it does.
    """

    id: int
    revision: int
    blueprint_id: int
    sections: str
    language: str
    expires_on: date
    revoked_at: datetime | None
    seen_at: datetime | None
    author_id: int | None
    ending: str | None


class MadeOut(HandoutOut):
    """What was shared, with its address."""

    url: str


class OutlineOut(Schema):
    """One version of the template."""

    number: int
    name: str
    in_force: bool
    change_note: str
    text: str


def told(user: Any, row: Any, shape: type[Schema]) -> dict[str, Any]:
    """Return a row as the reader may read it."""
    hidden = hidden_fields(user, NOUN)
    return {n: None if n in hidden else getattr(row, n) for n in shape.model_fields}


def handout_out(row: Handout) -> dict[str, Any]:
    """Return a link with why it shows nothing any more."""
    names = set(HandoutOut.model_fields) - {"ending"}
    return {**{name: getattr(row, name) for name in names}, "ending": ending_of(row)}
