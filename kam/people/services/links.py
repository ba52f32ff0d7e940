"""Verbs on the links that let somebody set a password once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kam.audit import changes
from kam.core.clock import now
from kam.core.errors import NotFound
from kam.core.text import mark
from kam.people.models import ResetLink
from kam.people.policies import may_arrange_users, require
from kam.people.rules import RESET_LIFE, new_secret, secret_digest
from kam.people.services.users import set_password

if TYPE_CHECKING:
    from kam.people.models import User


def issue_reset_link(*, actor: User | None, user: User) -> tuple[ResetLink, str]:
    """Make a link for somebody; its secret is shown only now, older links end."""
    require(may_arrange_users(actor, "change"))
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


def use_reset_link(*, secret: str, password: str) -> User:
    """Set a password by a link that is valid, unused and newer than the password."""
    with transaction.atomic():
        link = (
            ResetLink.objects.select_for_update(of=("self",))
            .select_related("user")
            .filter(digest=secret_digest(secret))
            .first()
        )
        if link is None or not link.is_open(now()):
            raise NotFound(
                mark("这个链接无效、已用过或已过期"),
                todo=mark("请向管理员要一个新的链接"),
            )
        link.used_at = now()
        link.save(update_fields=["used_at"])
        return set_password(actor=link.user, user=link.user, password=password)
