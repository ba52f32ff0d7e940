"""The value ledger: what we claim to be worth, and how far it has come."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.accounts.models import Stakeholder
from kam.catalog.models import Product
from kam.core.fields import Day, Line, Prose, within_days
from kam.core.models import Record
from kam.needs.models.base import OfAccount
from kam.needs.querysets import ClaimMoveQuerySet, KeptQuerySet
from kam.needs.terms import ClaimState


class Claim(OfAccount):
    """A value that we perceive; its moves tell how far the customer has got."""

    COUNTED = _("价值主张")

    text = Line(_("我们带来什么价值"), max_length=200)
    stakeholder = models.ForeignKey(
        Stakeholder,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("对谁"),
    )
    product = models.ForeignKey(
        Product,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("产品"),
    )
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [within_days("day", "needs_claim_day")]
        indexes = [models.Index(fields=["account", "id"], name="needs_claims")]

    def __str__(self) -> str:
        """Return a name that tells nobody's value."""
        return f"V{self.pk}"


class ClaimMove(Record):
    """One move of a claim, with what was seen or said; only ever added."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="moves")
    state = models.CharField(_("到了哪一步"), max_length=12, choices=ClaimState)
    evidence = Prose(_("依据"), max_length=1000, blank=False)
    day = Day(_("哪天的依据"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("填写人"),
        null=True,
        blank=True,
    )
    retracted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ClaimMoveQuerySet.as_manager()

    class Meta:
        ordering = ["day", "id"]
        constraints = [within_days("day", "needs_claimmove_day")]

    def __str__(self) -> str:
        """Return a name that tells nobody's words."""
        return f"VM{self.pk}"

    @property
    def audit_account_id(self) -> int | None:
        """The account of the claim."""
        return self.claim.account_id

    @property
    def audit_team_id(self) -> int | None:
        """The chain of the account's team."""
        return self.claim.account.team_id
