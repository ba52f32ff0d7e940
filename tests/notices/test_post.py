"""G3: what is known after a mail server took a letter, refused it, or hung up."""

from __future__ import annotations

import socket
from threading import Thread

import pytest
from django.core.mail import EmailMessage

from kam.notices.post import Fate, NotingBackend, Postman

TEXT = b"354 go on\r\n"


class Server:
    """A mail server of one connection that says what the script says."""

    def __init__(self, *, rcpt=b"250 ok\r\n", data=TEXT, end=b"250 taken\r\n"):
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        self.answers = {b"RCPT": rcpt, b"DATA": data}
        self.end = end
        self.taken = []
        Thread(target=self.serve, daemon=True).start()

    def serve(self):
        with self.door:
            link, _address = self.door.accept()
        with link, link.makefile("rwb") as talk:
            self.say(talk, b"220 here\r\n")
            while line := talk.readline():
                word = line[:4].upper()
                answer = self.answers.get(word, b"250 ok\r\n")
                if not self.say(talk, answer):
                    return
                if word == b"DATA" and answer == TEXT and not self.take(talk):
                    return

    def take(self, talk):
        text = []
        while (line := talk.readline()) and line != b".\r\n":
            text.append(line)
        self.taken.append(b"".join(text))
        return self.say(talk, self.end)

    def say(self, talk, answer):
        """Answer; None hangs up without a word."""
        if answer is None:
            return False
        talk.write(answer)
        talk.flush()
        return True


def handed(port):
    backend = NotingBackend(host="127.0.0.1", port=port, use_tls=False, timeout=3)
    message = EmailMessage("s", "b", "a@example.test", ["b@example.test"])
    with Postman(backend) as postman:
        return postman.hand_over(message)


CASES = [
    ("taken", {}, Fate.TAKEN, 1),
    ("address unknown", {"rcpt": b"550 no\r\n"}, Fate.REFUSED, 0),
    ("address busy", {"rcpt": b"450 later\r\n"}, Fate.LATER, 0),
    ("no room", {"data": b"452 full\r\n"}, Fate.LATER, 0),
    ("text refused", {"end": b"554 spam\r\n"}, Fate.LATER, 1),
    ("hung up before the text", {"rcpt": None}, Fate.UNREACHABLE, 0),
    ("hung up after the text", {"end": None}, Fate.UNKNOWN, 1),
]


@pytest.mark.parametrize(
    ("how", "fate", "texts"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_g3_what_is_known_of_a_letter(how, fate, texts):
    server = Server(**how)
    assert handed(server.port).fate is fate
    assert len(server.taken) == texts


def test_nobody_at_the_door_is_out_of_reach():
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    told = handed(port)
    assert told.fate is Fate.UNREACHABLE
    assert told.fault == "ConnectionRefusedError"


def test_what_a_server_says_of_an_address_is_not_kept():
    told = handed(Server(rcpt=b"550 b@example.test is unknown\r\n").port)
    assert told.fault == "SMTP 550"
