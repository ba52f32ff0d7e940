"""What the API of account plans takes."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from kam.blueprints.models.blueprint import (
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST,
    LONGEST_TOLD,
)
from kam.blueprints.rules.measures import LOWEST_STAGE, TOP_STAGE
from kam.blueprints.services import FindingDraft, HandoutDraft, ObjectiveDraft
from kam.blueprints.terms import BlueprintState, Measure, Section
from kam.core.money import LARGEST_MINOR
from kam.web.interface import Closed, Id, KnownQuery, PageQuery

Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]
Stage = Annotated[int, Field(ge=LOWEST_STAGE, le=TOP_STAGE)]
Target = Annotated[int, Field(ge=1, le=LARGEST_MINOR)]
Name = Annotated[str, Field(max_length=200)]
Words = Annotated[str, Field(max_length=1000)]
Text = Annotated[str, Field(max_length=LONGEST)]
Told = Annotated[str, Field(max_length=LONGEST_TOLD)]
NOUN = "blueprint"


class BlueprintQuery(PageQuery):
    """Which plans to list."""

    account: Id | None = None
    year: Year | None = None
    state: BlueprintState | None = None


class BlueprintIn(Closed):
    """The plan of an account for a year; `fill` takes the template's goals along."""

    account_id: Id
    year: Year
    fill: bool = True
    client_id: UUID | None = None


class BlueprintPatch(Closed):
    """What is to be written: the team's text of a section, words for the customer."""

    text_facts: Text | None = None
    text_platform: Text | None = None
    text_hierarchy: Text | None = None
    text_relations: Text | None = None
    text_people: Text | None = None
    text_change: Text | None = None
    text_goals: Text | None = None
    text_steps: Text | None = None
    text_probing: Text | None = None
    text_risks: Text | None = None
    text_joint: Text | None = None
    text_reviews: Text | None = None
    told_facts: Told | None = None
    told_goals: Told | None = None
    told_steps: Told | None = None
    told_joint: Told | None = None
    told_reviews: Told | None = None
    next_review: date | None = None

    @property
    def wanted(self) -> dict[str, Any]:
        """What is said; only the day may be null."""
        told = self.model_dump(exclude_unset=True)
        return {n: v for n, v in told.items() if v is not None or n == "next_review"}


class DecideIn(Closed):
    """The decision, the version it is about, and what is said with it."""

    number: Number
    words: Words = ""


class ObjectiveIn(Closed):
    """A new goal; where it starts is read from the records."""

    name: Name
    measure: Measure
    target: Target
    due: date
    threshold: Stage | None = None
    is_joint: bool = False
    told: Name = ""
    client_id: UUID | None = None

    @property
    def draft(self) -> ObjectiveDraft:
        """What the service is given."""
        return ObjectiveDraft(**self.model_dump(exclude={"client_id"}))


class ObjectivePatch(Closed):
    """What is to be changed of a goal."""

    name: Name | None = None
    measure: Measure | None = None
    target: Target | None = None
    due: date | None = None
    threshold: Stage | None = None
    is_joint: bool | None = None
    told: Name | None = None

    @property
    def wanted(self) -> dict[str, Any]:
        """What is said; only the stage may be null."""
        told = self.model_dump(exclude_unset=True)
        return {n: v for n, v in told.items() if v is not None or n == "threshold"}


class RemarkIn(Closed):
    """What is said to a section."""

    section: Section
    text: Words


class FindingIn(Closed):
    """What came of a question; a task needs an owner and a day."""

    question: Annotated[str, Field(max_length=20)]
    text: Words = ""
    task: Annotated[str, Field(max_length=200)] = ""
    owner_id: Id | None = None
    due: date | None = None
    plan_id: Id | None = None
    sign: Annotated[str, Field(max_length=500)] = ""
    resource: Annotated[str, Field(max_length=200)] = ""

    @property
    def draft(self) -> FindingDraft:
        """What the service is given."""
        return FindingDraft(**self.model_dump())


class ReviewCloseIn(Closed):
    """Minutes, and when the next review is."""

    minutes: Annotated[str, Field(max_length=5000)] = ""
    next_on: date


class HandoutIn(Closed):
    """Which sections to share, until when, in which language."""

    sections: Annotated[list[Section], Field(min_length=1, max_length=12)]
    expires_on: date | None = None
    language: Literal["zh-hans", "en"] = "zh-hans"

    @property
    def draft(self) -> HandoutDraft:
        """What the service is given."""
        return HandoutDraft(
            [str(one) for one in self.sections], self.expires_on, self.language
        )


class OutlineIn(Closed):
    """A new version of the template."""

    text: Annotated[str, Field(max_length=40_000)]
    change_note: Name = ""
    in_force: bool = True
    newest: Number | None = None


class CompareQuery(KnownQuery):
    """Which two versions to compare."""

    a: Number
    b: Number
