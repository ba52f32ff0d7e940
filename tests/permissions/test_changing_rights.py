"""R2, B15, B16: whatever is handed over, shared, moved or ended, sight follows at once.

A state machine reassigns accounts, shares them and takes shares back, moves people and
teams, changes roles and deactivates; after each step every surface that lists accounts
is read by a few people and compared with an oracle that knows only its own drawing.
The letter that would be sent to them at that moment names nothing out of their sight.
"""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from kam.accounts.models import Account, AccountShare
from kam.accounts.services import change_owner, share_account, unshare_account
from kam.core.clock import today
from kam.core.errors import Invalid
from kam.notices.letter import message_of
from kam.notices.pages.digest import digest_of
from kam.notices.terms import Cadence
from kam.people.grants import GRANTS, ROLES, Grant, Reach
from kam.people.models import Team, User
from kam.people.services import edit_team, edit_user
from tests.cast import PARTS
from tests.company import word
from tests.permissions.knock import address
from tests.permissions.oracle import ABOVE
from tests.permissions.samples import SAMPLES
from tests.permissions.world import OWNERS, SHARES, text_of

pytestmark = pytest.mark.django_db

PEOPLE = st.sampled_from(sorted(PARTS))
HOLDINGS = st.sampled_from(sorted(OWNERS))
TEAMS = ("first", "second", "east", "north", "company")
LISTS = [s for s in SAMPLES if ("account", "name") in s.shows and " " not in s.door]
READERS_A_STEP = 3


class Drawing:
    """What ought to be true: the oracle."""

    def __init__(self):
        self.role = {part: told[0] for part, told in PARTS.items()}
        self.team = {part: told[1] for part, told in PARTS.items()}
        self.active = {part: part != "gone" for part in PARTS}
        self.above = dict(ABOVE)
        self.owner = dict(OWNERS)
        self.place = {name: PARTS[owner][1] for name, owner in OWNERS.items()}
        self.shared = {name: {SHARES[name]} & {*PARTS} if name in SHARES else set()
                       for name in OWNERS}  # fmt: skip

    def inside(self, team, top):
        return team == top or (
            team in self.above and self.inside(self.above[team], top)
        )

    def sees(self, part, holding):
        reach = GRANTS.get((self.role[part], "account"), Grant()).see
        if not self.active[part] or reach is Reach.NONE:
            return False
        if reach is Reach.TEAM:
            return self.inside(self.place[holding], self.team[part])
        return part == self.owner[holding] or part in self.shared[holding]


