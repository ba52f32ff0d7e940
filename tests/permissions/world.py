"""The small world of the matrix: three holdings, everybody's keys to the doors."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.test import Client

from kam.accounts.services import AccountDraft, create_account
from kam.accounts.services.shares import share_account
from kam.blueprints.services import HandoutDraft, begin_blueprint, make_handout
from kam.blueprints.services.writing import TEXTS, TOLD
from kam.core.clock import now
from kam.handover.models import Handover
from kam.handover.services import open_handovers
from kam.notices.services import claim, settle
from kam.notices.terms import LetterState
from kam.people.models import Token
from kam.people.services import create_token, issue_reset_link
from kam.performance.services import rate_self
from kam.transfer.services import begin_check, execute, upload
from kam.visits.services import make_calendar
from tests.cast import PARTS, Cast, build_cast
from tests.company import Holding, build_comparison, build_holding, word
from tests.company_needs import CARD, MESSAGE
from tests.permissions.catalog import build_catalog
from tests.permissions.oracle import EVERYBODY, Thing, sees
from tests.permissions.sending import sent

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kam.notices.models import Letter
    from kam.people.models import User
    from kam.performance.models import SelfRating
    from kam.transfer.models import Import

OWNERS = {"own": "rep", "shared": "rep", "foreign": "stranger"}
SHARES = {"shared": "neighbour"}
BLUEPRINT = (*TEXTS, *TOLD, "decision", "name", "told", "text", "minutes")
PLAN = ("name", "now", "goal", "ending", "what", "resource", "sign", "reason")
FIELDS = {
    "account": (
        "name", "city", "business_scope", "characteristics", "applications",
    ),
    "stakeholder": (
        "name", "title", "duties", "concerns", "competition", "views", "obstacle",
        "notes",
    ),
    "visit": (
        "objective", "planned_ask", "fallback_ask", "fact", "insight",
        "next_objective", "amendments", "files", "bring", "brought",
        "noted_why", "quotes",
    ),
    "action": ("text",),
    "promise": ("text",),
    "judgement": ("evidence",),
    "need": ("name", "note", "text", "evidence", *CARD, *MESSAGE),
    "line": ("evidence", "title"),
    "observation": ("note", "occasion", "reason"),
    "question": ("text", "why", "answer"),
    "opportunity": ("name", "reference"),
    "placement": ("note",),
    "booking": ("purpose", "why", "reason"),
    "blueprint": BLUEPRINT,
    "plan": PLAN,
    "probe": ("text", "aim", "answer", "word"),
    "comparison_set": ("name", "note"),
    "target": ("reason",),
    "territory": ("code",),
}  # fmt: skip
ROWS = {
    "account": "account",
    "stakeholder": "stakeholder",
    "visit": "submitted",
    "draft": "draft",
    "planned": "planned",
    "action": "action",
    "promise": "promise",
    "judgement": "judgement",
    "problem": "problem",
    "line": "line",
    "tie": "tie",
    "role": "role",
    "move": "move",
    "observation": "observation",
    "question": "question",
    "deal": "deal",
    "deal_move": "deal_move",
    "lost_deal": "lost_deal",
    "purchase": "purchase",
    "placement": "placement",
    "resource": "resource",
    "asked_for": "asked_for",
    "booking": "booking",
    "plan": "plan",
    "ended_plan": "ended_plan",
    "plan_step": "plan_step",
    "plan_link": "plan_link",
    "blueprint": "blueprint",
    "sent_blueprint": "sent_blueprint",
    "approved_blueprint": "approved_blueprint",
    "objective": "objective",
    "remark": "remark",
    "review": "review",
    "held_review": "held_review",
    "finding": "finding",
    "handout": "handout",
    "probe": "probe",
    "attachment": "attachment",
    "quote": "quote",
    "place": "place",
    "claim": "claim",
    "claim_move": "claim_move",
    "message": "message",
    "second": "second",
    "card": "card",
}


def thing_of(holding: str, about: str = "") -> Thing:
    """Return whose a holding is, as the drawing of the cast says it."""
    owner = OWNERS[holding]
    team = PARTS[owner][1]
    owners = {owner}
    if about == "team":
        owners = {part for part, told in PARTS.items() if told[1] == team}
    shared = frozenset({SHARES[holding]} if holding in SHARES else ())
    return Thing(frozenset(owners), team, shared)


def sees_unit(part: str, holding: str) -> bool:
    """Say whether a part may read the code of a territory that is nobody's peer."""
    nobodys = Thing(team=thing_of(holding).team)
    return any(sees(part, noun, "code", nobodys) for noun in ("territory", "figure"))


