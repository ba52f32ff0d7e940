"""The pages about oneself: profile, password, tokens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kam.core.clock import now
from kam.people.pages.tabs import Tab, settings_tabs
from kam.people.queries import tokens_of

if TYPE_CHECKING:
    from datetime import datetime

    from kam.people.models import Token, User


@dataclass(frozen=True)
class Fact:
    """A labelled value, with a link where it leads somewhere."""

    label: str
    value: str
    url: str = ""


@dataclass(frozen=True)
class OwnPage:
    """A page of one's own settings."""

    tabs: list[Tab]
    facts: list[Fact]


def own_page(user: User, current: str) -> OwnPage:
    """Return the profile or password page."""
    facts = [
        Fact(_("用户名"), user.username),
        Fact(_("角色"), user.get_role_display()),
        Fact(_("团队"), user.team.name),
        Fact(_("电子邮件"), user.email),
    ]
    return OwnPage(tabs=settings_tabs(user, current), facts=facts)


@dataclass(frozen=True)
class TokenRow:
    """A token as its owner sees it; the secret is not among it."""

    pk: int
    name: str
    prefix: str
    may: str
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    state: str
    tone: str
    is_open: bool


@dataclass(frozen=True)
class TokensPage:
    """The tokens of a person, and the secret of one just made."""

    tabs: list[Tab]
    rows: list[TokenRow]
    secret: str = ""


def tokens_page(user: User, secret: str = "") -> TokensPage:
    """Return the page of a person's tokens."""
    rows = [_row(user, token) for token in tokens_of(user)]
    return TokensPage(tabs=settings_tabs(user, "tokens"), rows=rows, secret=secret)


def _row(user: User, token: Token) -> TokenRow:
    state, tone = _state(user, token)
    return TokenRow(
        pk=token.pk,
        name=token.name,
        prefix=token.prefix,
        may=_("读取和写入") if "write" in token.scopes else _("只读取"),
        created_at=token.created_at,
        expires_at=token.expires_at,
        last_used_at=token.last_used_at,
        state=state,
        tone=tone,
        is_open=tone == "good",
    )


def _state(user: User, token: Token) -> tuple[str, str]:
    changed = user.credentials_changed_at
    if token.revoked_at is not None:
        return _("已作废"), "mute"
    if changed is not None and token.created_at <= changed:
        return _("改密码后失效"), "mute"
    if token.expires_at is not None and token.expires_at <= now():
        return _("已过期"), "mute"
    return _("有效"), "good"
