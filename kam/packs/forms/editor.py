"""The editor of a pack: fields and rows that together are a document.

The rows carry names of their own, so that a draft kept by the browser finds them
again whatever was moved, added or taken away.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kam.packs.forms.rows import PromptForm, RowForm, ScoreForm, StepForm, both
from kam.packs.pages.words import quadrant_words, said
from kam.packs.rules.document import QUADRANTS
from kam.packs.rules.faults import Misread
from kam.packs.rules.reading import read_document
from kam.web.speech import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from django.utils.datastructures import MultiValueDict

    from kam.core.errors import Stale
    from kam.packs.rules.document import Document
    from kam.packs.rules.faults import Fault, Path

SPARE = {"steps": 3, "prompts": 8, "scoring": 2}
MOST = {"steps": 30, "prompts": 240, "scoring": 30}
NAME = re.compile(r"(steps|prompts|scoring)-(n?\d{1,3})-order\Z")
PART = 10


class PackForm(forms.Form):
    """A whole document in fields; rows of steps, questions and scores below it."""

    name_zh = forms.CharField(label=_("名称（中文）"), required=False, max_length=400)
    name_en = forms.CharField(label=_("名称（英文）"), required=False, max_length=400)
    expansion_zh = forms.CharField(
        label=_("全称（中文）"), required=False, max_length=400
    )
    expansion_en = forms.CharField(
        label=_("全称（英文）"), required=False, max_length=400
    )
    alternatives_zh = forms.CharField(
        label=_("其他读法（中文）"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("一行一种，中英文按行对应"),
    )
    alternatives_en = forms.CharField(
        label=_("其他读法（英文）"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    note_zh = forms.CharField(
        label=_("还不知道什么（中文）"),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    note_en = forms.CharField(
        label=_("还不知道什么（英文）"),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    verified = forms.BooleanField(
        label=_("已向课程核实"),
        required=False,
        help_text=_("没有核实的，处处带着“未验证”"),
    )
    change_note = forms.CharField(
        label=_("改了什么"),
        required=False,
        max_length=200,
        help_text=_("一句话，写给以后看版本的人"),
    )
    newest = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, sent: MultiValueDict | None = None, *, document: Document, newest: int
    ) -> None:
        super().__init__(sent, initial=_start(document, newest))
        self.document = document
        self.collision = 0
        self._steps = self._names_of_steps()
        rows = self._sent() if sent is not None else self._stored()
        self.steps = cast("list[StepForm]", rows["steps"])
        self.prompts = cast("list[PromptForm]", rows["prompts"])
        self.scoring = cast("list[ScoreForm]", rows["scoring"])

    def _names_of_steps(self) -> list[tuple[str, str]]:
        """Return the steps there are, and those that fresh rows will be."""
        known = [(step.key, said(step.name)) for step in self.document.steps]
        new = gettext("新步骤 %(n)s")
        free = self._free_keys("steps")
        fresh = [(key, new % {"n": n + 1}) for n, key in enumerate(free)]
        return known + fresh

    def _free_keys(self, part: str) -> list[str]:
        taken = {row.key for row in getattr(self.document, part)}
        free = (f"{part[:4]}{n}" for n in range(1, 99))
        return [key for key in free if key not in taken][: SPARE[part]]

    def _row(self, part: str, rid: str, start: Mapping[str, Any]) -> RowForm:
        sent = self.data if self.is_bound else None
        told: dict[str, Any] = {"prefix": f"{part}-{rid}", "initial": start}
        if part == "steps":
            return StepForm(sent, steps=self._steps, **told)
        if part == "scoring":
            return ScoreForm(sent, **told)
        offered = [(q, quadrant_words(q)) for q in (*QUADRANTS, "")]
        return PromptForm(sent, steps=self._steps, quadrants=offered, **told)

    def _stored(self) -> dict[str, list[RowForm]]:
        """Return the rows of the document, and fresh ones after them."""
        starts: dict[str, Callable[[Any], dict[str, object]]] = {
            "steps": StepForm.start,
            "prompts": PromptForm.start,
            "scoring": ScoreForm.start,
        }
        rows: dict[str, list[RowForm]] = {}
        for part, start in starts.items():
            stored = getattr(self.document, part)
            rows[part] = [
                self._row(part, str(n), {**start(row), "order": (n + 1) * PART})
                for n, row in enumerate(stored)
            ]
            rows[part] += self._fresh(part, len(stored))
        return rows

    def _fresh(self, part: str, after: int) -> list[RowForm]:
        keys = [""] * SPARE[part] if part == "prompts" else self._free_keys(part)
        return [
            self._row(part, f"n{n}", {"key": key, "order": (after + n + 1) * PART})
            for n, key in enumerate(keys)
        ]

    def _sent(self) -> dict[str, list[RowForm]]:
        """Return the rows that were sent, in their typed order."""
        rows: dict[str, list[RowForm]] = {part: [] for part in SPARE}
        for name in self.data:
            match = NAME.fullmatch(name)
            if match and len(rows[match[1]]) < MOST[match[1]]:
                rows[match[1]].append(self._row(match[1], match[2], {}))
        return {p: sorted(r, key=lambda row: row.place) for p, r in rows.items()}

    def kept(self, part: str) -> list[Any]:
        """Return the rows that stay."""
        rows = getattr(self, part)
        return [row for row in rows if not (row.is_gone or row.is_blank)]

    def clean(self) -> dict[str, Any]:
        """Read the whole as a document; what is wrong is told at its field."""
        parts = {part: self.kept(part) for part in SPARE}
        # Every row is cleaned, so that all faults are told at once.
        sound = [row.is_valid() for rows in parts.values() for row in rows]
        self.raw = self._raw(parts)
        try:
            read_document(self.raw)
        except Misread as error:
            for fault in error.faults:
                self._tell(parts, fault)
        wrong = [row for rows in parts.values() for row in rows if row.errors]
        if wrong or not all(sound):
            count = len(wrong)
            told = ngettext("下面 %(n)s 处要改", "下面 %(n)s 处要改", count)
            self.add_error(None, told % {"n": count})
        return self.cleaned_data

    def _raw(self, parts: Mapping[str, Sequence[Any]]) -> dict[str, object]:
        cleaned = self.cleaned_data
        keys = {row.cleaned_data.get("key", "") for row in parts["steps"]}

        def words(name: str) -> dict[str, str]:
            return {c: cleaned.get(f"{name}_{c}", "") for c in ("zh", "en")}

        lines = [
            cleaned.get(f"alternatives_{code}", "").splitlines()
            for code in ("zh", "en")
        ]
        return {
            "key": self.document.key,
            "name": words("name"),
            "expansion": words("expansion"),
            "alternatives": [
                {"zh": zh.strip(), "en": en.strip()}
                for zh, en in zip_longest(*lines, fillvalue="")
                if zh.strip() or en.strip()
            ],
            "verified": cleaned.get("verified", False),
            "note": words("note"),
            "steps": [row.raw(keys) for row in parts["steps"]],
            "prompts": [row.raw() for row in parts["prompts"]],
            "scoring": [row.raw() for row in parts["scoring"]],
        }

    def _tell(self, parts: Mapping[str, Sequence[RowForm]], fault: Fault) -> None:
        """Put a fault beside the field it is about."""
        form: forms.Form = self
        path = fault.path
        if len(path) > 1 and path[0] in parts and isinstance(path[1], int):
            form, path = parts[str(path[0])][path[1]], path[2:]
        name = _field(form, path)
        if name is None or name not in form.errors:
            form.add_error(name, say(fault.text))

    def collide(self, error: Stale) -> None:
        """Prepare the form for its second drawing: the newer version is known now."""
        self.collision = error.revision
        typed = cast("MultiValueDict", self.data).copy()
        typed["newest"] = str(error.revision)
        self.data = typed

    @property
    def wrong_rows(self) -> list[RowForm]:
        """The rows to mend; a form that was only opened has none."""
        if not self.is_bound:
            return []
        return [row for part in SPARE for row in self.kept(part) if row.errors]


def _start(document: Document, newest: int) -> dict[str, object]:
    told: dict[str, object] = {"verified": document.verified, "newest": newest}
    for name in ("name", "expansion", "note"):
        told |= both(getattr(document, name), name)
    for code in ("zh", "en"):
        lines = [getattr(one, code) for one in document.alternatives]
        told[f"alternatives_{code}"] = "\n".join(lines)
    return told


def _field(form: forms.Form, path: Path) -> str | None:
    """Return the field that a path in a document is written in."""
    names = [part for part in path if isinstance(part, str)]
    if not names:
        return None
    code = names[-1] if names[-1] in ("zh", "en") else "zh"
    offered = (names[0], f"{names[0]}_{code}")
    found = next((name for name in offered if name in form.fields), None)
    is_hidden = found is not None and form.fields[found].widget.is_hidden
    return None if is_hidden else found
