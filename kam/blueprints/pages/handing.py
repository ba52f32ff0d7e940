"""What a customer is shown as a document: made of the shared page, of nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext, pgettext

from kam.documents.pages import frame_words, label_of_demo
from kam.documents.rules.paper import (
    Block,
    Column,
    Document,
    Fact,
    Layout,
    Section,
    Table,
    Text,
    Tone,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from kam.blueprints.pages.sharing import GoalShown, SharedPage

WIDE, DAY, NARROW = 3.0, 1.5, 1.1


def shared_paper(page: SharedPage, made: datetime) -> Document:
    """Return the document of a shared page, made at the moment it was frozen."""
    told: list[tuple[str, Block]] = [(one.title, Text(one.words)) for one in page.parts]
    joint = pgettext("heading", "共同目标")
    if page.goals:
        told.append((joint, _goals(page.goals)))
    if not told:
        told.append((joint, Text(gettext("还没有写给客户看的内容。"), Tone.MUTED)))
    facts = (
        (gettext("我方联系人"), page.ours),
        (gettext("所在城市"), page.city),
        (gettext("下次一起评审"), page.next_review),
    )
    return Document(
        kind=gettext("共同计划"),
        title=page.title,
        layout=Layout.REPORT,
        language=get_language() or "zh-hans",
        as_of=made,
        words=frame_words(),
        facts=tuple(Fact(label, value) for label, value in facts if value),
        sections=tuple(
            Section(title, (block,), number=str(n))
            for n, (title, block) in enumerate(told, start=1)
        ),
        dated=gettext("截至 %(day)s") % {"day": page.day},
        notice=label_of_demo(),
    )


def _goals(goals: Sequence[GoalShown]) -> Table:
    """Return the goals; numbers only where a goal has some to show."""
    titles = [gettext("要达到什么"), gettext("哪天前")]
    rows = [[goal.words, goal.due] for goal in goals]
    if any(goal.value and goal.target for goal in goals):
        titles += [gettext("用什么衡量"), gettext("现在的值"), gettext("要到的值")]
        for row, goal in zip(rows, goals, strict=True):
            row += [goal.measure, goal.value, goal.target]
    columns = [Column(title, NARROW) for title in titles]
    columns[:2] = [Column(titles[0], WIDE), Column(titles[1], DAY)]
    return Table("", tuple(columns), tuple(tuple(row) for row in rows))
