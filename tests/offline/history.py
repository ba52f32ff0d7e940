"""One history: people, devices and accounts, and what happens to them from a seed."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from kam.accounts.services import change_owner
from kam.people.models import User
from kam.sync.services import give_leases
from kam.visits.models import Visit
from kam.visits.services import edit_plan, save_draft
from tests.offline.device import Device
from tests.offline.wire import Wire

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kam.visits.tests.conftest import Hospital
    from tests.cast import Cast

TODAY = "2026-03-18"
DAYS = (TODAY, TODAY, "2026-03-20", "2026-03-25")
STEPS = 70


@contextmanager
def two_schemas() -> Iterator[None]:
    """Let the server understand the schema that a newer device writes as well."""
    bodies = patch("kam.sync.rules.bodies.SCHEMAS", (1, 2))
    with bodies, patch("kam.sync.rules.frames.SCHEMAS", (1, 2)):
        yield


@dataclass
class Seen:
    """What a device shows of a visit: the last it read, and its own writing on top."""

    thing: str
    hospital: Hospital
    day: str = TODAY
    objective: str = ""
    fact: str = ""


@dataclass
class History:
    """Everything that one seed decides."""

    seed: int
    cast: Cast
    hospitals: list[Hospital]
    devices: list[Device] = field(default_factory=list)
    seen: dict[tuple[int, int], dict[str, Seen]] = field(default_factory=dict)
    words: dict[str, int] = field(default_factory=dict)
    notes: set[str] = field(default_factory=set)
    superseded: set[str] = field(default_factory=set)
    opened: dict[str, str] = field(default_factory=dict)
    events: list[str] = field(default_factory=list)
    makes: type[Device] = Device

    def __post_init__(self) -> None:
        """Set the scene: two to four devices, everybody with their accounts."""
        self.rng = Random(self.seed)  # noqa: S311 - a story, not a secret
        self.wire = Wire(self.rng)
        people = [self.cast.rep, self.cast.rep, self.cast.colleague, self.cast.rep]
        for number in range(self.rng.randint(2, 4)):
            user = User.objects.get(pk=people[number].pk)
            off = timedelta(days=self.rng.choice([0, 0, 0, 3650, -3650]))
            device = self.makes(number, user, self.rng, self.wire, off=off)
            self.devices.append(device)
        for user in (self.cast.rep, self.cast.colleague):
            ids = [
                h.account.pk for h in self.hospitals if h.account.owner_id == user.pk
            ]
            give_leases(user=user, account_ids=ids)

    def run(self) -> None:
        """Live through it, then let everything arrive."""
        for _step in range(STEPS):
            self.step()
        self.heal()

    def step(self) -> None:
        """Let one thing happen."""
        device = self.rng.choice(self.devices)
        happens: list[tuple[int, Callable[[Device], None]]] = [
            (6, self.plan),
            (8, self.note),
            (5, self.submit),
            (4, self.aim),
            (3, self.amend),
            (4, self.act),
            (1, self.cancel),
            (9, self.send),
            (3, self.read),
            (2, self.web),
            (1, self.revoke),
            (1, self.reassign),
            (1, self.update),
            (1, self.change_places),
        ]
        weights = [weight for weight, _deed in happens]
        ((_weight, deed),) = self.rng.choices(happens, weights)
        self.events.append(f"{deed.__name__} {device.number}")
        deed(device)

    def word(self, device: Device) -> str:
        """Return a word that occurs nowhere else, and remember whose it is."""
        word = f"W{self.seed}x{len(self.words)}q"
        self.words[word] = device.user.pk
        return word

    def longer(self, device: Device, fact: str) -> str:
        """Return a note with a word more; nothing is taken out of it."""
        word = self.word(device)
        self.notes.add(word)
        return f"{fact}\n{word}".strip()

    def known(self, device: Device) -> dict[str, Seen]:
        """Return what a person's device shows."""
        return self.seen.setdefault((device.number, device.user.pk), {})

    def own(self, device: Device) -> list[Hospital]:
        """Return the accounts that a person had when the story began."""
        return [h for h in self.hospitals if h.account.owner_id == device.user.pk]

    def some(self, device: Device) -> Seen | None:
        """Return some visit that a device shows."""
        known = list(self.known(device).values())
        return self.rng.choice(known) if known else None

    # What people do on a device.

    def plan(self, device: Device) -> None:
        """Plan a visit."""
        hospital = self.rng.choice(self.own(device))
        seen = Seen(device.made("visit"), hospital, self.rng.choice(DAYS))
        seen.objective = self.word(device)
        device.write(
            "visit.plan",
            seen.thing,
            account=hospital.account.pk,
            base=None,
            wanted={"day": seen.day, "objective": seen.objective},
        )
        self.known(device)[seen.thing] = seen

    def note(self, device: Device) -> None:
        """Note something down; what stands there stays."""
        if seen := self.some(device):
            self.record(device, seen, submit=False)

    def submit(self, device: Device) -> None:
        """Submit a record, with an action and a promise."""
        seen = self.some(device)
        if seen is None or seen.day != TODAY:
            return
        action = {"id": device.made("action"), "due_on": "2026-03-30"}
        promise = {**action, "id": device.made("promise"), "ours": True}
        for one in (action, promise):
            one["text"] = self.word(device)
        self.record(device, seen, submit=True, actions=[action], promises=[promise])

    def record(self, device: Device, seen: Seen, **said: Any) -> None:
        """Write a record, whole or begun."""
        before, seen.fact = seen.fact, self.longer(device, seen.fact)
        wanted: dict[str, Any] = {"fact": seen.fact}
        if said["submit"]:
            wanted |= {"insight": "还要看", "noted_reason": "watch"}
            wanted |= {"outcome": "advance"}
            wanted |= {"next_objective": "带上数据", "people": [seen.hospital.head.pk]}
        device.write(
            "visit.record",
            seen.thing,
            account=seen.hospital.account.pk,
            base={"fact": before},
            wanted=wanted,
            **said,
        )

    def aim(self, device: Device) -> None:
        """Change the objective; one's own earlier one is superseded knowingly."""
        if seen := self.some(device):
            before, seen.objective = seen.objective, self.word(device)
            self.superseded.add(before)
            device.write(
                "visit.plan",
                seen.thing,
                account=seen.hospital.account.pk,
                base={"objective": before},
                wanted={"objective": seen.objective},
            )

    def amend(self, device: Device) -> None:
        """Add to a record."""
        if seen := self.some(device):
            device.write("visit.amend", seen.thing, text=self.word(device))

    def act(self, device: Device) -> None:
        """Open an action, or close one."""
        mine = [t for t, w in self.opened.items() if self.words[w] == device.user.pk]
        if mine and self.rng.random() < 0.4:
            thing = self.rng.choice(mine)
            device.write("action.close", thing, wanted={"state": "done"})
            return
        thing, word = device.made("action"), self.word(device)
        self.opened[thing] = word
        hospital = self.rng.choice(self.own(device))
        wanted = {"text": word, "due_on": "2026-03-30"}
        device.write("action.open", thing, account=hospital.account.pk, wanted=wanted)

    def cancel(self, device: Device) -> None:
        """Call a visit off."""
        if seen := self.some(device):
            device.write("visit.cancel", seen.thing, reason=self.word(device))

    # What happens to a device.

    def send(self, device: Device) -> None:
        """Send some of the outbox, in order or not."""
        mixed, some = self.rng.random() < 0.5, self.rng.randint(1, 6)
        device.send(mixed=mixed, some=some)

    def read(self, device: Device) -> None:
        """Read the accounts again; unsent writing stays on top of what is read."""
        unsent = {thing for item in device.outbox for thing in item.things}
        rows = Visit.objects.visible_to(User.objects.get(pk=device.user.pk))
        for visit in rows.filter(owner=device.user, state__in=["planned", "draft"]):
            thing = str(visit.client_id)
            places = [h for h in self.hospitals if h.account.pk == visit.account_id]
            if thing not in unsent and places:
                self.known(device)[thing] = Seen(
                    thing, places[0], str(visit.day), visit.objective, visit.fact
                )

    def update(self, device: Device) -> None:
        """Install a newer version of the application; unsent items stay as they are."""
        device.schema = 2

    def change_places(self, device: Device) -> None:
        """Let somebody else sign in on the device."""
        others = [self.cast.rep, self.cast.colleague]
        device.sign_in(self.rng.choice(others))

    # What happens elsewhere.

    def web(self, device: Device) -> None:
        """Let the same person change a visit on a page."""
        rows = Visit.objects.filter(owner=device.user, state__in=["planned", "draft"])
        visit = rows.order_by("pk").last()
        user = User.objects.get(pk=device.user.pk)
        seen = Visit.objects.visible_to(user).filter(pk=visit.pk) if visit else None
        if visit is None or not seen:
            return
        if self.rng.random() < 0.5:
            wanted = {"fact": self.longer(device, visit.fact)}
            save_draft(actor=user, visit=visit, wanted=wanted)
        else:
            self.superseded.add(visit.objective)
            wanted = {"objective": self.word(device)}
            edit_plan(actor=user, visit=visit, wanted=wanted)

    def revoke(self, device: Device) -> None:
        """Bar somebody from signing in, or let them in again."""
        user = User.objects.get(pk=device.user.pk)
        User.objects.filter(pk=user.pk).update(is_active=not user.is_active)
        if not user.is_active:
            for one in self.devices:
                if one.user.pk == user.pk:
                    one.sign_in(one.user)

    def reassign(self, device: Device) -> None:
        """Give an account to the other one; a story in which it comes back at times."""
        del device
        hospital = self.rng.choice(self.hospitals)
        account = type(hospital.account).objects.get(pk=hospital.account.pk)
        rep, colleague = self.cast.rep, self.cast.colleague
        owner = colleague if account.owner_id == rep.pk else rep
        if User.objects.filter(pk=owner.pk, is_active=True).exists():
            change_owner(actor=None, account=account, owner=owner)

    def heal(self) -> None:
        """Let the wire be well and everybody sign in, and every outbox drain."""
        self.wire.is_healed = True
        User.objects.filter(pk__in=[self.cast.rep.pk, self.cast.colleague.pk]).update(
            is_active=True
        )
        for device in self.devices:
            for pk in list(device.outboxes):
                device.sign_in(User.objects.get(pk=pk))
                while device.outbox:
                    before = len(device.outbox)
                    device.send(mixed=True)
                    assert len(device.outbox) < before, "an item will not leave"
