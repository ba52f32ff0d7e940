"""The four steps of an import."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Step:
    """One step: its label, its state, and where it can be taken again."""

    label: str
    state: str
    url: str = ""


def steps(now: str, *, map_url: str = "", is_over: bool = False) -> list[Step]:
    """Return the steps with the current one marked."""
    names = [
        ("file", _("选择文件")),
        ("map", _("对应列")),
        ("check", _("检查")),
        ("done", _("导入")),
    ]
    order = [name for name, _label in names]
    place = order.index(now)
    told = []
    for number, (name, label) in enumerate(names):
        past = number < place or is_over
        state = "done" if past else "now" if number == place else "todo"
        told.append(Step(label, state, map_url if name == "map" and past else ""))
    return told
