"""One record in sight: a plan, and what hangs on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery

from kam.accounts.queries.leaving import left_beside
from kam.blueprints.models import (
    Blueprint,
    BlueprintVersion,
    Finding,
    Handout,
    Objective,
    Remark,
    Reply,
    Review,
)
from kam.blueprints.querysets import NOUN
from kam.blueprints.rules.plain import Snapshot
from kam.blueprints.terms import VersionKind
from kam.core.errors import NotFound
from kam.people.scopes import hidden_fields

if TYPE_CHECKING:
    from kam.accounts.models import Account
    from kam.blueprints.querysets import OfBlueprintQuerySet
    from kam.people.models import User

WITH = ("account__owner", "account__team", "submitted_by", "decided_by", "author")
BESIDE = ("has_left", "last_review", "open_review", "open_remarks", "approved")
HANGS = ("blueprint__account__team", "blueprint__account__owner")


def beside_plan(way: str = "") -> dict[str, Any]:
    """Return annotations: the last review, the open one, what waits, what is approved.

    `way` leads to the plan from another row.
    """
    plan = OuterRef(way or "pk")
    reviews = Review.objects.filter(blueprint=plan).order_by()
    held = reviews.filter(closed_at__isnull=False).values("blueprint_id")
    remarks = Remark.objects.filter(blueprint=plan, settled_at=None, retracted_at=None)
    approved = BlueprintVersion.objects.filter(
        blueprint=plan, kind=VersionKind.APPROVED
    )
    waiting = remarks.order_by().values("blueprint_id").annotate(n=Count("pk"))
    return {
        "has_left": left_beside(f"{way}__account" if way else "account"),
        "last_review": Subquery(held.annotate(last=Max("day")).values("last")),
        "open_review": Subquery(reviews.filter(closed_at=None).values("pk")[:1]),
        "open_remarks": Subquery(waiting.values("n")),
        "approved": Subquery(approved.order_by("-number").values("number")[:1]),
    }


def _beside(rows: QuerySet[Blueprint]) -> QuerySet[Blueprint]:
    return rows.select_related(*WITH).annotate(**beside_plan())


def blueprint_of(user: User, pk: int) -> Blueprint:
    """Return one account plan in sight with its last review, or NotFound."""
    found: Blueprint = _beside(Blueprint.objects.all()).seen(user, pk=pk)  # type: ignore[attr-defined]
    return found


def blueprints_of(user: User, account: Account) -> list[Blueprint]:
    """Return the plans of an account, the newest year first; one statement."""
    rows = Blueprint.objects.visible_to(user).filter(account=account)
    return list(_beside(rows).order_by("-year"))


def objectives_of(user: User, blueprint: Blueprint) -> list[Any]:
    """Return the objectives with what the customer last said of each; one statement.

    `is_changed` says that they were shown the goal before it was last changed: what
    they said was said of another one.
    """
    said = Reply.objects.filter(objective=OuterRef("pk")).order_by("-id")
    rows = Objective.objects.visible_to(user).standing().filter(blueprint=blueprint)
    found = rows.annotate(
        reply=Subquery(said.values("kind")[:1]),
        replier=Subquery(said.values("name")[:1]),
        reply_text=Subquery(said.values("text")[:1]),
        replied_at=Subquery(said.values("created_at")[:1]),
        shown_at=Subquery(said.values("handout__created_at")[:1]),
    )
    told = list(found.order_by("due", "pk"))
    for row in told:
        row.is_changed = row.shown_at is not None and row.shown_at < row.updated_at
    if hidden_fields(user, NOUN):
        for row in told:
            row.name = row.told = ""
            row.replier = row.reply_text = ""
    return told


def objective_of(user: User, pk: int) -> Objective:
    """Return one objective in sight, or NotFound."""
    rows = Objective.objects.select_related(*HANGS, "blueprint")
    found: Objective = rows.seen(user, pk=pk)
    return found


def remarks_of(user: User, blueprint: Blueprint) -> list[Remark]:
    """Return what was said to sections, the oldest first; one statement."""
    rows = Remark.objects.visible_to(user).standing().filter(blueprint=blueprint)
    return list(rows.select_related("author", "settled_by").order_by("pk"))


def remark_of(user: User, pk: int) -> Remark:
    """Return one remark in sight, or NotFound."""
    found: Remark = Remark.objects.select_related(*HANGS).seen(user, pk=pk)
    return found


def review_of(user: User, pk: int) -> Review:
    """Return one review in sight with its plan, or NotFound."""
    rows = Review.objects.select_related(*HANGS, "author")
    found: Review = rows.seen(user, pk=pk)
    return found


def reviews_of(user: User, blueprint: Blueprint) -> list[Review]:
    """Return the reviews of a plan, the newest first; one statement."""
    rows = Review.objects.visible_to(user).filter(blueprint=blueprint)
    return list(rows.select_related("author").order_by("-day", "-pk"))


def findings_of(user: User, *reviews: Review | int) -> list[Finding]:
    """Return what came of some reviews so far; one statement."""
    rows = Finding.objects.visible_to(user).standing().filter(review__in=reviews)
    found = rows.select_related("action__owner", "step__owner", "step__plan", "author")
    return list(found.order_by("pk"))


def finding_of(user: User, pk: int) -> Finding:
    """Return one finding in sight, or NotFound."""
    ways = tuple(f"review__{way}" for way in HANGS)
    found: Finding = Finding.objects.select_related(*ways, "action").seen(user, pk=pk)
    return found


def versions_of(user: User, blueprint: Blueprint) -> list[BlueprintVersion]:
    """Return the frozen versions, the newest first, without content; one statement."""
    rows = BlueprintVersion.objects.visible_to(user).filter(blueprint=blueprint)
    return list(rows.select_related("author").defer("content").order_by("-number"))


def version_of(user: User, blueprint: Blueprint, number: int) -> BlueprintVersion:
    """Return one frozen version, or NotFound."""
    rows = BlueprintVersion.objects.select_related("author", *HANGS)
    found: BlueprintVersion = rows.seen(user, blueprint=blueprint, number=number)
    return found


def snapshot_seen(user: User, row: BlueprintVersion) -> Snapshot:
    """Return what was frozen; nothing to whoever reads no texts."""
    return Snapshot() if hidden_fields(user, NOUN) else row.snapshot


def handouts_of(user: User, blueprint: Blueprint) -> list[Handout]:
    """Return what was shared of a plan, the newest first, with counts of replies.

    Links of one author share one author, whose teams are then read once.
    """
    rows = Handout.objects.visible_to(user).filter(blueprint=blueprint)
    found = rows.annotate(
        has_left=left_beside("blueprint__account"),
        confirmed=Count("replies", filter=Q(replies__kind="confirmed")),
        talks=Count("replies", filter=Q(replies__kind="talk")),
    )
    told = list(found.select_related("author", *HANGS).order_by("-pk"))
    authors = {row.author_id: row.author for row in told}
    for row in told:
        row.author = authors[row.author_id]
    return told


def _handouts() -> OfBlueprintQuerySet:
    rows = Handout.objects.select_related("author", *HANGS)
    found: OfBlueprintQuerySet = rows.annotate(
        has_left=left_beside("blueprint__account")
    )
    return found


def handout_of(user: User, pk: int) -> Handout:
    """Return one handout in sight, or NotFound."""
    rows = _handouts()
    found: Handout = rows.seen(user, pk=pk)
    return found


def handout_from(digest: str) -> Handout:
    """Return the handout of a secret, whatever became of it, or NotFound."""
    rows = _handouts().filter(digest=digest)
    found: Handout | None = rows.first()
    if found is None:
        raise NotFound
    return found


def replies_of(handout: Handout) -> list[Any]:
    """Return what was said of the goals of a handout, the newest last."""
    rows = Reply.objects.filter(handout=handout).annotate(goal=F("objective__name"))
    return list(rows.order_by("pk"))
