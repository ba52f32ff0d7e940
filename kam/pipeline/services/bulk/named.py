"""What the rows of a file name: stages, ends and reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.conf import settings
from django.utils import translation

from kam.core.cells import text_of
from kam.core.choices import spellings
from kam.core.errors import Invalid
from kam.core.text import mark, name_key
from kam.pipeline.queries.words import reasons, stages
from kam.pipeline.terms import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kam.pipeline.models import Criterion, Reason, Stage

ENDS = {"closed-won": Outcome.WON, "closed-lost": Outcome.LOST}
STAGE, REASON = "stage", "reason"


class Words:
    """Stages, ends and reasons by every spelling, read once for a file."""

    def __init__(self) -> None:
        self.stages = [row for row in stages() if row.is_active]
        self.stage_keys = known_words(stages())
        self.reason_keys = known_words(reasons())
        self.ends = dict(ENDS)
        for text, value in spellings(Outcome).items():
            if value != Outcome.OPEN:
                self.ends[text] = Outcome(value)

    def stage(self, cell: object) -> Stage | Outcome | None:
        """Return the stage or the end a cell names; empty names none."""
        text = text_of(cell)
        key = " ".join(text.casefold().split())
        if not key:
            return None
        found = self.stage_keys.get(name_key(text)) or self.ends.get(key)
        if found is None:
            known = [row.label for row in self.stages]
            known += [str(Outcome.WON.label), str(Outcome.LOST.label)]
            raise _unknown(STAGE, text, known)
        return found

    def reason(self, cell: object) -> int | None:
        """Return the reason a cell names; empty names none."""
        text = text_of(cell)
        if not text:
            return None
        found = self.reason_keys.get(name_key(text))
        if found is None:
            known = [row.label for row in self.reason_keys.values()]
            raise _unknown(REASON, text, dict.fromkeys(known))
        return found.pk

    @property
    def first(self) -> Stage:
        """The stage an opportunity begins in."""
        return self.stages[0]

    @property
    def engaging(self) -> Stage:
        """The stage that stands for one that ended elsewhere than with us."""
        return next((row for row in self.stages if row.engages), self.stages[-1])

    @property
    def unstated(self) -> int:
        """The reason of a loss that a file does not give."""
        plain = self.reason_keys.get("unstated") or list(self.reason_keys.values())[-1]
        return plain.pk


W = TypeVar("W", "Stage", "Reason", "Criterion")


def known_words(rows: Sequence[W]) -> dict[str, W]:
    """Return the lines of a list by every spelling, made alike by `name_key`."""
    found: dict[str, W] = {}
    for row in rows:
        for text in (row.code, row.name):
            if text:
                found.setdefault(name_key(text), row)
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                found.setdefault(name_key(row.label), row)
    return found


def _unknown(field: str, text: str, known: Iterable[str]) -> Invalid:
    said = mark("不认识“%(given)s”，可写：%(known)s")
    return Invalid(fields={field: [said]}, given=text[:40], known=" / ".join(known))
