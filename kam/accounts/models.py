"""Key accounts, persons, and their affiliation with an account."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.accounts.querysets import (
    AccountQuerySet,
    PersonQuerySet,
    ShareQuerySet,
    StakeholderQuerySet,
)
from kam.accounts.rules.erased import is_erased, stands_instead
from kam.accounts.rules.writeups import BLOCKS
from kam.accounts.terms import AccountKind, AgeBand, FunctionalRole, Layer, SizeClass
from kam.core.fields import Day, Line, Prose, within, within_days
from kam.core.marking import mark
from kam.core.models import AccountRecord, Record
from kam.core.money import LARGEST_MINOR, Money
from kam.core.text import digits_key, name_key
from kam.people.models import Team, Territory

User = settings.AUTH_USER_MODEL


class Account(Record):
    """A key account (大客户): an organisation made of people with different roles."""

    COUNTED = _("客户")

    UNAUDITED = Record.UNAUDITED | {"name_key", "phone_key"}

    name = Line(_("名称"), max_length=200)
    name_key = models.CharField(max_length=200, editable=False, db_index=True)
    kind = models.CharField(
        _("类型"), max_length=20, choices=AccountKind, default=AccountKind.OTHER
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("上级单位"),
    )
    size_class = models.CharField(
        _("规模"), max_length=10, choices=SizeClass, blank=True, default=""
    )
    potential_minor = models.BigIntegerField(
        _("年潜力"),
        null=True,
        blank=True,
        validators=[
            MinValueValidator(0, _("潜力不能小于 0")),
            MaxValueValidator(LARGEST_MINOR, _("潜力太大，请检查单位")),
        ],
    )
    currency = models.CharField(
        _("币种"),
        max_length=3,
        default="CNY",
        validators=[RegexValidator(r"\A[A-Z]{3}\Z", _("请写三个大写字母，如 CNY"))],
    )
    city = Line(_("城市"), max_length=80, blank=True, default="")
    credit_code = Line(_("统一社会信用代码"), max_length=40, blank=True, default="")
    phone = Line(_("电话"), max_length=40, blank=True, default="")
    phone_key = models.CharField(
        max_length=40, editable=False, blank=True, default="", db_index=True
    )
    business_scope = Prose(_("业务范畴"), max_length=2000)
    characteristics = Prose(_("特点"), max_length=2000)
    applications = Prose(_("我们产品可能应用的领域"), max_length=2000)
    owner = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="accounts",
        verbose_name=_("负责人"),
        null=True,
        blank=True,
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, verbose_name=_("团队"))
    territory = models.ForeignKey(
        Territory,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("区域"),
    )
    visit_interval_days = models.PositiveSmallIntegerField(
        _("拜访间隔（天）"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(366)],
    )
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = AccountQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            within("potential_minor", 0, LARGEST_MINOR, "accounts_potential"),
            within("visit_interval_days", 1, 366, "accounts_interval"),
        ]
        indexes = [
            models.Index(fields=["owner", "name", "id"], name="accounts_of_owner"),
            models.Index(fields=["team", "name", "id"], name="accounts_of_team"),
            models.Index(fields=["name", "id"], name="accounts_by_name"),
            models.Index(
                fields=["credit_code"],
                name="accounts_credit_code",
                condition=~models.Q(credit_code=""),
            ),
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    def clean(self) -> None:
        """Derive the keys that duplicates are found by."""
        self.name_key = name_key(self.name)[:200]
        self.phone_key = digits_key(self.phone)[:40]
        self.credit_code = digits_key(self.credit_code)[:40]

    @property
    def potential(self) -> Money | None:
        """The yearly potential as money."""
        if self.potential_minor is None:
            return None
        return Money(self.potential_minor, self.currency)

    @property
    def audit_account_id(self) -> int | None:
        """Itself."""
        return self.pk

    @property
    def audit_team_id(self) -> int | None:
        """The chain of its team."""
        return self.team_id


class AccountShare(AccountRecord):
    """A colleague who works on an account beside its owner."""

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="shares"
    )
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    shared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = ShareQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "user"],
                name="accounts_share_once",
                violation_error_message=_("已经共享给这位同事"),
            )
        ]


class Person(Record):
    """Somebody's identity; it may be affiliated with several accounts.

    Name, alias and title are seen by everybody who sees one affiliation.
    """

    UNAUDITED = Record.UNAUDITED | {"name_key"}

    name = Line(_("姓名或代称"), max_length=120)
    name_key = models.CharField(max_length=120, editable=False, db_index=True)
    is_alias = models.BooleanField(_("这是代称"), default=False)
    title = Line(_("职位"), max_length=120, blank=True, default="")

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        """Return a name that tells nobody who it is."""
        return f"P-{self.pk}"

    def clean(self) -> None:
        """Derive the key that duplicates are found by; no name passes for an erased."""
        if stands_instead(self.name):
            said = mark("这是清除之后留下的编号，不是姓名")
            raise ValidationError({"name": ValidationError(said)})
        self.name_key = name_key(self.name)[:120]

    @property
    def is_erased(self) -> bool:
        """Whether they were erased: nobody may write about them any more."""
        return is_erased(self.name_key)

    # The account somebody was first met in, while the person is being created.
    met_in: Account | None = None

    @property
    def audit_team_id(self) -> int | None:
        """The chain of the team that met the person first; later the company's."""
        return self.met_in.team_id if self.met_in is not None else None


class Stakeholder(AccountRecord):
    """A person (客户个体) in one account, and what we know about them there."""

    COUNTED = _("客户个体")

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="stakeholders"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="affiliations"
    )
    layer = models.CharField(
        _("层级"), max_length=20, choices=Layer, blank=True, default=""
    )
    functional_role = models.CharField(
        _("职能角色"), max_length=20, choices=FunctionalRole, blank=True, default=""
    )
    age_band = models.CharField(
        _("年龄段"), max_length=10, choices=AgeBand, blank=True, default=""
    )
    duties = Prose(_("职责"), max_length=1000)
    phone = Line(_("电话"), max_length=40, blank=True, default="")
    email = models.EmailField(_("电子邮件"), blank=True, default="")
    concerns = Prose(_("关心的问题"), max_length=2000)
    known_since = Day(_("何时认识"), null=True, blank=True)
    competition = Prose(_("竞争状况"), max_length=2000)
    views = Prose(_("客户观点"), max_length=2000)
    obstacle = Prose(_("主要障碍：具体的事例"), max_length=3000)
    notes = Prose(_("备注"), max_length=3000)
    writeup_done_at = models.DateTimeField(null=True, blank=True, editable=False)
    left_on = Day(_("离开日期"), null=True, blank=True)

    objects = StakeholderQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "person"],
                name="accounts_affiliation_once",
                violation_error_message=_("这个人已经在该客户名下"),
            ),
            within_days("known_since", "accounts_known_since"),
            within_days("left_on", "accounts_left_on"),
        ]
        indexes = [
            models.Index(fields=["account", "layer", "id"], name="accounts_people"),
        ]

    def __str__(self) -> str:
        """Return a name that tells nobody who it is."""
        return f"P{self.pk}"

    @property
    def version(self) -> str:
        """Two revisions: that of the affiliation and that of the identity."""
        return f"{self.revision}.{self.person.revision}"

    def known(self) -> dict[str, object]:
        """What the write-up asks about: the person, the account, the affiliation."""
        of_person = {"name": self.person.name, "title": self.person.title}
        of_account = {
            name: getattr(self.account, name) for name in BLOCKS["organisation"]
        }
        organisation = {"organisation": self.account.name}
        return {**self.values(), **of_account, **organisation, **of_person}
