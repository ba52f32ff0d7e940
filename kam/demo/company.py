"""Making the invented company once, and the five ways to sign in to it."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.db import transaction

from kam.core.clock import now, today
from kam.core.errors import KamError
from kam.core.text import mark
from kam.demo.building import build
from kam.demo.building.stage import Stage
from kam.people.models import Setting, User
from kam.people.services import set_password

if TYPE_CHECKING:
    from collections.abc import Callable

MARKER = "demo.company"
SIGN_INS = ("rep101", "manager1", "analyst", "trainer", "admin")
WHERE = ("demo", "test")


@dataclass(frozen=True)
class SignIn:
    """One way into the demo."""

    role: str
    username: str
    password: str


def ensure_company(progress: Callable[[str], None]) -> None:
    """Make the company, whole or not at all; what is there already stays."""
    refuse_elsewhere()
    marker = Setting.objects.filter(key=MARKER).first()
    if marker is None:
        _make(progress)
    else:
        day = marker.value["day"]
        progress(f"演示公司建于 {day}，资料保持不变 · made on {day}, kept as it is")


def _make(progress: Callable[[str], None]) -> None:
    """Build in one transaction: a kill in between leaves nothing behind."""
    if User.objects.exists():
        raise KamError(
            mark("这个数据库里已有真实的用户，不能在里面建立演示公司"),
            todo=mark("请把 DATABASE_URL 指向另一个数据库"),
        )
    day = today("Asia/Shanghai")
    with transaction.atomic():
        build(Stage(today=day, real=now()), progress)
        Setting.objects.create(key=MARKER, value={"day": day.isoformat()})


def has_company() -> bool:
    """Say whether this database holds the demo company."""
    return bool(Setting.objects.filter(key=MARKER).exists())


def refuse_elsewhere() -> None:
    """Keep the demo, its people and its passwords out of real use."""
    if settings.ENVIRONMENT not in WHERE:
        raise KamError(
            mark("演示公司和它的密码只在演示环境里存在"),
            todo=mark("请用 kam demo 启动演示"),
        )


def sign_ins() -> list[SignIn]:
    """Return five people whose passwords work now; a changed one is set back."""
    refuse_elsewhere()
    found = []
    for username in SIGN_INS:
        user = User.objects.get(username=username)
        password = password_for(username)
        if not check_password(password, user.password):
            set_password(actor=None, user=user, password=password)
        found.append(SignIn(user.role, username, password))
    return found


def password_for(username: str) -> str:
    """Derive a password from this installation's secret; no two demos share one."""
    key = settings.SECRET_KEY.encode()
    digest = hmac.new(key, f"demo:{username}".encode(), hashlib.sha256).digest()
    text = base64.b32encode(digest).decode().lower()
    return "-".join((text[:4], text[4:8], text[8:12]))
