"""Our own people: teams, users, territories and who holds them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kam.demo.book import chapter


@dataclass(frozen=True)
class Unit:
    """A team below another one; the company itself has nothing above."""

    name: str
    above: str = ""


@dataclass(frozen=True)
class Worker:
    """Somebody of ours."""

    username: str
    name: str
    role: str
    team: str


@dataclass(frozen=True)
class Patch:
    """A territory with its city and its representative."""

    code: int
    city: str
    team: str
    region: str
    rep: str
    skill: float


@dataclass(frozen=True)
class Staff:
    """Everybody of ours, from the top to the territories."""

    units: tuple[Unit, ...]
    workers: tuple[Worker, ...]
    patches: tuple[Patch, ...]
    former: Worker
    vacant: int

    def patch(self, code: int) -> Patch:
        """Return the territory with a code."""
        return next(p for p in self.patches if p.code == code)


def company_name() -> str:
    """Return the name of the company, which is also its top team."""
    return str(chapter("company")["name"])


@cache
def staff() -> Staff:
    """Return everybody of ours."""
    book = chapter("company")
    top = company_name()
    units, workers = [Unit(top)], [Worker(team=top, **one) for one in book["head"]]
    homes: dict[int, tuple[str, str]] = {}
    for region in book["region"]:
        units.append(Unit(region["name"], top))
        workers.append(_lead(region["lead"], region["name"]))
        for district in region["district"]:
            units.append(Unit(district["name"], region["name"]))
            workers.append(_lead(district["lead"], district["name"]))
            homes |= dict.fromkeys(
                district["codes"], (district["name"], region["name"])
            )
    patches = tuple(
        Patch(
            code=one["code"],
            city=one["city"],
            team=homes[one["code"]][0],
            region=homes[one["code"]][1],
            rep=f"rep{one['code']}",
            skill=one["skill"],
        )
        for one in book["territory"]
    )
    workers += [
        Worker(patch.rep, one["rep"], "representative", patch.team)
        for patch, one in zip(patches, book["territory"], strict=True)
    ]
    return Staff(tuple(units), tuple(workers), patches, *_former(homes))


def _lead(told: list[str], team: str) -> Worker:
    username, name = told
    return Worker(username, name, "manager", team)


def _former(homes: dict[int, tuple[str, str]]) -> tuple[Worker, int]:
    gone = chapter("company")["former"]
    team = homes[gone["code"]][0]
    worker = Worker(gone["username"], gone["name"], "representative", team)
    return worker, gone["code"]
