"""Account plans: one of a troubled account, and one that was approved twice."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from kam.accounts.models import Account
from kam.blueprints.services import (
    FindingDraft,
    ObjectiveDraft,
    add_finding,
    add_objective,
    add_remark,
    amend_blueprint,
    approve_blueprint,
    begin_blueprint,
    close_review,
    edit_blueprint,
    open_review,
    submit_blueprint,
)
from kam.core.clock import pretend
from kam.demo.book import chapter
from kam.demo.script.customers import customers
from kam.people.models import User

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from kam.blueprints.models import Blueprint
    from kam.demo.building.stage import Stage

ASKED = "院长那边，谁去、用什么事去？写清楚再批。"


def build_blueprints(stage: Stage) -> None:
    """Write both plans in the order in which it came about."""
    book = chapter("blueprints")
    for key, tell in (("troubled", _troubled), ("approved", _approved)):
        account = _account(book[key]["trouble"])
        if account is not None and account.owner is not None:
            tell(Teller(stage, account), book[key])


def _account(trouble: str) -> Account | None:
    names = [c.name for c in customers() if c.trouble == trouble]
    rows = Account.objects.filter(name__in=names).select_related("owner", "team")
    return rows.order_by("pk").first()


class Teller:
    """Who writes and who decides at one account, each at their moment."""

    def __init__(self, stage: Stage, account: Account) -> None:
        self.stage, self.account = stage, account
        self.rep = User.objects.get(pk=account.owner_id)
        managers = User.objects.active().filter(role="manager", team=account.team)
        self.lead = managers.order_by("pk").first() or self.rep

    def day(self, ago: int) -> date:
        """Return the day so many days ago."""
        return self.stage.today - timedelta(days=ago)

    def then(self, ago: int, deed: Callable[..., Any], **told: Any) -> Any:
        """Carry a deed out as if it were that day."""
        with pretend(self.stage.moment(self.day(ago))):
            return deed(**told)

    def begun(self, told: dict[str, Any]) -> Blueprint:
        """Begin the plan of this year and write its first texts."""
        ago, year = told["begun"], self.stage.today.year
        row = self.then(
            ago, begin_blueprint, actor=self.rep, account=self.account, year=year
        )
        return self.written(ago, row, told["first"])

    def written(self, ago: int, row: Blueprint, wanted: dict[str, Any]) -> Blueprint:
        """Write some texts."""
        found: Blueprint = self.then(
            ago, edit_blueprint, actor=self.rep, blueprint=row, wanted=wanted
        )
        return found

    def approved(self, ago: int, row: Blueprint, words: str) -> Blueprint:
        """Submit and have it approved two days later."""
        sent = self.then(ago, submit_blueprint, actor=self.rep, blueprint=row)
        found: Blueprint = self.then(
            ago - 2, approve_blueprint, actor=self.lead, blueprint=sent, words=words
        )
        return found


def _troubled(tell: Teller, told: dict[str, Any]) -> None:
    row = tell.begun(told)
    for goal in told["goals"]:
        due = tell.day(told["begun"]) + timedelta(days=goal["days"])
        draft = ObjectiveDraft(
            goal["name"],
            goal["measure"],
            goal["target"],
            due,
            is_joint=goal.get("joint", False),
            told=goal.get("told", ""),
        )
        tell.then(
            told["begun"], add_objective, actor=tell.rep, blueprint=row, draft=draft
        )
    row = tell.approved(told["approved"], row, "方向对，先把人铺开。")
    _reviewed(tell, row, told)
    ago = told["handed_in"]
    row = tell.then(ago + 1, amend_blueprint, actor=tell.rep, blueprint=row)
    row = tell.written(ago + 1, row, told["later"])
    row = tell.then(ago, submit_blueprint, actor=tell.rep, blueprint=row)
    tell.then(
        ago - 1,
        add_remark,
        actor=tell.lead,
        blueprint=row,
        section="hierarchy",
        text=ASKED,
    )


def _reviewed(tell: Teller, row: Blueprint, told: dict[str, Any]) -> None:
    ago = told["reviewed"]
    review = tell.then(ago, open_review, actor=tell.lead, blueprint=row)
    draft = FindingDraft(
        "risks",
        told["finding"],
        told["task"],
        tell.lead.pk,
        tell.day(ago - told["due_in"]),
    )
    tell.then(ago, add_finding, actor=tell.lead, review=review, draft=draft)
    following = tell.day(ago - told["next_in"])
    tell.then(
        ago,
        close_review,
        actor=tell.lead,
        review=review,
        minutes=told["minutes"],
        next_on=following,
    )


def _approved(tell: Teller, told: dict[str, Any]) -> None:
    row = tell.approved(told["approved"], tell.begun(told), "同意。")
    row = tell.then(told["amended"], amend_blueprint, actor=tell.rep, blueprint=row)
    row = tell.written(told["amended"], row, told["later"])
    tell.approved(told["again"], row, "同意，按这个做。")
