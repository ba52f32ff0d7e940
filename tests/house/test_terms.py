"""The glossary mirrors the vocabulary: each label of each terms module is in it."""

from __future__ import annotations

import importlib

from django.db.models import Choices
from django.utils import translation

from tests.house import sources
from tests.house.ledger import Finding, judge

GLOSSARY = sources.ROOT / "docs" / "glossary.md"


def vocabulary(module) -> list[type[Choices]]:
    """Return the choices a module defines itself."""
    return [
        item
        for item in vars(module).values()
        if isinstance(item, type)
        and issubclass(item, Choices)
        and item.__module__ == module.__name__
    ]


def missing_terms(where, choices, glossary):
    """Find labels that the glossary does not hold."""
    for kind in choices:
        for label in kind.labels:
            if str(label) not in glossary:
                yield Finding(
                    f"{where}::{kind.__name__}", f"{label} is not in the glossary"
                )


def term_modules():
    for room in sources.rooms():
        if (room / "terms.py").exists() or (room / "terms").is_dir():
            yield importlib.import_module(f"kam.{room.name}.terms")


def test_the_glossary_mirrors_the_terms():
    modules = list(term_modules())
    if not modules:
        return
    glossary = sources.text(GLOSSARY) if GLOSSARY.exists() else ""
    with translation.override("zh-hans"):
        judge(
            "glossary",
            [
                finding
                for module in modules
                for finding in missing_terms(
                    module.__name__.replace(".", "/") + ".py",
                    vocabulary(module),
                    glossary,
                )
            ],
        )


def test_control_a_missing_term():
    layer = Choices("Layer", {"TOP": ("top", "决策层"), "USE": ("use", "使用层")})
    found = list(missing_terms("x.py", [layer], "| 决策层 | decision layer |"))
    assert [finding.what for finding in found] == ["使用层 is not in the glossary"]
