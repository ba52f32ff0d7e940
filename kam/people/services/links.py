"""Verbs on the links that let somebody set a password once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from django.db import transaction

from kam.audit import changes
from kam.core.clock import now
from kam.core.errors import Invalid, NotFound
from kam.core.text import mark
from kam.people.models import ResetLink
from kam.people.policies import may_arrange_users, require
from kam.people.queries import link_from_secret, mail_is_set_up, people_reached_by
from kam.people.rules import RESET_LIFE, new_secret, secret_digest
from kam.people.services.letters import later, send_link
from kam.people.services.sessions import SIGN_IN
from kam.people.services.tries import admit, forgive
from kam.people.services.users import create_user, set_password

if TYPE_CHECKING:
    from collections.abc import Callable

    from kam.people.models import User
    from kam.people.services.users import UserDraft

FORGOT = "forgot"
LINK = "link"


def issue_reset_link(*, actor: User | None, user: User) -> tuple[ResetLink, str]:
    """Make a link for somebody; its secret is shown only now, older links end."""
    require(may_arrange_users(actor, "change"))
    if not user.is_active:
        raise Invalid(mark("停用的账号不能发链接"), todo=mark("请先恢复这个账号"))
    secret = new_secret()
    row = ResetLink(
        user=user,
        digest=secret_digest(secret),
        issued_by=actor,
        expires_at=now() + RESET_LIFE,
    )
    with transaction.atomic():
        open_links = ResetLink.objects.filter(user=user, used_at__isnull=True)
        open_links.update(used_at=now())
        return changes.create(actor=actor, row=row, verb="user.issue_link"), secret


def invite_user(*, actor: User | None, draft: UserDraft) -> tuple[ResetLink, str]:
    """Add a person and make the link that lets the person set a password."""
    with transaction.atomic():
        user = create_user(actor=actor, draft=draft)
        return issue_reset_link(actor=actor, user=user)


def ask_for_link(*, name: str, address: str, url_of: Callable[[str], str]) -> None:
    """Send a link to whoever has this user name or e-mail address, if anybody.

    The answer and its time are the same for known and unknown names.
    """
    admit(door=FORGOT, address=address, account=f"{FORGOT}:{name}")
    if mail_is_set_up():
        later(lambda: _send_links(name, url_of))


def _send_links(name: str, url_of: Callable[[str], str]) -> None:
    for user in people_reached_by(name):
        _link, secret = issue_reset_link(actor=None, user=user)
        send_link(user, url_of(secret))


def refuse_link(*, address: str) -> NoReturn:
    """Count a wrong link like a wrong password, and say how to get a right one."""
    admit(door=LINK, address=address)
    raise no_such_link()


def no_such_link() -> NotFound:
    """Return the one answer to a link that is wrong, used or late."""
    return NotFound(
        mark("这个链接无效、已用过或已过期"),
        todo=mark("请向管理员要一个新的链接，或在登录页点“忘记密码”"),
    )


def use_reset_link(*, secret: str, password: str, address: str) -> User:
    """Set a password by a link that is valid, unused and newer than the password."""
    admit(door=LINK, address=address)
    with transaction.atomic():
        link = link_from_secret(secret, lock=True)
        if link is None:
            raise no_such_link()
        link.used_at = now()
        link.save(update_fields=["used_at"])
        user = set_password(actor=link.user, user=link.user, password=password)
    forgive(door=LINK, address=address)
    forgive(door=SIGN_IN, address=address, account=user.username)
    return user
