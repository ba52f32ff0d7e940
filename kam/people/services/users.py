"""Verbs on users and their passwords."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from kam.audit import changes
from kam.audit.services import record
from kam.core.clock import now
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.people.models import ResetLink, Team, User
from kam.people.policies import may_arrange_users, require

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

EDITABLE = frozenset(
    {"name", "role", "team_id", "email", "language", "time_zone", "is_active"}
)


@dataclass(frozen=True)
class UserDraft:
    """What is needed to let somebody in."""

    username: str
    name: str
    role: str
    team: Team
    email: str = ""
    language: str = "zh-hans"
    time_zone: str = "Asia/Shanghai"


def create_user(
    *, actor: User | None, draft: UserDraft, password: str | None = None
) -> User:
    """Add a person; without a password a one-time link lets them set one."""
    require(may_arrange_users(actor, "create"))
    user = User(
        username=draft.username,
        name=draft.name,
        role=draft.role,
        team=draft.team,
        email=draft.email,
        language=draft.language,
        time_zone=draft.time_zone,
        password=make_password(None),
    )
    with transaction.atomic():
        if password is not None:
            check_password(user, password)
            user.password = make_password(password)
        return changes.create(actor=actor, row=user, verb="user.create")


def edit_user(
    *,
    actor: User | None,
    user: User,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> User:
    """Change what an administrator may change about somebody.

    Nobody changes the own role or deactivates the own access, so an administrator
    always remains. A deactivation ends sessions, tokens and links for good.
    """
    refuse_unknown(wanted, EDITABLE)
    require(may_arrange_users(actor, "change"))
    with transaction.atomic():
        current = User.objects.select_for_update().get(pk=user.pk)
        asked = consequences(actor, current, changes.tidied(current, wanted))
        row = changes.change(
            actor=actor, row=current, wanted=asked, before=before, verb="user.change"
        )
        if row.email != current.email:
            end_links([row.pk])
    return row


def consequences(
    actor: User | None, user: User, wanted: Mapping[str, object]
) -> dict[str, object]:
    """Return the wanted values with what follows from them, or refuse them."""
    asked = dict(wanted)
    is_self = actor is not None and actor.pk == user.pk
    if is_self and asked.get("is_active", True) is False:
        raise Invalid(fields={"is_active": [mark("不能停用自己的账号")]})
    if is_self and asked.get("role", user.role) != user.role:
        raise Invalid(fields={"role": [mark("不能改自己的角色，请另一位管理员来改")]})
    if user.is_active and asked.get("is_active", True) is False:
        asked["credentials_changed_at"] = now()
    return asked


def end_links(user_ids: Collection[int]) -> None:
    """Close the one-time links of people whose address has changed."""
    open_ones = ResetLink.objects.filter(user__in=user_ids, used_at__isnull=True)
    open_ones.update(used_at=now())


def refuse_unknown(wanted: Mapping[str, object], known: Collection[str]) -> None:
    """Refuse a field that a verb does not set."""
    strange = sorted(set(wanted) - set(known))
    if strange:
        raise Invalid(fields={name: [mark("不能这样修改这个字段")] for name in strange})


def check_password(user: User, password: str) -> None:
    """Refuse a password that is too easy to guess."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Invalid(fields={"password": error.messages}) from error


def set_password(*, actor: User | None, user: User, password: str) -> User:
    """Set a new password; every other session, token and open link of the user ends."""
    with transaction.atomic():
        check_password(user, password)
        user.password = make_password(password)
        user.credentials_changed_at = now()
        user.revision += 1
        user.save(update_fields=["password", "credentials_changed_at", "revision"])
        told = {"password": ("", "changed")}
        record(actor=actor, deed=changes.deed_of(user, "user.set_password", told))
    return user
