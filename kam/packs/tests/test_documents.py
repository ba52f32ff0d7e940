"""What a document of a method pack may hold, and what is refused."""

from __future__ import annotations

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.packs.rules.differences import differences
from kam.packs.rules.document import prompts_of
from kam.packs.rules.faults import Misread
from kam.packs.rules.reading import read_document, read_file
from kam.packs.rules.shipped import KEYS, shipped
from tests.house import sources

ONE = {"zh": "一", "en": "one"}


def plain(**changes):
    step = {"key": "a", "name": ONE, "text": ONE, "then": ["b"]}
    return {
        "key": "pfp",
        "name": ONE,
        "expansion": ONE,
        "alternatives": [ONE],
        "verified": False,
        "note": ONE,
        "steps": [step, {**step, "key": "b", "then": ["a"], "rounds": 3}],
        "prompts": [{"step": "a", "quadrant": "b", "text": ONE}],
        "scoring": [{"key": "depth", "name": ONE, "text": ONE, "good": 2}],
        **changes,
    }


def changed(path, value):
    told = copy.deepcopy(plain())
    place = told
    for part in path[:-1]:
        place = place[part]
    if value is KeyError:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return told


def places(raw):
    with pytest.raises(Misread) as caught:
        read_document(raw)
    return caught.value.fields


def test_control_the_plain_document_is_read():
    assert read_document(plain()).as_json() == plain()


REFUSED = [
    (("name",), KeyError, "name", "缺少这个字段"),
    (("colour",), "red", "colour", "没有这个字段"),
    (("steps", 1, "colour"), "red", "steps 2 › colour", "没有这个字段"),
    (("prompts", 0, "text"), KeyError, "prompts 1 › text", "缺少这个字段"),
    (("name", "zh"), 7, "name › zh", "这里应是文字"),
    (("name",), {"zh": " ", "en": ""}, "name", "请用中文或英文写出来"),
    (("name", "zh"), "一" * 81, "name › zh", "最多 80 字"),
    (("note", "en"), "x" * 2001, "note › en", "最多 2000 字"),
    (("note", "en"), "a\x00b", "note › en", "文字里有不可见的空字符"),
    (("note", "en"), "a\ud800b", "note › en", "文字里有不完整的字符"),
    (("verified",), "no", "verified", "这里应是 true 或 false"),
    (("steps",), {}, "steps", "这里应是一个列表"),
    (("steps",), [], "steps", "至少要有一步"),
    (("steps", 0), "ask", "steps 1", "这里应是一组字段"),
    (("steps", 0, "key"), "1 a", "steps 1 › key", "代码以字母开头"),
    (("steps", 1, "key"), "a", "steps 2 › key", "这个代码前面已经用过"),
    (("steps", 0, "then"), ["b", "z"], "steps 1 › then 2", "没有这一步"),
    (("steps", 0, "then"), ["b", "b"], "steps 1 › then 2", "写了不止一次"),
    (("steps", 1, "rounds"), KeyError, "steps 1 › then", "会一直问下去"),
    (("steps", 1, "rounds"), 10, "steps 2 › rounds", "轮数是 1 到 9 的整数"),
    (("steps", 1, "rounds"), True, "steps 2 › rounds", "轮数是 1 到 9 的整数"),
    (("prompts", 0, "quadrant"), "e", "prompts 1 › quadrant", "象限只能是"),
    (("prompts", 0, "step"), "z", "prompts 1 › step", "没有这一步"),
    (("scoring", 0, "good"), -1, "scoring 1 › good", "0 到 1000"),
    (("scoring", 0, "good"), 10**400, "scoring 1 › good", "0 到 1000"),
    (("scoring", 0, "good"), float("nan"), "scoring 1 › good", "0 到 1000"),
    (("steps",), [{}] * 21, "steps", "最多 20 步"),
    (("prompts",), [{}] * 201, "prompts", "最多 200 个提问"),
    (("alternatives",), [ONE] * 11, "alternatives", "最多 10 种其他读法"),
    (("scoring",), [{}] * 21, "scoring", "最多 20 个评分"),
]


@pytest.mark.parametrize(("path", "value", "place", "text"), REFUSED)
def test_what_is_no_document_is_refused_at_its_place(path, value, place, text):
    found = places(changed(path, value))
    assert text in "".join(found[place])


def test_every_fault_is_told_at_once():
    found = places(changed(("steps", 0), {"key": "1"}) | {"verified": 1})
    assert {"steps 1 › key", "steps 1 › name", "steps 1 › then", "verified"} <= {*found}


def test_too_large_a_document_is_refused():
    prompt = {"step": "a", "quadrant": "", "text": {"zh": "问" * 300, "en": ""}}
    assert "64 KB" in "".join(places(plain(prompts=[prompt] * 100))[""])
    read_document(plain(prompts=[prompt] * 50))


