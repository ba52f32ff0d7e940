"""Flow, loops and traps of probing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.packs.rules.shipped import shipped
from kam.probing.rules.flow import TOP, Leap, depth, flow_score, in_order, leaps
from kam.probing.rules.loops import (
    Round,
    loop_depth,
    pick_up,
    rounds_of,
    threads,
)
from kam.probing.rules.traps import Found, Trap, Worded, is_closed, traps

LEVELS = st.lists(st.integers(1, TOP), max_size=20)


@given(LEVELS)
def test_the_score_is_a_share_and_counts_each_level_once(levels):
    assert 0 <= flow_score(levels) <= 1
    assert in_order(levels) <= len(set(levels))
    assert depth(levels) <= TOP


@given(LEVELS, st.integers(1, TOP))
def test_one_more_answer_never_lowers_score_or_depth(levels, level):
    assert flow_score([*levels, level]) >= flow_score(levels)
    assert depth([*levels, level]) >= depth(levels)


@given(LEVELS)
def test_all_six_in_order_are_the_best_and_backwards_counts_once(levels):
    assert flow_score(sorted(set(levels))) >= flow_score(levels)
    assert flow_score([1, 2, 3, 4, 5, 6]) == 1
    assert in_order([6, 5, 4, 3, 2, 1]) == 1


def test_the_worked_example_of_the_explanation_holds():
    assert flow_score([1, 2, 4, 3]) == pytest.approx(0.5)
    assert depth([1, 2, 4, 3]) == 4


def test_a_leap_is_a_level_whose_predecessor_nobody_asked():
    assert leaps([1, 2, 3, 4]) == []
    assert leaps([2, 4, 4, 5]) == [Leap(1, 3)]
    assert leaps([4], answered=[3]) == []
    assert leaps([6]) == [Leap(0, 5)]


@given(LEVELS, st.permutations(range(1, TOP + 1)))
def test_knowing_more_never_adds_a_leap(levels, known):
    assert len(leaps(levels, known)) <= len(leaps(levels, known[:2]))
    assert leaps(levels, range(1, TOP + 1)) == []


def test_confirmed_rounds_on_one_topic_are_counted_in_a_row():
    rounds = [
        Round(1, confirmed=True),
        Round(2, follows=1, confirmed=True),
        Round(3, follows=2),
        Round(4, follows=3, confirmed=True),
    ]
    assert rounds_of(rounds) == {1: 1, 2: 2, 3: 0, 4: 1}
    assert loop_depth(rounds) == 2
    assert loop_depth([]) == 0


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans(), st.booleans())))
def test_loops_and_pick_up_are_bounded_whatever_follows_what(told):
    rounds = [
        Round(n, follows=back, word="词" if word else "", confirmed=yes)
        for n, (back, yes, word) in enumerate(told)
    ]
    assert 0 <= loop_depth(rounds) <= sum(one.confirmed for one in rounds)
    picked, caught = pick_up(rounds)
    assert 0 <= picked <= caught <= len(rounds)


def test_a_caught_word_counts_as_picked_up_once_it_was_probed():
    rounds = [Round(1, word="来不及"), Round(2, word="责任"), Round(3, follows=1)]
    assert pick_up(rounds) == (1, 2)
    assert pick_up([]) == (0, 0)


def test_a_word_noted_again_in_the_next_round_is_still_one_word():
    rounds = [Round(1, word="来不及"), Round(2, follows=1, word="来不及 ")]
    assert pick_up(rounds) == (1, 1)


def test_a_round_stands_below_what_it_follows():
    assert threads({1: None, 2: None, 3: 1, 4: 3, 5: 1}) == [1, 3, 4, 5, 2]
    assert threads({}) == []


@given(st.dictionaries(st.integers(0, 9), st.none() | st.integers(0, 12)))
def test_whatever_follows_what_every_round_stands_once(follows):
    assert sorted(threads(follows)) == sorted(follows)


@pytest.mark.parametrize(
    ("text", "trap"),
    [
        ("您不觉得现在的流程太慢了吗？", Trap.LEADING),
        ("应该是人手不够吧？", Trap.LEADING),
        ("Don't you think the current way is slow?", Trap.LEADING),
        ("每周几例？谁来复核？", Trap.MANY),
        ("为什么一直没有换过？", Trap.DEFENSIVE),
        ("Why don't you use a checklist?", Trap.DEFENSIVE),
        ("D-二聚体用得怎么样？", Trap.PRODUCT),
        ("您这样做太落后了，打算怎么改？", Trap.LEADING),
        ("Isn't your outdated way a risk?", Trap.LEADING),
        ("一天做多少例，谁来做？", Trap.MANY),
        ("How many do you run, and who runs them?", Trap.MANY),
        ("Who decides and how?", Trap.MANY),
        ("科里为什么到现在都不换？", Trap.DEFENSIVE),
        ("Why did you never change it?", Trap.DEFENSIVE),
        ("我们的试剂您打算什么时候用？", Trap.PRODUCT),
        ("b600 放在哪里合适？", Trap.PRODUCT),
        ("When could you use our new reagent?", Trap.PRODUCT),
    ],
)
def test_the_wording_shows_a_trap(text, trap):
    ours = ["D-二聚体", "澄析 B600 全自动生化分析仪", ""]
    assert trap in [one.trap for one in traps([Worded(text, 3)], ours)]


@pytest.mark.parametrize(
    "text",
    [
        "从发现到处理，一般分哪几步？",
        "哪一步最让您担心？",
        "这类情况每周大概多少例？",
        "What happens when a sample comes late?",
        "您能说说上一次换试剂时发生了什么吗？",
        "为什么不同批次的结果会差这么多？",
        "遇到可疑结果，接下来谁来定？",
        "When a sample comes late, who is told?",
        "How do results and people change when it is late?",
    ],
)
def test_an_open_question_about_their_work_shows_none(text):
    assert traps([Worded(text, 3)], ["D-二聚体"]) == []


def test_no_wording_that_is_shipped_shows_a_trap():
    for prompt in shipped("flow").prompts:
        for text in (prompt.text.zh, prompt.text.en):
            assert (text, traps([Worded(text, 3)])) == (text, [])


def test_the_fourth_closed_question_in_a_row_is_an_interrogation():
    plan = [Worded("现在有夜班吗？", 1)] * 4
    assert traps(plan) == [Found(3, Trap.RUN)]
    plan[2] = Worded("夜班怎么排？", 1)
    assert traps(plan) == []


def test_what_is_known_aimless_or_unrecorded_is_told():
    known = Worded("谁来复核？", 2, is_known=True)
    aimless = Worded("谁来复核？", 2, has_aim=False)
    silent = Worded("谁来复核？", 2, asked=True)
    told = [traps([one])[0].trap for one in (known, aimless, silent)]
    assert told == [Trap.KNOWN, Trap.AIMLESS, Trap.UNRECORDED]
    assert (
        traps([Worded("谁来复核？", 2, is_known=True, asked=True, answered=True)]) == []
    )


def test_our_place_right_after_the_first_question_is_too_early():
    first, place = Worded("现在怎么做？", 3), Worded("我们可以放在哪一步？", 5)
    assert traps([first, place]) == [Found(1, Trap.PRODUCT)]
    assert traps([first, first, place]) == []


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("现在有夜班吗？", True),
        ("Do you have a night shift?", True),
        ("夜班谁在？", False),
        ("您能说说怎么做的吗？", False),
    ],
)
def test_closed_is_what_yes_or_no_answers(text, closed):
    assert is_closed(text) is closed
