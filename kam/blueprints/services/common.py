"""What every verb of this room asks first; changes of one plan take turns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.queries.leaving import has_left
from kam.blueprints.models import Blueprint
from kam.blueprints.policies import may_write
from kam.blueprints.queries.one import WITH
from kam.blueprints.rules import states
from kam.core.errors import Invalid, Stale
from kam.core.marking import mark
from kam.people.policies import require

if TYPE_CHECKING:
    from collections.abc import Collection

    from kam.accounts.models import Account
    from kam.people.models import User

LOCKED = mark("计划书已提交，内容锁住了")
LOST = mark("这个客户已经流失或归档，不能再写计划书；先恢复客户")
MOVED = mark("这份计划书刚有人处理过")
REFRESH = mark("请刷新页面，看现在的状态")


def require_kept(account: Account, lost: Collection[int] | None = None) -> None:
    """Refuse an account that has left; `lost` are the lost ones where known already."""
    if has_left(account, lost):
        raise Invalid(LOST, fields={"": [LOST]}, todo=mark("请先恢复这个客户"))


def locked(row: Blueprint) -> Blueprint:
    """Return a plan as it stands now, locked until the change is stored."""
    rows = Blueprint.objects.select_for_update(of=("self",)).select_related(*WITH)
    found: Blueprint = rows.get(pk=row.pk)
    return found


def writable(actor: User | None, row: Blueprint) -> Blueprint:
    """Return the plan locked, if this person may write it and it is not submitted."""
    require(may_write(actor, row.account))
    current = locked(row)
    require_kept(current.account)
    if not current.is_writable:
        todo = mark("已批准的请先点“修订”；待批准的请先撤回")
        raise Invalid(LOCKED, fields={"": [LOCKED]}, todo=todo)
    return current


def movable(verb: str, row: Blueprint) -> Blueprint:
    """Return the plan locked, if it is still where this move begins.

    Whoever comes second is told so: their page was about another state.
    """
    current = locked(row)
    if not states.can(verb, current.state):
        raise Stale(MOVED, revision=current.revision, todo=REFRESH)
    return current
