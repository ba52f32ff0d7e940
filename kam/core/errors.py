"""One tree of errors, each with what happened, why, and what to do next.

KamError
├── Invalid             422  the values cannot be stored
├── Unauthorised        401  nobody is signed in
├── Forbidden           403  seen, but not yours to do
├── NotFound            404  absent, or not yours to see: the same answer
├── NotAllowed          405  the door does not know this method
├── Stale               409  somebody changed the same fields meanwhile
├── AlreadyThere        409  what was to be made exists
├── PreconditionFailed  412  the If-Match tag is old
├── TooLarge            413  more than the stated limit
├── TooMany             429  too many tries
└── Busy                503  the database is occupied

Texts are Chinese sources with ``%(name)s`` places; doors translate them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.marking import mark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class KamError(Exception):
    """An expected refusal that a door turns into a page, a problem or a line."""

    status = 400
    code = "refused"
    usual = mark("这次没有完成")

    def __init__(
        self, what: str = "", *, why: str = "", todo: str = "", **params: object
    ) -> None:
        self.what = what or self.usual
        super().__init__(self.what)
        self.why = why
        self.todo = todo
        self.params = params


class Invalid(KamError):
    """The values cannot be stored; `fields` names the faults field by field."""

    status = 422
    code = "invalid"
    usual = mark("有些内容无法保存")

    def __init__(
        self,
        what: str = "",
        *,
        fields: Mapping[str, Sequence[str]] | None = None,
        why: str = "",
        todo: str = "",
        **params: object,
    ) -> None:
        super().__init__(what, why=why, todo=todo, **params)
        self.fields = {name: list(texts) for name, texts in (fields or {}).items()}


class Unauthorised(KamError):
    """Nobody is signed in, or the token is not valid."""

    status = 401
    code = "unauthorised"
    usual = mark("需要登录")


class Forbidden(KamError):
    """The record is seen, but this is not this person's to do."""

    status = 403
    code = "forbidden"
    usual = mark("您没有这项操作的权限")


class NotFound(KamError):
    """Absent or out of sight; the answer is the same for both."""

    status = 404
    code = "not-found"
    usual = mark("没有找到，或者您无权查看")


class NotAllowed(KamError):
    """The door does not know this method."""

    status = 405
    code = "not-allowed"
    usual = mark("这个网址不支持这种操作")


class Stale(KamError):
    """Somebody else changed the same fields since the form was opened.

    `conflicts` maps a field to its before, mine and theirs values.
    """

    status = 409
    code = "stale"
    usual = mark("这条记录在您编辑期间被别人改过")

    def __init__(
        self,
        what: str = "",
        *,
        conflicts: Mapping[str, Mapping[str, object]] | None = None,
        revision: int = 0,
        why: str = "",
        todo: str = "",
    ) -> None:
        super().__init__(what, why=why, todo=todo)
        self.conflicts = dict(conflicts or {})
        self.revision = revision


class AlreadyThere(KamError):
    """What was to be made exists: `record` is its number, a door leads there."""

    status = 409
    code = "already-there"
    usual = mark("已经有了，不用再建一个")

    def __init__(
        self, what: str = "", *, record: int, why: str = "", todo: str = ""
    ) -> None:
        super().__init__(what, why=why, todo=todo)
        self.record = record


class PreconditionFailed(KamError):
    """The If-Match tag does not name the current revision."""

    status = 412
    code = "precondition-failed"
    usual = mark("记录的版本已经改变")


class TooLarge(KamError):
    """More than the stated limit."""

    status = 413
    code = "too-large"
    usual = mark("超过了上限")


class TooMany(KamError):
    """Too many tries; `retry_after` says when to try again, in seconds."""

    status = 429
    code = "too-many"
    usual = mark("尝试次数过多")

    def __init__(
        self,
        what: str = "",
        *,
        retry_after: int = 60,
        why: str = "",
        todo: str = "",
        **params: object,
    ) -> None:
        super().__init__(what, why=why, todo=todo, **params)
        self.retry_after = retry_after


class Busy(KamError):
    """The database is occupied; nothing was written."""

    status = 503
    code = "busy"
    usual = mark("系统正忙，这次没有保存")
