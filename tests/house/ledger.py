"""Compare what a rule finds with the exceptions that were granted to it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

GRANTED = Path(__file__).with_name("exceptions.toml")
RULES = frozenset(
    {
        "banned-name",
        "function-length",
        "glossary",
        "inline",
        "migration",
        "module-length",
        "private-path",
        "reading",
        "script-length",
        "template-length",
        "unfinished",
        "untranslated",
    }
)


@dataclass(frozen=True)
class Finding:
    """One place where a rule is broken."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True)
class Granted:
    """One exception and its reason."""

    rule: str
    where: str
    reason: str

    def covers(self, finding: Finding) -> bool:
        """Tell whether this exception speaks of the finding."""
        path, _, name = self.where.partition("::")
        place, _, found = finding.where.partition("::")
        return path == place and name in {"", found}


def granted() -> list[Granted]:
    """Read the exceptions."""
    entries = tomllib.loads(GRANTED.read_text(encoding="utf-8")).get("exception", [])
    return [Granted(**entry) for entry in entries]


def complaints(
    rule: str, findings: Iterable[Finding], exceptions: list[Granted]
) -> list[str]:
    """Return what is not excepted, and the exceptions that nothing needs."""
    found = list(findings)
    own = [exception for exception in exceptions if exception.rule == rule]
    said = [str(one) for one in found if not any(ex.covers(one) for ex in own)]
    return said + [
        f"exceptions.toml: {rule} at {ex.where} is no longer needed"
        for ex in own
        if not any(ex.covers(one) for one in found)
    ]


def judge(rule: str, findings: Iterable[Finding]) -> None:
    """Fail with every complaint of one rule."""
    assert rule in RULES, rule
    said = complaints(rule, findings, granted())
    assert not said, f"{rule}:\n" + "\n".join(said)
