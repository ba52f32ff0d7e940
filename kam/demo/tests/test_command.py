"""The command kam demo, as somebody runs it: twice, on a busy port, and ended."""

from __future__ import annotations

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from tests.tied import tied

pytestmark = [pytest.mark.sqlite_only, pytest.mark.timeout(600)]
LONGEST_BUILD = 400
LONGEST_START = 60
LONGEST_END = 40


@dataclass
class Demo:
    """A running demo and what it printed."""

    child: subprocess.Popen
    lines: list[str] = field(default_factory=list)

    def ready(self, within):
        """Read until the product answers; return the seconds it took."""
        began = time.monotonic()
        for line in self.child.stdout:
            self.lines.append(line.rstrip())
            if line.startswith("ready: "):
                return time.monotonic() - began
            assert time.monotonic() - began < within, self.lines
        pytest.fail(f"it ended: {self.lines}")

    def password(self, username):
        """Return what was printed for somebody."""
        found = [re.fullmatch(r"sign-in: (\S+) (\S+) (\S+)", x) for x in self.lines]
        return {m[2]: m[3] for m in found if m}[username]

    def interrupt(self):
        """Press Ctrl-C and return the exit code with the rest of the output."""
        self.child.send_signal(signal.SIGINT)
        rest, _ = self.child.communicate(timeout=LONGEST_END)
        return self.child.returncode, rest


def free_port():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def command(port, verb="demo"):
    return [sys.executable, "-m", "kam.config.cli", verb, "--port", str(port)]


@pytest.fixture
def environment(tmp_path):
    kept = ("PATH", "HOME", "LANG", "PYTHONPATH")
    given = {name: os.environ[name] for name in kept if name in os.environ}
    return {**given, "KAM_VAR": str(tmp_path / "var"), "PYTHONUNBUFFERED": "1"}


def run(words, environment):
    """Run a command to its end."""
    return subprocess.run(
        words, env=environment, capture_output=True, text=True, timeout=90, check=False
    )


@contextmanager
def demo(port, environment):
    child = subprocess.Popen(
        tied(command(port)),
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield Demo(child)
    finally:
        if child.poll() is None:
            child.kill()
        child.stdin.close()
        child.stdout.close()
        child.wait(timeout=LONGEST_END)


class Visitor:
    """Somebody with a browser that keeps cookies."""

    def __init__(self, port):
        self.address = f"http://127.0.0.1:{port}"
        jar = http.cookiejar.CookieJar()
        self.open = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(jar)
        ).open

    def get(self, path):
        with self.open(self.address + path, timeout=20) as answer:
            return answer.read().decode()

    def sign_in(self, username, password):
        page = self.get("/sign-in")
        form = dict(
            re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
        )
        form |= {"username": username, "password": password}
        body = urllib.parse.urlencode(form).encode()
        request = urllib.request.Request(  # noqa: S310 - our own
            f"{self.address}/sign-in", body
        )
        request.add_header("Referer", f"{self.address}/sign-in")
        with self.open(request, timeout=20) as answer:
            return answer.geturl()


@pytest.mark.more
def test_the_demo_starts_answers_ends_and_keeps_its_company(environment, figure):
    port = free_port()
    with demo(port, environment) as first:
        figure(f"demo: first start {first.ready(LONGEST_BUILD):.0f} s")
        assert f"ready: http://127.0.0.1:{port}/" in first.lines
        roles = [x.split()[2] for x in first.lines if x.startswith("sign-in: ")]
        assert roles == ["rep101", "manager1", "analyst", "trainer", "admin"]
        visitor = Visitor(port)
        assert visitor.get("/live")
        assert visitor.get("/ready")
        password = first.password("rep101")
        assert "sign-in" not in visitor.sign_in("rep101", password)
        assert visitor.get("/accounts")
        busy = run(command(port), environment)
        assert busy.returncode == 1
        assert str(port) in busy.stderr
        assert "Traceback" not in busy.stderr
        code, rest = first.interrupt()
        assert code in (0, 130)
        assert "Traceback" not in rest
    with demo(port, environment) as second:
        figure(f"demo: second start {second.ready(LONGEST_START):.0f} s")
        assert second.password("rep101") == password
        assert not [line for line in second.lines if "1/5" in line]
        assert "sign-in" not in Visitor(port).sign_in("rep101", password)
        assert second.interrupt()[0] in (0, 130)
    database = f"sqlite:///{environment['KAM_VAR']}/demo.sqlite3"
    real = run(command(port, "serve"), {**environment, "DATABASE_URL": database})
    assert real.returncode == 1
    assert "演示公司" in real.stderr


def while_building(child):
    """Wait until the company is being built; a company that stands is too late."""
    for line in child.child.stdout:
        if "3/5" in line:
            return
        assert not line.startswith("ready: "), "the building went by unseen"


@pytest.mark.more
def test_a_demo_that_is_killed_while_it_builds_starts_anew(environment, tmp_path):
    with demo(free_port(), environment) as child:
        while_building(child)
        child.child.kill()
        child.child.wait(timeout=LONGEST_END)
    database = tmp_path / "var" / "demo.sqlite3"
    left = run([sys.executable, "-c", LOOK, str(database)], environment)
    assert left.stdout.split() == ["0", "0", "0"]


LOOK = """
import sys
from pysqlite3 import dbapi2 as sqlite3
connection = sqlite3.connect(sys.argv[1])
for table in ("people_user", "audit_entry", "people_setting"):
    print(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
"""


@pytest.mark.more
def test_ctrl_c_while_it_builds_says_nothing_ugly(environment):
    with demo(free_port(), environment) as child:
        while_building(child)
        code, rest = child.interrupt()
    assert code == 130
    assert "Traceback" not in rest
