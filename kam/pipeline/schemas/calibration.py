"""What the API of the calibration takes and gives; shares run from 0 to 1."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from kam.pipeline.pages.calibration.reading import Read
from kam.pipeline.terms import Age, Subject
from kam.web.interface import Id, KnownQuery

if TYPE_CHECKING:
    from kam.pipeline.rules.calibration import AgeLine
    from salesfrontier import IncidenceAt, Share


class CalibrationQuery(KnownQuery):
    """Which cases, and how they are grouped."""

    of: Subject = Subject.OPPORTUNITIES
    by: Literal["owner", "team", "product"] = "owner"
    owner: Id | None = None
    team: Id | None = None
    product: Id | None = None
    since: date | None = None


class ShareOut(Schema):
    """A share with its 95 % interval."""

    value: float
    low: float
    high: float


class DayOut(Schema):
    """How cases stood after a day, that day included."""

    day: float
    won: ShareOut | None
    lost: ShareOut | None
    open: float | None
    at_risk: int


class ClosedOnlyOut(Schema):
    """The share won of the closed ones alone, and what it does to the answer."""

    won: int
    lost: int
    share: ShareOut
    verdict: str


class CellOut(Schema):
    """A cell: what is believed, what happened, what is counted with."""

    size: str
    prior: float
    won: float
    cases: float
    closed: int
    real: ShareOut
    used: float
    verdict: Annotated[str, Field(description="few, agrees, lower or higher")]
    open: int
    open_value: float
    expected: float


class WorthOut(Schema):
    """What the open ones with a value are worth together, in `currency`."""

    currency: str
    n: int
    total: float
    expected: float
    low: float
    high: float
    unvalued: int


class GroupOut(Schema):
    """One group; its name is a code for whoever may not know people."""

    name: str
    won: int
    closed: int
    share: ShareOut
    standing: Annotated[str, Field(description="above, with or below the others")]


class GroupsOut(Schema):
    """Whether groups differ at all; where they do not, nobody is ranked."""

    by: str
    chi2: float | None
    df: int
    p: float | None
    verdict: Annotated[str, Field(description="alike, differ, thin or single")]
    groups: list[GroupOut]


class AgeLineOut(Schema):
    """From when on something is late; `place` is a stage or a level, empty for all."""

    place: str
    stale_after: float | None
    zombie_from: float | None


class LateOut(Schema):
    """Something open that takes too long: an opportunity, or an account of a stay."""

    id: int
    age: Age
    days: int | None
    in_place: bool


class DroppedOut(Schema):
    """Something that takes no part, and why."""

    id: int
    code: str


class CalibrationOut(Schema):
    """What 50, 70 and 90 % have really been worth."""

    of: Subject
    day: date
    rows_in: int
    n: int
    closed: int
    dropped: list[DroppedOut]
    unsized: int
    cif: list[DayOut]
    closed_only: ClosedOnlyOut | None
    cells: list[CellOut]
    worth: WorthOut | None
    groups: GroupsOut | None
    lines: list[AgeLineOut]
    late: list[LateOut]
    method: str | None
    library_version: str | None


def _share(share: Share | None) -> dict[str, float] | None:
    if share is None:
        return None
    return {"value": share.value, "low": share.low, "high": share.high}


def calibration_out(read: Read) -> dict[str, Any]:
    """Return what was read in its API shape."""
    happened = read.found.happened
    fit = happened.incidence
    return {
        "of": read.subject,
        "day": read.day,
        "rows_in": happened.rows_in,
        "n": happened.n,
        "closed": read.closed,
        "dropped": [{"id": d.row, "code": d.code} for d in happened.dropped],
        "unsized": read.found.unsized,
        "cif": [_day(one) for one in happened.at],
        "closed_only": _closed_only(read),
        "cells": _cells(read),
        "worth": _worth(read),
        "groups": _groups(read),
        "lines": _lines(read),
        "late": _late(read),
        "method": None if fit is None else fit.method,
        "library_version": None if fit is None else fit.library_version,
    }


def _day(one: IncidenceAt) -> dict[str, Any]:
    return {
        "day": one.day,
        "won": _share(one.won),
        "lost": _share(one.lost),
        "open": one.open,
        "at_risk": one.at_risk,
    }


def _closed_only(read: Read) -> dict[str, Any] | None:
    told = read.found.happened.closed_only
    if told is None:
        return None
    return {
        "won": told.won,
        "lost": told.lost,
        "share": _share(told.share),
        "verdict": told.verdict,
    }


def _cells(read: Read) -> list[dict[str, Any]]:
    return [
        {
            "size": row.place.size,
            "prior": row.prior,
            "won": row.won,
            "cases": row.cases,
            "closed": row.closed,
            "real": {"value": row.mean, "low": row.low, "high": row.high},
            "used": row.used,
            "verdict": str(row.verdict),
            "open": row.open,
            "open_value": row.open_value,
            "expected": row.expected,
        }
        for row in read.found.cells.cells
    ]


def _worth(read: Read) -> dict[str, Any] | None:
    told = read.found.cells.value
    if told is None:
        return None
    return {
        "currency": read.found.currency,
        "n": told.n,
        "total": told.total,
        "expected": told.value,
        "low": told.low,
        "high": told.high,
        "unvalued": read.found.cells.unvalued,
    }


def _groups(read: Read) -> dict[str, Any] | None:
    told = read.found.happened.groups
    if told is None:
        return None
    return {
        "by": read.by,
        "chi2": told.chi2,
        "df": told.df,
        "p": told.p,
        "verdict": str(told.verdict),
        "groups": [
            {
                "name": read.names.get(group.name, group.name),
                "won": group.successes,
                "closed": group.cases,
                "share": _share(group.share),
                "standing": str(group.standing),
            }
            for group in told.groups
        ],
    }


def _lines(read: Read) -> list[dict[str, Any]]:
    lines = read.found.lines
    return [_line("", lines.whole), *(_line(p, o) for p, o in lines.places.items())]


def _line(place: str, line: AgeLine) -> dict[str, Any]:
    return {
        "place": place,
        "stale_after": line.stale_after,
        "zombie_from": line.zombie_from,
    }


def _late(read: Read) -> list[dict[str, Any]]:
    return [
        {
            "id": one.case.key,
            "age": one.aged.age,
            "days": one.aged.days,
            "in_place": one.aged.in_place,
        }
        for one in read.late
    ]
