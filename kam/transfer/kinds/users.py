"""Users: matched by sign-in name; a file of names alone makes sign-in names.

A column of managers makes the managers too, each with a team of that name below the
team of the row, so that a plain sales directory becomes people, chiefs and teams.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.text import mark
from kam.people.models import User
from kam.people.scopes import scope
from kam.people.terms import Language, Role
from kam.transfer.kinds.base import Kind, choice, with_headers
from kam.transfer.kinds.taking import label, named, team_names
from kam.transfer.rules import cells
from kam.transfer.rules.shapes import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FIELDS = (
    Field("username", mark("用户名"), cells.code),
    Field("name", mark("姓名"), cells.line, required=True),
    Field("role", mark("角色"), choice(Role), telling=True, sample=Role.REPRESENTATIVE),
    Field("team", mark("团队"), cells.line),
    Field("manager", mark("直属主管"), cells.line),
    Field("email", mark("电子邮件"), cells.email, telling=True),
    Field(
        "language",
        mark("语言"),
        choice(Language),
        telling=True,
        sample=Language.CHINESE,
    ),
    Field("time_zone", mark("时区"), cells.line),
    Field("is_active", mark("可以登录"), cells.yes_no),
)


def take(user: User, names: Sequence[str]) -> Iterator[Sequence[object]]:
    """Yield the users the user may export."""
    teams = team_names(user)
    rows = User.objects.visible_to(user).filter(scope(user, "user", "export"))
    for row in rows.order_by("pk").iterator(chunk_size=1000):
        told = {
            "role": label(Role, row.role),
            "team": named(teams, row.team_id),
            "language": label(Language, row.language),
            "manager": None,
        }
        yield [told[n] if n in told else getattr(row, n) for n in names]


KIND = Kind(
    name="users",
    noun="user",
    label=mark("用户"),
    about=mark("同事的姓名、角色、团队；没有用户名时由姓名得出"),
    key=mark("按用户名认出已有的用户；新用户用一次性链接设置密码"),
    icon="users",
    room="people:users",
    fields=with_headers("users", FIELDS),
    take=take,
    taken=frozenset({"manager"}),
)
