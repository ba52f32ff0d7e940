"""Saying what a pack holds, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from kam.packs.rules.document import Words


def said(words: Words) -> str:
    """Return a text in the reader's language, or in the one that there is."""
    return words.told(get_language() or "zh")


def quadrant_words(quadrant: str) -> str:
    """Return what a quadrant is called; without one a question suits everybody."""
    names = {
        "": _("不分象限"),
        "a": _("分析"),
        "b": _("组织"),
        "c": _("人际"),
        "d": _("想象"),
    }
    return " ".join(part for part in (quadrant.upper(), names[quadrant]) if part)


def part_words(part: str) -> str:
    """Return what a part of a document is called."""
    return {
        "name": _("名称"),
        "expansion": _("全称"),
        "note": _("还不知道什么"),
        "alternatives": _("其他读法"),
        "verified": _("已核实"),
        "steps": _("步骤"),
        "order": _("步骤的次序"),
        "prompts": _("提问"),
        "scoring": _("评分"),
    }[part]
