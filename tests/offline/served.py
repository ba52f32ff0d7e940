"""A server that is killed while a device sends to it, and what the device was told.

Run as ``python -m tests.offline.served KILLS SEED``. Django starts once; each server is
a fork of it that answers HTTP with the whole product on a port of its own. The device
sends again whatever it got no receipt for. Prints the acknowledged as JSON.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import signal
import socket
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import django

if TYPE_CHECKING:
    from kam.accounts.models import Stakeholder
    from kam.people.models import User

LONGEST_LIFE = 0.35
BATCH = 8
SECRET = "k" * 32


def scene() -> tuple[User, Stakeholder]:
    """Make somebody with an account and a person in it."""
    from kam.accounts.services import (
        AccountDraft,
        Affiliation,
        Identity,
        create_account,
        create_person,
    )
    from kam.people.services import create_team, create_user
    from kam.people.services.users import UserDraft

    team = create_team(actor=None, name="一组")
    draft = UserDraft(username="rep", name="陈一诺", role="representative", team=team)
    user = create_user(actor=None, draft=draft, password="correct-horse-42")
    account = create_account(actor=user, draft=AccountDraft(name="东湖医院"))
    person = create_person(
        actor=user,
        account=account,
        identity=Identity(name="沈若澜"),
        affiliation=Affiliation(),
    )
    return user, person


@dataclass
class Sender:
    """A device on loopback: what it still holds, and what it was told."""

    user: User
    person: Stakeholder
    port: int
    cookies: str
    held: dict[str, str] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)

    def write(self) -> None:
        """Write a record nobody had planned, with an action."""
        from kam.core.clock import today

        day = today("Asia/Shanghai").isoformat()
        body = {
            "schema": 1,
            "kind": "visit.record",
            "id": str(uuid4()),
            "account": self.person.account_id,
            "submit": True,
            "actions": [{"id": str(uuid4()), "text": "寄资料", "due_on": day}],
            "wanted": {
                "day": day,
                "people": [self.person.pk],
                "fact": f"W{uuid4().hex}",
                "insight": "还要看",
                "outcome": "advance",
                "next_objective": "带上数据",
            },
        }
        self.held[str(uuid4())] = json.dumps(body)

    def send(self) -> None:
        """Send a batch; only a whole answer lets items go."""
        from kam.sync.keys import person_key

        while len(self.held) < BATCH:
            self.write()
        some = dict(list(self.held.items())[:BATCH])
        told = {
            "schema": 1,
            "user": person_key(self.user),
            "device": str(uuid4()),
            "items": [{"op": op, "body": body} for op, body in some.items()],
        }
        headers = {
            "Content-Type": "application/json",
            "Cookie": self.cookies,
            "X-CSRFToken": SECRET,
        }
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        wire.request("POST", "/sync/push", json.dumps(told), headers)
        answer = wire.getresponse()
        content = answer.read()
        assert answer.status == http.HTTPStatus.OK, content
        for receipt in json.loads(content)["receipts"]:
            if receipt["op"] in some:
                self.told[receipt["op"]] = receipt["state"]
                del self.held[receipt["op"]]


def serve(door: socket.socket) -> None:
    """Answer on an open socket with the whole product, until somebody kills us."""
    from wsgiref.simple_server import ServerHandler, WSGIRequestHandler, WSGIServer

    from django.core.wsgi import get_wsgi_application

    ServerHandler.http_version = "1.1"
    WSGIRequestHandler.log_message = lambda *_told: None  # type: ignore[assignment]
    server = WSGIServer(door.getsockname(), WSGIRequestHandler, bind_and_activate=False)
    server.socket.close()
    server.socket = door
    server.server_name, server.server_port = door.getsockname()
    server.setup_environ()
    server.set_app(get_wsgi_application())
    server.serve_forever(poll_interval=0.01)


def kill_one(sender: Sender, life: float) -> None:
    """Let one server live for a while, then kill it in the middle of its work."""
    from django.db import connections

    connections.close_all()
    door = socket.create_server(("127.0.0.1", 0))
    sender.port = door.getsockname()[1]
    victim = os.fork()
    if victim == 0:
        serve(door)
    door.close()
    killing = threading.Timer(life, os.kill, (victim, signal.SIGKILL))
    killing.start()
    end = time.monotonic() + life
    while time.monotonic() < end:
        try:
            sender.send()
        except (OSError, http.client.HTTPException, ValueError):
            break
    killing.join()
    os.waitpid(victim, 0)


def main(kills: int, seed: int) -> None:
    """Kill that many servers one after the other."""
    django.setup()
    from django.test import Client

    user, person = scene()
    client = Client()
    client.force_login(user)
    client.get("/sync/hello")  # what is read once is read before the forks
    session: Any = client.cookies["sessionid"].value
    cookies = f"sessionid={session}; csrftoken={SECRET}"
    sender = Sender(user, person, 0, cookies)
    chance = random.Random(seed)  # noqa: S311 - a moment, not a secret
    for _ in range(kills):
        kill_one(sender, chance.uniform(0.05, LONGEST_LIFE))
    told = {"told": sender.told, "held": list(sender.held)}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
