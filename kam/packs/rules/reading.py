"""Reading a document from JSON values: every fault at once, each at its place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kam.core.marking import mark
from kam.packs.rules.document import Document, Prompt, Score, Step
from kam.packs.rules.faults import Fault, Misread
from kam.packs.rules.loops import endless
from kam.packs.rules.values import Reading

if TYPE_CHECKING:
    from kam.packs.rules.faults import Path

LARGEST = 64 * 1024
MOST_STEPS, MOST_PROMPTS, MOST_SCORES, MOST_READINGS = 20, 200, 20, 10
MOST_ROUNDS = 9
FIELDS = (
    "key",
    "name",
    "expansion",
    "alternatives",
    "verified",
    "note",
    "steps",
    "prompts",
    "scoring",
)
TOO_MANY = {
    "alternatives": mark("最多 10 种其他读法"),
    "steps": mark("最多 20 步"),
    "prompts": mark("最多 200 个提问"),
    "scoring": mark("最多 20 个评分"),
}


def read_document(raw: object) -> Document:
    """Return the document that plain values say, or every fault they have."""
    reading = Reading()
    document = _document(reading, raw)
    if not {(), ("steps",)} & {fault.path[:1] for fault in reading.faults}:
        _check_whole(reading, document)
    if reading.faults:
        raise Misread(reading.faults)
    return document


def read_file(content: bytes) -> Document:
    """Return the document of a file."""
    if len(content) > 2 * LARGEST:
        raise Misread([Fault((), mark("文件太大：方法包最多 64 KB"))])
    try:
        raw = json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=_distinct,
            parse_constant=_no_number,
        )
    except Misread:
        raise
    except (ValueError, RecursionError) as error:
        told = mark("读不懂这个文件：方法包是 UTF-8 编码的 JSON 文件")
        raise Misread([Fault(("file",), told)]) from error
    return read_document(raw)


def _no_number(text: str) -> float:
    raise Misread([Fault((text,), mark("这里应是一个数"))])


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    names = [name for name, _value in pairs]
    twice = [name for name in told if names.count(name) > 1]
    if twice:
        raise Misread([Fault((name,), mark("写了不止一次")) for name in twice])
    return told


def _document(reading: Reading, raw: object) -> Document:
    told = reading.fields(raw, (), FIELDS)
    return Document(
        key=reading.key(told.get("key"), ("key",)),
        name=reading.words(told.get("name"), ("name",), 80, needed=True),
        expansion=reading.words(told.get("expansion"), ("expansion",), 200),
        alternatives=tuple(
            reading.words(one, path, 200, needed=True)
            for one, path in _rows(reading, told, "alternatives", MOST_READINGS)
        ),
        verified=reading.yes(told.get("verified"), ("verified",)),
        note=reading.words(told.get("note"), ("note",), 2000),
        steps=tuple(
            _step(reading, one, path)
            for one, path in _rows(reading, told, "steps", MOST_STEPS)
        ),
        prompts=tuple(
            _prompt(reading, one, path)
            for one, path in _rows(reading, told, "prompts", MOST_PROMPTS)
        ),
        scoring=tuple(
            _score(reading, one, path)
            for one, path in _rows(reading, told, "scoring", MOST_SCORES)
        ),
    )


def _rows(
    reading: Reading, told: dict[str, Any], name: str, most: int
) -> list[tuple[object, Path]]:
    rows = reading.rows(told.get(name), (name,))
    if len(rows) > most:
        reading.fault((name,), TOO_MANY[name])
    return [(one, (name, place)) for place, one in enumerate(rows[:most])]


def _step(reading: Reading, raw: object, path: Path) -> Step:
    told = reading.fields(raw, path, ("key", "name", "text", "then"), ("rounds",))
    then = reading.rows(told.get("then"), (*path, "then"))[:MOST_STEPS]
    return Step(
        key=reading.key(told.get("key"), (*path, "key")),
        name=reading.words(told.get("name"), (*path, "name"), 80, needed=True),
        text=reading.words(told.get("text"), (*path, "text"), 600),
        then=tuple(
            reading.key(one, (*path, "then", place)) for place, one in enumerate(then)
        ),
        rounds=reading.rounds(told["rounds"], (*path, "rounds"), MOST_ROUNDS)
        if "rounds" in told
        else None,
    )


def _prompt(reading: Reading, raw: object, path: Path) -> Prompt:
    told = reading.fields(raw, path, ("step", "quadrant", "text"))
    return Prompt(
        step=reading.key(told.get("step"), (*path, "step")),
        quadrant=reading.quadrant(told.get("quadrant"), (*path, "quadrant")),
        text=reading.words(told.get("text"), (*path, "text"), 600, needed=True),
    )


def _score(reading: Reading, raw: object, path: Path) -> Score:
    told = reading.fields(raw, path, ("key", "name", "text", "good"))
    return Score(
        key=reading.key(told.get("key"), (*path, "key")),
        name=reading.words(told.get("name"), (*path, "name"), 80, needed=True),
        text=reading.words(told.get("text"), (*path, "text"), 600),
        good=reading.number(told.get("good"), (*path, "good")),
    )


def _check_whole(reading: Reading, document: Document) -> None:
    """Check what only shows when the parts are read: names that meet, loops, size."""
    if not document.steps:
        reading.fault(("steps",), mark("至少要有一步"))
    _check_distinct(reading, "steps", [step.key for step in document.steps])
    _check_distinct(reading, "scoring", [score.key for score in document.scoring])
    _check_named(reading, document)
    loop = endless(document.steps)
    if loop:
        keys = [step.key for step in document.steps]
        place = min(keys.index(key) for key in loop)
        told = mark("从这一步会绕回来，途中没有一步限定轮数，会一直问下去")
        reading.fault(("steps", place, "then"), told)
    if len(json.dumps(document.as_json(), ensure_ascii=False).encode()) > LARGEST:
        reading.fault((), mark("文件太大：方法包最多 64 KB"))


def _check_distinct(reading: Reading, name: str, keys: list[str]) -> None:
    for place, key in enumerate(keys):
        if key and key in keys[:place]:
            reading.fault((name, place, "key"), mark("这个代码前面已经用过"))


def _check_named(reading: Reading, document: Document) -> None:
    known = {step.key for step in document.steps}
    missing = mark("没有这一步")
    for place, step in enumerate(document.steps):
        for number, key in enumerate(step.then):
            if key not in known:
                reading.fault(("steps", place, "then", number), missing)
            elif key in step.then[:number]:
                told = mark("写了不止一次")
                reading.fault(("steps", place, "then", number), told)
    for place, prompt in enumerate(document.prompts):
        if prompt.step and prompt.step not in known:
            reading.fault(("prompts", place, "step"), missing)
