"""Users, teams, territories with dated assignment, tokens and one-time links."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kam.core.fields import Day, Line, within_days
from kam.core.models import Record
from kam.people.querysets import (
    AssignmentQuerySet,
    OwnQuerySet,
    TeamQuerySet,
    TerritoryQuerySet,
    UserQuerySet,
)
from kam.people.rules import is_slash, is_time_zone
from kam.people.terms import Language, Role

if TYPE_CHECKING:
    from datetime import datetime


class Team(Record):
    """A team in the tree of teams; `path` lists its ancestors and itself."""

    COUNTED = pgettext_lazy("part", "团队")

    name = Line(_("名称"), max_length=120)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    path = models.CharField(max_length=400, editable=False, db_index=True, blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "name"],
                name="people_team_name",
                nulls_distinct=False,
                violation_error_message=_("上级团队里已有同名团队"),
            )
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    def clean(self) -> None:
        """Keep the sign that separates teams in a written path out of names."""
        super().clean()
        if any(map(is_slash, self.name)):
            raise ValidationError({"name": _("团队名称里不能有斜杠")})

    @property
    def audit_team_id(self) -> int | None:
        """Its own chain."""
        return self.pk


class UserAccess(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """How Django looks a user up by name."""

    def get_by_natural_key(self, username: str | None) -> User:
        """Return the user with this sign-in name."""
        found: User = self.get(username=username)
        return found


class User(AbstractBaseUser, Record):
    """A person who signs in, with exactly one role and one team.

    Sessions, tokens and one-time links from before `credentials_changed_at` are
    void: a new password, a new e-mail address of one's own, or a deactivation.
    """

    COUNTED = pgettext_lazy("part", "用户")

    UNAUDITED = Record.UNAUDITED | {"password", "last_login"}

    username = Line(
        _("用户名"),
        max_length=80,
        unique=True,
        validators=[UnicodeUsernameValidator()],
    )
    name = Line(_("姓名"), max_length=80)
    role = models.CharField(_("角色"), max_length=20, choices=Role)
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, verbose_name=_("团队"), related_name="people"
    )
    email = models.EmailField(_("电子邮件"), blank=True, default="")
    language = models.CharField(
        _("语言"), max_length=10, choices=Language, default=Language.CHINESE
    )
    time_zone = models.CharField(_("时区"), max_length=60, default="Asia/Shanghai")
    is_active = models.BooleanField(_("可以登录"), default=True)
    credentials_changed_at = models.DateTimeField(null=True, blank=True)

    objects = UserAccess()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        """Return the person's name."""
        return self.name

    def clean(self) -> None:
        """Refuse a time zone that no clock knows."""
        super().clean()
        if not is_time_zone(self.time_zone):
            raise ValidationError({"time_zone": _("没有这个时区")})

    @property
    def audit_team_id(self) -> int | None:
        """Users are written down in the company's chain."""
        return None

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Bind sessions to the password and to the last change of credentials."""
        stamp = self.credentials_changed_at
        bound = f"{self.password}{stamp.isoformat() if stamp else ''}"
        salt = "kam.people.models.User.session"
        return salted_hmac(salt, bound, secret=secret, algorithm="sha256").hexdigest()

    @cached_property
    def team_ids(self) -> frozenset[int]:
        """The teams of the subtree below and with one's own; read once a request."""
        path = Team.objects.filter(pk=self.team_id).values("path")[:1]
        inside = Team.objects.filter(path__startswith=models.Subquery(path))
        return frozenset(inside.values_list("pk", flat=True))

    @cached_property
    def shared_account_ids(self) -> frozenset[int]:
        """The accounts that others shared with this person; read once a request."""
        share = apps.get_model("accounts", "AccountShare")
        rows = share.objects.filter(user_id=self.pk)
        return frozenset(rows.values_list("account_id", flat=True))


class Territory(Record):
    """A sales territory with a code such as 101, held by a team."""

    COUNTED = pgettext_lazy("part", "区域")

    code = Line(_("代码"), max_length=40)
    name = Line(_("名称"), max_length=120, blank=True, default="")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, verbose_name=_("团队"))
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("上级区域"),
    )

    objects = TerritoryQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "code"],
                name="people_territory_code",
                violation_error_message=_("本团队已有这个区域代码"),
            )
        ]

    def __str__(self) -> str:
        """Return the code, with the name where there is one."""
        return f"{self.code} {self.name}".strip()

    @property
    def audit_team_id(self) -> int | None:
        """The chain of its team."""
        return self.team_id


class TerritoryAssignment(Record):
    """Who works a territory, from a day to a day; history stays true after a move."""

    territory = models.ForeignKey(
        Territory, on_delete=models.PROTECT, related_name="assignments"
    )
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments")
    starts_on = Day(_("开始"))
    ends_on = Day(_("结束"), null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            within_days("starts_on", "people_assignment_start"),
            within_days("ends_on", "people_assignment_end"),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="people_assignment_order",
                violation_error_message=_("结束日期早于开始日期"),
            ),
        ]

    @property
    def audit_team_id(self) -> int | None:
        """The chain of the territory's team."""
        return self.territory.team_id


class Token(Record):
    """A secret for the API; only its digest is kept."""

    UNAUDITED = Record.UNAUDITED | {"digest", "last_used_at"}

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tokens")
    name = Line(_("名称"), max_length=80)
    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    objects = OwnQuerySet.as_manager()


class ResetLink(Record):
    """A link that sets a password once, within an hour."""

    UNAUDITED = Record.UNAUDITED | {"digest"}

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    issued_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects = OwnQuerySet.as_manager()

    def is_open(self, moment: datetime) -> bool:
        """Whether the link still opens: unused, in time, not overtaken, not barred."""
        changed = self.user.credentials_changed_at
        fresh = changed is None or changed < self.created_at
        in_time = self.used_at is None and moment < self.expires_at
        return in_time and fresh and self.user.is_active


class SignInTries(models.Model):
    """How often a name or an address failed to sign in lately."""

    key = models.CharField(max_length=120, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()


class Setting(Record):
    """One editable setting of the company; its meaning stands in `settings_book`."""

    key = models.CharField(max_length=80, unique=True)
    value = models.JSONField()
