"""What we say to whom: features turned into benefits, and what is ready to be said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.accounts.pages.tabs import RoomFrame, room_frame
from kam.accounts.queries.room import people_of
from kam.needs.models import Message
from kam.needs.pages.forms import FormPage
from kam.needs.pages.parts import PartLink, part_links
from kam.needs.pages.problems import who_is
from kam.needs.pages.work import PersonLink
from kam.needs.policies import may_write
from kam.needs.queries.messages import messages_of
from kam.needs.rules.messages import MOST_READY, QUADRANTS, concern_lines
from kam.needs.terms import ChangeTerm
from kam.people.queries import setting
from kam.people.scopes import hidden_fields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.accounts.models import Account, Stakeholder
    from kam.accounts.queries.room import PersonRow
    from kam.needs.queries.messages import MessageRow
    from kam.people.models import User


@dataclass(frozen=True)
class Variant:
    """How the message is said to one way of thinking."""

    quadrant: str
    text: str


@dataclass(frozen=True)
class MessageCard:
    """One message from its feature to the concern it answers."""

    id: int
    product: str
    feature: str
    effect: str
    benefit: str
    concern: str
    is_recorded: bool
    term: str
    variants: Sequence[Variant]
    missing: str
    is_ready: bool
    author: str
    edit_url: str
    ready_url: str
    unready_url: str


@dataclass(frozen=True)
class MessagesPage:
    """Everything the page shows."""

    frame: RoomFrame
    parts: Sequence[PartLink]
    people: Sequence[PersonLink]
    who: str
    person_url: str
    concerns: Sequence[str]
    ready: int
    most: int
    cards: Sequence[MessageCard]
    new_url: str
    may_write: bool
    is_hidden: bool


def messages_page(user: User, account: Account, asked: str = "") -> MessagesPage:
    """Build the page; cost: three statements."""
    people = [row for row in people_of(user, account) if not row.has_left]
    rows = messages_of(user, account)
    person = _chosen(people, rows, asked)
    pk = person.pk if person else 0
    own = [row for row in rows if row.stakeholder_id == pk]
    return MessagesPage(
        frame=room_frame(account, "work"),
        parts=part_links(account.pk, "messages"),
        people=[_link(account.pk, row, rows, pk) for row in people],
        who=person.name if person else "",
        person_url=reverse("accounts:person", args=[pk]) if pk else "",
        concerns=_concerns(user, person),
        ready=sum(row.is_ready for row in own),
        most=int(setting(MOST_READY.key)),
        cards=[message_card(row) for row in own],
        new_url=reverse("needs:message-new", args=[pk]) if pk else "",
        may_write=may_write(user, account),
        is_hidden="feature" in hidden_fields(user, "need"),
    )


def _chosen(
    people: Sequence[PersonRow], rows: Sequence[MessageRow], asked: str
) -> PersonRow | None:
    for person in people:
        if str(person.pk) == asked:
            return person
    told = {row.stakeholder_id for row in rows}
    known = [person for person in people if person.pk in told]
    return next(iter(known or people), None)


def _link(
    account_id: int, row: PersonRow, rows: Sequence[MessageRow], current: int
) -> PersonLink:
    here = reverse("needs:messages", args=[account_id])
    return PersonLink(
        label=row.name,
        count=sum(m.stakeholder_id == row.pk for m in rows),
        url=f"{here}?person={row.pk}",
        is_current=row.pk == current,
    )


def _concerns(user: User, person: PersonRow | None) -> list[str]:
    if person is None or "concerns" in hidden_fields(user, "stakeholder"):
        return []
    return concern_lines(str(person.known.get("concerns") or ""))


def message_card(row: MessageRow) -> MessageCard:
    """Say one message; no statement."""
    told = row.texts
    said = [(q.upper(), told[f"variant_{q}"]) for q in QUADRANTS]
    return MessageCard(
        id=row.id,
        product=row.product,
        feature=told["feature"] or f"M{row.id}",
        effect=told["effect"],
        benefit=told["benefit"],
        concern=told["concern"],
        is_recorded=row.is_recorded,
        term=str(ChangeTerm(row.term).label) if row.term else "",
        variants=[Variant(q, text) for q, text in said if text],
        missing=gettext("、").join(_label(name) for name in row.missing),
        is_ready=row.is_ready,
        author=row.author,
        edit_url=reverse("needs:message", args=[row.id]),
        ready_url=reverse("needs:message-ready", args=[row.id]),
        unready_url=reverse("needs:message-unready", args=[row.id]),
    )


def _label(name: str) -> str:
    return str(Message._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def form_page(
    user: User, stakeholder: Stakeholder, message: Message | None = None
) -> FormPage:
    """Build the page of the builder; no statement."""
    here = reverse("needs:messages", args=[stakeholder.account_id])
    is_kept = message is not None and message.archived_at is None
    pk = message.pk if message else 0
    return FormPage(
        title=gettext("对%(who)s说什么") % {"who": who_is(user, stakeholder)},
        account=stakeholder.account.name,
        account_url=reverse("desk:account", args=[stakeholder.account_id]),
        back_url=f"{here}?person={stakeholder.pk}",
        back_label=gettext("信息"),
        noun="message",
        record=pk or f"new-{stakeholder.pk}",
        hint=gettext("从他关心的一点倒着想：哪个特征能带来那个效益？"),
        history=pk,
        archive_url=reverse("needs:message-archive", args=[pk]) if is_kept else "",
    )
