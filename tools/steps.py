"""Run the steps of a check or a test run, all of them, and report at the end.

``python -m tools.steps check`` names a plan; ``python -m tools.steps sqlite PATH``
names one step, and what follows goes to its command.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HERE = sys.executable
WORKERS = "2"
NO_TEST_RAN = 5
OWN = ("kam", "salesfrontier", "tools")
EVERYDAY = "not more and not soak and not pictures"
RULER = "─" * 72


@dataclass(frozen=True)
class Step:
    """One command with a name a person can read."""

    title: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)

    def run(self, *, quiet: bool, more: tuple[str, ...] = ()) -> Outcome:
        """Run the command; a quiet one keeps its output for the report."""
        began = time.monotonic()
        environment = {**os.environ, "PYTHONUNBUFFERED": "1", **self.environment}
        done = subprocess.run(
            [*self.command, *more],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if quiet else None,
            stderr=subprocess.STDOUT if quiet else None,
            text=True,
            check=False,
        )
        seconds = time.monotonic() - began
        return Outcome(self.title, done.returncode, seconds, done.stdout or "")


@dataclass(frozen=True)
class Outcome:
    """What one step came to."""

    title: str
    status: int
    seconds: float
    said: str

    @property
    def line(self) -> str:
        """One line of the report."""
        words = {0: "ok", NO_TEST_RAN: "FAILED, no test ran"}
        word = words.get(self.status, f"FAILED ({self.status})")
        return f"  {self.title:<44} {self.seconds:6.1f} s  {word}"


def tool(name: str, *arguments: str) -> tuple[str, ...]:
    """Name a program of the environment."""
    return (str(Path(HERE).with_name(name)), *arguments)


def pytest(title: str, marks: str, *arguments: str, database: str = "sqlite") -> Step:
    """Describe one pytest run."""
    plugin = ("-p", "tests.plugins.postgres") if database == "postgresql" else ()
    # One worker keeps a file, so that a world of its tests is built once.
    spread = ("-n", WORKERS, "--dist", "loadfile", "--no-loadscope-reorder")
    command = (HERE, "-m", "pytest", *plugin, *spread, "-m", marks, *arguments)
    return Step(title, command, {"KAM_TEST_DATABASE": database})


PURE = f"not browser and {EVERYDAY}"
# What opens no database answers alike on both and runs once; what asks little of it
# asks PostgreSQL later.
OPENING = f"not alike and not apart and {PURE}"
LATER = "(more or apart) and not alike and not browser and not soak and not pictures"
STEPS = {
    "ruff": Step("ruff: rules", tool("ruff", "check", ".")),
    "layout": Step("ruff: layout", tool("ruff", "format", "--check", ".")),
    "types": Step("mypy: types", tool("mypy"), {"KAM_ENV": "test"}),
    "imports": Step("import-linter: floors and rooms", tool("lint-imports")),
    "templates": Step("djlint: templates", tool("djlint", "--lint", "--quiet", "kam")),
    "security": Step(
        "bandit: security",
        tool("bandit", "-q", "-ll", "-c", "pyproject.toml", "-r", *OWN),
    ),
    "locks": Step("locks: hashes, no addresses", (HERE, "tools/locks.py")),
    "messages": Step(
        "messages: translations", (HERE, "-m", "tools.messages", "--check")
    ),
    "chromium": Step("Chromium", (HERE, "-m", "tools.chromium")),
    "office": Step("LibreOffice", (HERE, "-m", "tools.office")),
    "sqlite": pytest("tests on SQLite", PURE),
    "postgresql": pytest("tests on PostgreSQL", PURE, database="postgresql"),
    "opening-postgresql": pytest(
        "tests that open PostgreSQL", OPENING, database="postgresql"
    ),
    "browser": pytest("browser tests on SQLite", f"browser and {EVERYDAY}"),
    "journey": pytest(
        "browser journey on PostgreSQL",
        "browser and journey and not soak and not pictures",
        database="postgresql",
    ),
    "scripts": Step("script tests under Node", (HERE, "-m", "tools.node")),
    "more-sqlite": pytest(
        "more tests on SQLite", "more and not soak and not pictures", "--timeout=1800"
    ),
    "more-postgresql": pytest(
        "more tests on PostgreSQL",
        LATER,
        "--timeout=1800",
        database="postgresql",
    ),
    "soak-sqlite": pytest("soak on SQLite", "soak", "--timeout=7200"),
    "soak-postgresql": pytest(
        "soak on PostgreSQL", "soak", "--timeout=7200", database="postgresql"
    ),
}
PLANS = {
    "check": (
        "types", "ruff", "layout", "imports", "templates", "security", "locks",
        "messages",
    ),
    "test": (
        "chromium", "sqlite", "opening-postgresql", "browser", "journey", "scripts",
    ),
    "more": ("chromium", "office", "more-sqlite", "more-postgresql"),
    "soak": ("soak-sqlite", "soak-postgresql"),
}  # fmt: skip


def together(names: tuple[str, ...]) -> list[Outcome]:
    """Run quiet steps two at a time; print what the failing ones said."""
    with ThreadPoolExecutor(int(WORKERS)) as pool:
        outcomes = list(pool.map(lambda name: STEPS[name].run(quiet=True), names))
    for outcome in outcomes:
        if outcome.status:
            print(f"{RULER}\n{outcome.title}\n{RULER}\n{outcome.said}")
    return outcomes


def in_turn(names: tuple[str, ...], more: tuple[str, ...] = ()) -> list[Outcome]:
    """Run steps one after the other, showing their output as it comes."""
    outcomes = []
    for name in names:
        print(f"\n{RULER}\n{STEPS[name].title}\n{RULER}", flush=True)
        last = more if name == names[-1] else ()
        outcomes.append(STEPS[name].run(quiet=False, more=last))
    return outcomes


def report(outcomes: list[Outcome]) -> int:
    """Print one line a step; 1 when any failed."""
    print(f"\n{RULER}")
    print("\n".join(outcome.line for outcome in outcomes))
    failed = sum(1 for outcome in outcomes if outcome.status)
    print(f"{RULER}\n{len(outcomes) - failed} steps ok, {failed} failed", flush=True)
    return 1 if failed else 0


def main(arguments: list[str]) -> int:
    """Run the plan or the steps that the arguments name."""
    steps = [name for name in arguments if name in STEPS]
    if arguments and arguments[0] in PLANS:
        names = PLANS[arguments[0]]
    elif steps:
        names = tuple(steps)
    else:
        print(f"Name a plan ({', '.join(PLANS)}) or a step ({', '.join(STEPS)}).")
        return 2
    if arguments[0] == "check":
        return report(together(names))
    more = tuple(arguments[len(steps) :]) if steps else ()
    return report(in_turn(names, more))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
