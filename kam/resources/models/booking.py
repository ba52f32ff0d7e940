"""A booking (资源预订): asked for, decided about, used; and what it takes."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kam.accounts.models import Account, Stakeholder
from kam.core.fields import Day, Line, Prose, within, within_days
from kam.core.models import AccountRecord, Record
from kam.core.money import LARGEST_MINOR, Money
from kam.resources.models.resource import LARGEST_COUNT, Resource
from kam.resources.querysets import BookingQuerySet, HoldQuerySet
from kam.resources.rules.capacity import cost_of, taken_by
from kam.resources.terms import BookingState

if TYPE_CHECKING:
    from datetime import date

User = settings.AUTH_USER_MODEL
COUNT = [MinValueValidator(1), MaxValueValidator(LARGEST_COUNT)]
UNDECIDED = models.Q(
    state__in=[BookingState.WAITING, BookingState.WITHDRAWN],
    decided_at=None,
    decided_by=None,
)
DECIDED = models.Q(
    state__in=[
        BookingState.BOOKED,
        BookingState.REFUSED,
        BookingState.CANCELLED,
        BookingState.USED,
    ],
    decided_at__isnull=False,
)
USED = models.Q(
    state=BookingState.USED, used_on__isnull=False, actual_minor__isnull=False
)
UNUSED = ~models.Q(state=BookingState.USED) & models.Q(used_on=None, actual_minor=None)
ASSURED = models.Q(assured_at__isnull=False) & ~models.Q(assured_text="")


class Booking(AccountRecord):
    """How much of a resource, for which customer and step, on which days.

    `step_id` names a step of a plan in a higher room; `purpose` keeps what that step
    was, in its words. `asked` is what was asked for where a manager changed it.
    """

    COUNTED = _("资源预订")
    UNAUDITED = Record.UNAUDITED | {"client_id"}

    account = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="bookings",
        verbose_name=pgettext_lazy("noun", "客户"),
    )
    resource = models.ForeignKey(
        Resource,
        on_delete=models.PROTECT,
        related_name="bookings",
        verbose_name=pgettext_lazy("noun", "资源"),
    )
    stakeholder = models.ForeignKey(
        Stakeholder,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("用到哪一位客户方"),
    )
    step_id = models.BigIntegerField(
        pgettext_lazy("booking", "计划的步骤"), null=True, blank=True
    )
    purpose = Line(_("推动哪一步"), max_length=200, blank=True, default="")
    why = Prose(_("为什么需要"), max_length=500)
    first_day = Day(_("第一天"))
    last_day = Day(_("最后一天"))
    asked = models.PositiveIntegerField(_("申请数量"), validators=COUNT)
    quantity = models.PositiveIntegerField(
        pgettext_lazy("resource", "数量"), validators=COUNT
    )
    unit_minor = models.BigIntegerField(_("单价"), editable=False)
    currency = models.CharField(_("币种"), max_length=3, editable=False)
    state = models.CharField(
        _("状态"),
        max_length=9,
        choices=BookingState,
        default=BookingState.WAITING,
        db_default=BookingState.WAITING,
    )
    reason = Line(_("批复"), max_length=200, blank=True, default="")
    requester = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("申请人"),
    )
    decided_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("谁批的"),
    )
    decided_at = models.DateTimeField(_("什么时候批的"), null=True, blank=True)
    assured_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("谁确认的合规"),
    )
    assured_at = models.DateTimeField(_("什么时候确认的"), null=True, blank=True)
    assured_text = Prose(_("确认了什么"), max_length=500)
    used_on = Day(_("哪天用的"), null=True, blank=True)
    actual_minor = models.BigIntegerField(
        _("实际花费"),
        null=True,
        blank=True,
        validators=[
            MinValueValidator(0, _("金额不能小于 0")),
            MaxValueValidator(LARGEST_MINOR, _("金额太大，请检查单位")),
        ],
    )
    client_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = BookingQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            *(
                within(name, 1, LARGEST_COUNT, f"resources_{name}")
                for name in ("asked", "quantity")
            ),
            *(
                within(name, 0, LARGEST_MINOR, f"resources_booking_{name}")
                for name in ("unit_minor", "actual_minor")
            ),
            *(
                within_days(name, f"resources_{name}")
                for name in ("first_day", "last_day", "used_on")
            ),
            models.CheckConstraint(
                condition=models.Q(first_day__lte=models.F("last_day")),
                name="resources_booking_days",
            ),
            models.CheckConstraint(
                condition=UNDECIDED | DECIDED, name="resources_booking_decided"
            ),
            models.CheckConstraint(
                condition=USED | UNUSED, name="resources_booking_used"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=BookingState.REFUSED) | ~models.Q(reason=""),
                name="resources_refused_why",
            ),
            models.CheckConstraint(
                condition=models.Q(stakeholder=None) | ASSURED,
                name="resources_person_assured",
            ),
        ]
        indexes = [
            models.Index(
                fields=["resource", "first_day", "last_day"],
                name="resources_bookings",
            ),
            models.Index(fields=["account", "-id"], name="resources_of_account"),
            models.Index(fields=["step_id"], name="resources_of_step"),
            models.Index(fields=["state", "last_day"], name="resources_by_state"),
        ]

    def __str__(self) -> str:
        """Return a name that tells nobody what it is about."""
        return f"B{self.pk}"

    @property
    def planned_minor(self) -> int:
        """What it costs by the price it was asked for at."""
        days = (self.first_day, self.last_day)
        return cost_of(self.unit_minor, self.resource.span, *days, self.quantity)

    @property
    def cost(self) -> Money:
        """What it cost where it was used, and otherwise what it would."""
        minor = self.actual_minor
        return Money(self.planned_minor if minor is None else minor, self.currency)

    @property
    def taken(self) -> int:
        """What it takes of the capacity; money that was not spent is free again."""
        if not self.resource.is_purse:
            return self.quantity
        return taken_by(self.quantity, self.unit_minor, self.actual_minor)

    def is_expired(self, day: date) -> bool:
        """Whether its days are over before anybody decided."""
        return self.state == BookingState.WAITING and self.last_day < day


class Hold(models.Model):
    """What a booking takes of a resource in one period of its capacity.

    It exists while the booking holds, and follows from it. `alone` marks what only
    one booking can have at a time: then the database refuses a second one.
    """

    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="holds")
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="+")
    period = Day()
    quantity = models.PositiveIntegerField(validators=COUNT)
    alone = models.BooleanField(default=False)

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ["resource", "period"]
        constraints = [
            within("quantity", 1, LARGEST_COUNT, "resources_hold_quantity"),
            within_days("period", "resources_hold_period"),
            models.UniqueConstraint(
                fields=["booking", "period"], name="resources_hold_once"
            ),
            models.UniqueConstraint(
                fields=["resource", "period"],
                condition=models.Q(alone=True),
                name="resources_held_alone",
            ),
        ]
        indexes = [
            models.Index(fields=["resource", "period"], name="resources_holds"),
        ]

    def __str__(self) -> str:
        """Return the period."""
        return f"{self.period}"