def test_a_step_that_leads_to_itself_needs_rounds_too():
    alone = {"key": "a", "name": ONE, "text": ONE, "then": ["a"]}
    assert "steps 1 › then" in places(plain(steps=[alone]))
    read_document(plain(steps=[{**alone, "rounds": 2}]))


@given(st.integers(2, 12), st.data())
def test_a_ring_is_refused_exactly_while_no_step_limits_it(size, drawn):
    limited = drawn.draw(st.sets(st.integers(0, size - 1)))
    steps = [
        {
            "key": f"s{place}",
            "name": ONE,
            "text": ONE,
            "then": [f"s{(place + 1) % size}"],
            **({"rounds": 1} if place in limited else {}),
        }
        for place in range(size)
    ]
    raw = plain(steps=steps, prompts=[])
    if limited:
        assert read_document(raw).as_json() == raw
    else:
        assert places(raw).keys() == {"steps 1 › then"}


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner)
    ),
    max_leaves=8,
)
FIELDS = st.sampled_from([*plain(), "colour"])


@given(st.dictionaries(FIELDS, ANYTHING, max_size=4) | ANYTHING)
def test_whatever_is_given_is_read_or_refused_in_words(some):
    raw = {**plain(), **some} if isinstance(some, dict) else some
    try:
        document = read_document(raw)
    except Misread as error:
        assert error.fields
    else:
        assert read_document(document.as_json()) == document
        assert read_file(document.file.encode()) == document


@pytest.mark.parametrize(
    "content",
    [
        b"\xff",
        b"{",
        b"[" * 100_000,
        b'{"key": NaN}',
        b'{"key": 1, "key": 2}',
        b"1" * 5000,
        b" " * 200_000,
    ],
)
def test_a_file_that_is_none_is_refused_in_words(content):
    with pytest.raises(Misread) as caught:
        read_file(content)
    assert caught.value.fields


@pytest.mark.parametrize("key", KEYS)
def test_what_is_shipped_reads_well_in_both_languages(key):
    document = shipped(key)
    texts = [row.text for row in document.prompts]
    texts += [row.name for row in (*document.steps, *document.scoring)]
    assert document.key == key
    assert not document.verified
    assert document.note
    assert all(text.zh and text.en for text in texts)
    assert read_file(document.file.encode()) == document


def test_flow_has_one_open_question_a_level_and_quadrant():
    document = shipped("flow")
    slots = [(prompt.step, prompt.quadrant) for prompt in document.prompts]
    wanted = [(f"L{n}", letter) for n in range(1, 7) for letter in "abcd"]
    assert slots == wanted
    for prompt in document.prompts:
        assert prompt.text.zh.count("？") == 1
        assert prompt.text.en.count("?") == 1
        assert not prompt.text.zh.endswith(("吗？", "吧？"))
        assert "产品" not in prompt.text.zh


def test_the_questions_of_a_level_come_with_the_general_ones():
    document = shipped("pup")
    own = prompts_of(document, "probe", "c")
    assert [prompt.quadrant for prompt in own] == ["c", ""]
    assert len(prompts_of(document, "probe")) == 5
    assert prompts_of(document, "probe", "")[0].quadrant == "a"
    assert not prompts_of(document, "nowhere", "a")


def test_differences_tell_what_changed_and_nothing_else():
    before = read_document(plain())
    assert not differences(before, before)
    raw = plain(verified=True, prompts=[])
    raw["steps"][0]["text"] = {"zh": "二", "en": "two"}
    raw["steps"].reverse()
    found = differences(before, read_document(raw))
    told = [
        (one.part, *([words.zh for words in side] for side in (one.before, one.after)))
        for one in found
    ]
    assert told == [
        ("verified", ["false"], ["true"]),
        ("steps", [], ["二", "two"]),
        ("order", ["一", "一"], ["一", "一"]),
        ("prompts", ["一", "one"], []),
    ]
    raw = plain()
    raw["prompts"].append({"step": "b", "quadrant": "", "text": ONE})
    raw["prompts"][0]["text"] = {"zh": "二", "en": "one"}
    raw["steps"][1]["rounds"] = 4
    rows = differences(before, read_document(raw))
    assert [(one.part, one.quadrant) for one in rows] == [
        ("steps", ""),
        ("prompts", "b"),
        ("prompts", ""),
    ]
    assert [words.zh for words in rows[0].before] == ["× 3"]


def test_the_digest_is_of_what_is_said():
    told = json.loads(json.dumps(plain()))
    assert read_document(told).digest == read_document(plain()).digest
    other = read_document(plain(verified=True))
    assert other.digest != read_document(plain()).digest


def test_the_smallest_pack_of_the_reference_is_read():
    page = sources.text(sources.ROOT / "docs" / "reference" / "method-pack.md")
    told = page.partition("```json")[2].partition("```")[0]
    assert read_file(told.encode()).steps[0].key == "pick_up"
