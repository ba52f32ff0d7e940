"""Letters to people, where mail is set up; none of them delays an answer."""

from __future__ import annotations

import logging
import smtplib
from threading import Thread
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import send_mail
from django.db import connections, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from kam.people.queries import mail_is_set_up

if TYPE_CHECKING:
    from collections.abc import Callable

    from kam.people.models import User

log = logging.getLogger(__name__)


def later(deed: Callable[[], None]) -> None:
    """Do something beside the answer, so that its time tells nothing."""
    if not settings.LETTERS_IN_THREADS:
        deed()
        return

    def run() -> None:
        try:
            deed()
        finally:
            connections.close_all()

    Thread(target=run).start()


def send(address: str, subject: str, body: str) -> None:
    """Send one letter; a mail server that fails is a line in the log."""
    try:
        send_mail(subject, body, None, [address])
    except (smtplib.SMTPException, OSError) as error:
        log.warning("a letter was not sent: %s", type(error).__name__)


def tell_change(user: User, what: str, *, address: str) -> None:
    """Tell somebody, once it is stored, that a credential was changed."""
    if not (mail_is_set_up() and address):
        return
    with translation.override(user.language):
        subject = _("您的%(what)s已更改") % {"what": _(what)}
        body = _(
            "%(name)s，您好：\n\n您在绩效先锋的%(what)s刚刚更改。"
            "如果不是您本人操作，请马上联系管理员。"
        ) % {"name": user.name, "what": _(what)}
    transaction.on_commit(lambda: later(lambda: send(address, subject, body)))


def send_link(user: User, url: str) -> None:
    """Send somebody the one-time link that was asked for."""
    with translation.override(user.language):
        subject = _("设置新密码的一次性链接")
        body = _(
            "%(name)s，您好：\n\n请在一小时内打开下面的链接设置新密码，只能用一次：\n"
            "%(url)s\n\n如果不是您要的，可以不理会；您的密码没有改变。"
        ) % {"name": user.name, "url": url}
    send(user.email, subject, body)
