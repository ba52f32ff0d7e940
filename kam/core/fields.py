"""Model fields that store text and numbers alike on both databases."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from kam.core.clock import EARLIEST_DAY, LATEST_DAY
from kam.core.errors import Invalid
from kam.core.text import clean_text, mark


def _cleaned(value: str) -> str:
    try:
        return clean_text(value)
    except Invalid as error:
        raise ValidationError(error.what, code="characters") from error


class Line(models.CharField):
    """One line of text: trimmed, NFC, without NUL or broken characters."""

    def to_python(self, value: Any) -> Any:
        """Clean what was typed."""
        value = super().to_python(value)
        return _cleaned(" ".join(value.split())) if isinstance(value, str) else value


class Prose(models.TextField):
    """Some lines of text with a stated largest length."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 5000)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Clean what was typed, with one kind of line end."""
        value = super().to_python(value)
        if not isinstance(value, str):
            return value
        value = _cleaned(value.replace("\r\n", "\n").replace("\r", "\n").strip())
        if self.max_length and len(value) > self.max_length:
            raise ValidationError(
                mark("文字太长：最多 %(limit)s 字，现在 %(count)s 字"),
                code="max_length",
                params={"limit": self.max_length, "count": len(value)},
            )
        return value


class Measure(models.FloatField):
    """A number as a computer holds it; one too large to hold is refused in words."""

    def to_python(self, value: Any) -> Any:
        """Read what was typed."""
        try:
            return super().to_python(value)
        except OverflowError as error:
            raise ValidationError(mark("这个数太大了"), code="too_large") from error


class Day(models.DateField):
    """A calendar day between 2000 and 2100; never shifted by a time zone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault(
            "validators",
            [MinValueValidator(EARLIEST_DAY), MaxValueValidator(LATEST_DAY)],
        )
        super().__init__(*args, **kwargs)


def within_days(field: str, name: str) -> models.CheckConstraint:
    """Keep a day between 2000 and 2100 in the database as well."""
    inside = models.Q(
        (f"{field}__gte", date(2000, 1, 1)), (f"{field}__lte", date(2100, 12, 31))
    )
    return models.CheckConstraint(
        condition=inside | models.Q((f"{field}__isnull", True)), name=name
    )


def within(field: str, low: float, high: float, name: str) -> models.CheckConstraint:
    """Keep a number inside its bounds in the database as well."""
    inside = models.Q((f"{field}__gte", low), (f"{field}__lte", high))
    return models.CheckConstraint(
        condition=inside | models.Q((f"{field}__isnull", True)), name=name
    )
