"""The clue library: what can be seen and heard, in our own words, by quadrant.

It is no questionnaire and no trademark survey; whoever observes chooses what was seen.
The weights are ours: 1 hint, 2 clear, 3 telling.
"""

from __future__ import annotations

from dataclasses import dataclass

from kam.core.marking import mark


@dataclass(frozen=True)
class Known:
    """One clue of the library."""

    code: str
    quadrant: str
    weight: int
    text: str


LIBRARY: tuple[Known, ...] = (
    Known("a-figures", "a", 2, mark("先问数字，自己再算一遍")),
    Known("a-proof", "a", 3, mark("要原始数据或文献才肯往下谈")),
    Known("a-terse", "a", 1, mark("话短，直接打断闲聊")),
    Known("a-cost", "a", 2, mark("主动算投入和回报")),
    Known("a-mechanism", "a", 2, mark("追问原理：为什么会这样")),
    Known("a-challenge", "a", 1, mark("当面指出数字里的漏洞")),
    Known("b-agenda", "b", 2, mark("要议程，按条目逐项核对")),
    Known("b-notes", "b", 1, mark("边听边记，会后要书面")),
    Known("b-procedure", "b", 3, mark("问谁负责、第几步、出错怎么办")),
    Known("b-punctual", "b", 1, mark("准时，不喜欢临时改动")),
    Known("b-rules", "b", 2, mark("先讲院里的制度和流程")),
    Known("b-precedent", "b", 2, mark("要看别家按同样步骤做过")),
    Known("c-people", "c", 2, mark("先问大家会怎么想")),
    Known("c-greeting", "c", 1, mark("进门先招呼人，再谈事")),
    Known("c-feeling", "c", 2, mark("说“感觉”“信得过”，看重态度")),
    Known("c-support", "c", 3, mark("怕同事为难，要先跟人说好")),
    Known("c-stories", "c", 1, mark("用身边人的经历说明")),
    Known("c-face", "c", 2, mark("愿意当面谈，不愿意看材料")),
    Known("d-whole", "d", 2, mark("先讲全局和方向，再说细节")),
    Known("d-sketch", "d", 2, mark("随手画图，打比方")),
    Known("d-jumps", "d", 1, mark("话题跳得快，常常岔开")),
    Known("d-future", "d", 3, mark("问几年后会变成什么样")),
    Known("d-new", "d", 2, mark("对没人做过的做法有兴趣")),
    Known("d-options", "d", 1, mark("要几个方案自己挑")),
)
BY_CODE = {clue.code: clue for clue in LIBRARY}
