"""What every record of this room has: an account, a day and an author."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kam.accounts.models import Account
from kam.core.fields import Day
from kam.core.models import AccountRecord


class OfAccount(AccountRecord):
    """Something written about an account on a day."""

    account = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=pgettext_lazy("noun", "客户"),
    )
    day = Day(_("哪天知道的"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("填写人"),
        null=True,
        blank=True,
    )

    class Meta:
        abstract = True