class ChangingRights(RuleBasedStateMachine):
    """Everything that changes who sees an account, in any order."""

    world = None
    steps = 0

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.drawing = Drawing()
        self.readers = sorted(PARTS)

    def teardown(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def person(self, part):
        return User.objects.get(username=part)

    def account(self, holding):
        return Account.objects.get(pk=self.world.holdings[holding].account.pk)

    def place(self, team):
        return Team.objects.get(pk=getattr(self.world.cast, team).pk)

    def look_first_at(self, *parts):
        self.readers = [*parts, *(p for p in self.readers if p not in parts)]

    @rule(holding=HOLDINGS, part=PEOPLE)
    def hand_over(self, holding, part):
        drawing, former = self.drawing, self.drawing.owner[holding]
        if former == part:
            return
        try:
            change_owner(
                actor=None, account=self.account(holding), owner=self.person(part)
            )
        except Invalid:
            return
        drawing.owner[holding] = part
        drawing.place[holding] = drawing.team[part]
        drawing.shared[holding].discard(part)
        self.look_first_at(former, part)

    @rule(holding=HOLDINGS, part=PEOPLE)
    def share(self, holding, part):
        try:
            with transaction.atomic():
                share_account(
                    actor=None,
                    account=self.account(holding),
                    user_id=self.person(part).pk,
                )
        except Invalid:
            return
        self.drawing.shared[holding].add(part)
        self.look_first_at(part)

    @rule(holding=HOLDINGS)
    def take_every_share_back(self, holding):
        for share in AccountShare.objects.filter(account=self.account(holding)):
            unshare_account(actor=None, share=share)
        self.look_first_at(*sorted(self.drawing.shared[holding]))
        self.drawing.shared[holding] = set()

    @rule(part=PEOPLE, team=st.sampled_from(TEAMS))
    def move_person(self, part, team):
        wanted = {"team_id": self.place(team).pk}
        edit_user(actor=None, user=self.person(part), wanted=wanted)
        self.drawing.team[part] = team
        self.look_first_at(part)

    @rule(part=PEOPLE, role=st.sampled_from(ROLES))
    def change_role(self, part, role):
        edit_user(actor=None, user=self.person(part), wanted={"role": role})
        self.drawing.role[part] = role
        self.look_first_at(part)

    @rule(part=PEOPLE)
    def deactivate(self, part):
        edit_user(actor=None, user=self.person(part), wanted={"is_active": False})
        self.drawing.active[part] = False
        self.look_first_at(part)

    @rule(part=PEOPLE)
    def let_back_in(self, part):
        edit_user(actor=None, user=self.person(part), wanted={"is_active": True})
        self.drawing.active[part] = True
        self.look_first_at(part)

    @rule(team=st.sampled_from(TEAMS[:4]), parent=st.sampled_from(TEAMS))
    def move_team(self, team, parent):
        try:
            with transaction.atomic():
                wanted = {"parent_id": self.place(parent).pk}
                edit_team(actor=None, team=self.place(team), wanted=wanted)
        except Invalid:
            return
        self.drawing.above[team] = parent

    @invariant()
    def every_list_shows_exactly_what_the_drawing_says(self):
        type(self).steps += 1
        for part in self.readers[:READERS_A_STEP]:
            wanted = {h for h in OWNERS if self.drawing.sees(part, h)}
            for surface, found in self.read(part):
                assert found == wanted, f"{part} on {surface}"
        part = self.readers[0]
        seen = {h for h in OWNERS if self.drawing.sees(part, h)}
        assert self.written_to(part) <= seen, f"{part} in a letter"
        self.readers = [*self.readers[1:], self.readers[0]]

    def read(self, part):
        """Yield the holdings that each surface shows somebody."""
        user = self.person(part)
        pks = set(Account.objects.visible_to(user).values_list("pk", flat=True))
        yield "queries", {h for h in OWNERS if self.account(h).pk in pks}
        browser = Client()
        browser.force_login(user)
        for sample in LISTS:
            text = text_of(browser.get(address(self.world, sample, None)))
            yield sample.name, {h for h in OWNERS if word(h, "account", "name") in text}

    def written_to(self, part):
        """Return the holdings that a digest of this moment names to somebody."""
        user = self.person(part)
        day = today(user.time_zone)
        letter = message_of(user, digest_of(user, day, Cadence.WEEKLY), day)
        text = f"{letter.subject}{letter.body}{letter.alternatives}"
        return {h for h in OWNERS if word(h, "account", "name") in text}


def run(world, examples, steps):
    ChangingRights.world, ChangingRights.steps = world, 0
    run_state_machine_as_test(
        ChangingRights,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            derandomize=True,
            deadline=None,
            database=None,
            suppress_health_check=[*HealthCheck],
        ),
    )
    return ChangingRights.steps


@pytest.mark.parametrize("examples", [4, pytest.param(12, marks=pytest.mark.more)])
def test_sight_follows_every_change_at_once(world, count, examples):
    steps = run(world, examples, 10)
    assert steps >= examples
    count("steps of changing rights", steps)


@pytest.mark.soak
def test_sight_follows_every_change_at_once_in_many_histories(world, count):
    steps = run(world, 300, 40)
    assert steps >= 300
    count("steps of changing rights", steps)


def test_control_the_drawing_notices_a_share_that_stays(world):
    machine = ChangingRights()
    machine.world = world
    try:
        machine.drawing.shared["shared"].clear()
        machine.readers = ["neighbour"]
        with pytest.raises(AssertionError, match="neighbour on queries"):
            machine.every_list_shows_exactly_what_the_drawing_says()
    finally:
        machine.teardown()


def test_control_a_letter_from_before_names_what_is_out_of_sight_now(world):
    """B16: the letters do name accounts; one kept from yesterday would leak."""
    machine = ChangingRights()
    machine.world = world
    try:
        assert machine.written_to("rep") == {"own", "shared"}
        change_owner(
            actor=None, account=machine.account("own"), owner=machine.person("stranger")
        )
        assert machine.written_to("rep") == {"shared"}
        machine.drawing.owner["shared"] = "nobody"
        machine.readers = ["rep"]
        machine.read = lambda _part: []
        with pytest.raises(AssertionError, match="rep in a letter"):
            machine.every_list_shows_exactly_what_the_drawing_says()
    finally:
        machine.teardown()