@dataclass
class World:
    """Everybody, everything, and a way in for each."""

    cast: Cast
    holdings: dict[str, Holding]
    clients: dict[str, Client]
    secrets: dict[str, str]
    link: str = ""
    calendar: str = ""
    shared: str = ""
    further: dict[tuple[str, str], Any] = field(default_factory=dict)
    pages: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def row(self, about: str, holding: str) -> Any:
        """Return a record of a holding."""
        if (about, holding) in self.further:
            return self.further[about, holding]
        return getattr(self.holdings[holding], ROWS[about])

    @cached_property
    def hidden(self) -> dict[str, list[str]]:
        """The words that each part must never read anywhere."""
        return {
            part: [
                word(holding, noun, name)
                for holding in self.holdings
                for noun, names in FIELDS.items()
                for name in names
                if not sees(part, noun, name, thing_of(holding))
            ]
            + [
                word(holding, "unit", "code")
                for holding in self.holdings
                if not sees_unit(part, holding)
            ]
            for part in EVERYBODY
        }


def build_world() -> World:
    """Make everything through services."""
    cast = build_cast()
    people = cast.everybody()
    holdings = {
        name: build_holding(name, people[owner]) for name, owner in OWNERS.items()
    }
    for name, part in SHARES.items():
        shared = {"account": holdings[name].account, "user_id": people[part].pk}
        share_account(actor=None, **shared)
    clients, secrets = {"anonymous": Client()}, {"anonymous": ""}
    for part, user in people.items():
        clients[part] = Client()
        clients[part].force_login(user)
        _token, secrets[part] = create_token(
            actor=None, user=user, name="t", scopes=["read", "write"]
        )
    _link, secret = issue_reset_link(actor=None, user=cast.rep)
    # Whoever has an address reads it, so the one knocked at is of somebody idle.
    address = make_calendar(actor=cast.colleague, tells=True)[1]
    told = (secret, address, shared_address(cast))
    world = World(cast, holdings, clients, secrets, *told)
    calendars = {o: make_calendar(actor=people[o], tells=True) for o in OWNERS.values()}
    for holding, owner in OWNERS.items():
        world.further["token", holding] = first_token(people[owner])
        world.further["rating", holding] = rated(people[owner])
        world.further["handover", holding] = handed_over(holdings[holding], cast)
        world.further["calendar", holding] = calendars[owner][0]
        world.further["asking", holding] = holdings[holding].question.askings.get()
        world.further["import", holding] = checked_import(people[owner])
        world.further |= compared(holding, people[owner])
        world.further["user", holding] = people[owner]
        world.further["team", holding] = people[owner].team
        world.further |= build_catalog(holding) | gone_out(holding, people[owner])
    return world


def compared(holding: str, owner: User) -> dict[tuple[str, str], Any]:
    """Compare the territories of a holding both ways, and agree a target."""
    made = build_comparison(holding, owner)
    found = {
        "comparison_set": made.set,
        "frontier": made.run,
        "column_run": made.columns,
        "figure": made.figure,
        "territory": made.territory,
        "assignment": made.territory.assignments.get(),
        "target": made.target,
        "fresh_row": made.fresh,
    }
    return {(about, holding): row for about, row in found.items()}


def shared_address(cast: Cast) -> str:
    """Share the plan of an account that is no holding: its address is open."""
    owner = cast.colleague
    draft = AccountDraft(name="y", owner_id=owner.pk, team_id=owner.team_id)
    account = create_account(actor=None, draft=draft)
    row = begin_blueprint(actor=owner, account=account, year=2026, fill=False)
    shown = HandoutDraft(["facts"])
    return make_handout(actor=owner, blueprint=row, draft=shown)[1]


def first_token(user: User) -> Token:
    """Return the oldest token of somebody."""
    return Token.objects.filter(user=user).earliest("pk")


def rated(user: User) -> SelfRating:
    """Let somebody rate themselves, for nobody else to read."""
    return rate_self(actor=user, period="2026", told={"closing": 3})


def gone_out(holding: str, user: User) -> dict[tuple[str, str], Any]:
    """Let somebody have sent items of a device, and been written to."""
    return sent(holding, user) | {("letter", holding): refused_letter(holding, user)}


def refused_letter(holding: str, user: User) -> Letter:
    """Let a mail server have refused a digest of somebody; one a date."""
    day = date(2026, 1, 5 + list(OWNERS).index(holding))
    letter = claim(user_id=user.pk, day=day, due_at=now())
    assert letter is not None
    settle(letter=letter, state=LetterState.REFUSED, fault="SMTP 550")
    return letter


def handed_over(holding: Holding, cast: Cast) -> Handover:
    """Let the owner of a holding have taken it over from somebody who left."""
    account = holding.account
    moves = {(account.pk, cast.gone.pk): account.owner_id}
    open_handovers(actor=None, moves=moves)
    return Handover.objects.get(account=account)


def checked_import(user: User) -> Import:
    """Bring a file as far as its check, in somebody's name."""
    content = f"Account,City\n{user.username} Hospital,Shanghai\n,Beijing\n".encode()
    record = upload(actor=user, kind="accounts", name="a.csv", content=content)
    begun = begin_check(actor=user, record=record)
    assert begun is not None
    return execute(begun)


def text_of(answer: HttpResponse) -> str:
    """Return everything an answer says, looking into workbooks too."""
    content = b"".join(answer) if answer.streaming else answer.content
    if content[:2] != b"PK":
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "\n".join(book.read(name).decode("utf-8") for name in book.namelist())
