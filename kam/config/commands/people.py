"""Administrators and API tokens from the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kam.config.commands.opening import open_product
from kam.core.errors import NotFound
from kam.core.text import mark

if TYPE_CHECKING:
    import argparse

    from kam.people.models import Team, User


def user_named(username: str) -> User:
    """Return an active user, or say that there is none."""
    from kam.people.models import User  # noqa: PLC0415 - needs set-up

    found = User.objects.active().filter(username=username).first()
    if found is None:
        raise NotFound(mark("没有这个可登录的用户"), todo=mark("请检查用户名"))
    return found


def create_admin(chosen: argparse.Namespace) -> int:
    """Create an administrator and print the one-time link that sets a password."""
    open_product()
    from django.db import transaction  # noqa: PLC0415 - needs set-up

    from kam.people.services import create_user, issue_reset_link  # noqa: PLC0415
    from kam.people.services.users import UserDraft  # noqa: PLC0415

    with transaction.atomic():
        draft = UserDraft(
            username=chosen.username,
            name=chosen.name or chosen.username,
            role="administrator",
            team=_top_team(chosen.company),
        )
        user = create_user(actor=None, draft=draft)
        _link, secret = issue_reset_link(actor=None, user=user)
    url = f"{chosen.url.rstrip('/')}/password/set/{secret}"
    if chosen.json:
        print(json.dumps({"username": user.username, "link": url}, ensure_ascii=False))
    else:
        print(f"administrator: {user.username}\none-time link (1 h): {url}")
    return 0


def _top_team(name: str) -> Team:
    from kam.people.models import Team  # noqa: PLC0415 - needs set-up
    from kam.people.services import create_team  # noqa: PLC0415

    top = Team.objects.filter(parent__isnull=True).order_by("pk").first()
    return top or create_team(actor=None, name=name or mark("公司"))


def create_token(chosen: argparse.Namespace) -> int:
    """Create an API token for somebody and print its secret once."""
    open_product()
    from kam.people.services import create_token as create  # noqa: PLC0415

    scopes = ("read", "write") if chosen.write else ("read",)
    user = user_named(chosen.user)
    token, secret = create(actor=None, user=user, name=chosen.name, scopes=scopes)
    if chosen.json:
        told = {"token": secret, "scopes": token.scopes, "user": chosen.user}
        print(json.dumps(told, ensure_ascii=False))
    else:
        print(secret)
    return 0
