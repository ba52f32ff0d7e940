"""What somebody will do after a visit: our actions, and promises both ways."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.accounts.models import Account, Stakeholder
from kam.core.fields import Day, Line, Prose, within_days
from kam.core.models import AccountRecord, Record
from kam.visits.models.visit import Visit
from kam.visits.querysets import ActionQuerySet, PromiseQuerySet
from kam.visits.terms import ActionLevel, ActionState, PromiseSide, PromiseState

User = settings.AUTH_USER_MODEL


class Action(AccountRecord):
    """Something one of us has to do, with a day."""

    COUNTED = _("行动")
    UNAUDITED = Record.UNAUDITED | {"client_id"}

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="actions"
    )
    owner = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="actions", verbose_name=_("负责人")
    )
    text = Prose(_("行动"), max_length=500, blank=False)
    due_on = Day(_("到期"))
    level = models.CharField(
        _("影响层面"),
        max_length=4,
        choices=ActionLevel,
        default=ActionLevel.KAM1,
        db_default=ActionLevel.KAM1,
    )
    resource = Line(_("需要的资源"), max_length=200, blank=True, default="")
    state = models.CharField(
        _("状态"), max_length=10, choices=ActionState, default=ActionState.OPEN
    )
    done_at = models.DateTimeField(null=True, blank=True)
    source_visit = models.ForeignKey(
        Visit, on_delete=models.PROTECT, null=True, blank=True, related_name="actions"
    )
    client_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [within_days("due_on", "visits_action_due")]
        indexes = [
            models.Index(fields=["owner", "state", "due_on"], name="visits_my_actions"),
            models.Index(
                fields=["due_on", "id"],
                name="visits_due_actions",
                condition=models.Q(state="open"),
            ),
        ]


class Promise(AccountRecord):
    """What we owe the customer, or the customer owes us."""

    COUNTED = _("承诺")
    UNAUDITED = Record.UNAUDITED | {"client_id"}

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="promises"
    )
    stakeholder = models.ForeignKey(
        Stakeholder,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="promises",
        verbose_name=_("客户方"),
    )
    owner = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="promises",
        verbose_name=_("我方负责人"),
    )
    side = models.CharField(_("谁承诺"), max_length=8, choices=PromiseSide)
    text = Prose(_("承诺"), max_length=500, blank=False)
    due_on = Day(_("到期"))
    state = models.CharField(
        _("状态"), max_length=8, choices=PromiseState, default=PromiseState.OPEN
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    source_visit = models.ForeignKey(
        Visit, on_delete=models.PROTECT, null=True, blank=True, related_name="promises"
    )
    client_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [within_days("due_on", "visits_promise_due")]
        indexes = [
            models.Index(fields=["owner", "state", "due_on"], name="visits_my_promise"),
            models.Index(fields=["account", "state"], name="visits_open_promise"),
            models.Index(
                fields=["due_on", "id"],
                name="visits_due_promises",
                condition=models.Q(state="open"),
            ),
        ]
