"""Ctrl-C reaches every process at once; a supervisor asks the server alone.

Either ends the server at once. A supervisor that signals every process is told not to
(`KillMode=mixed` in the how-to): a worker that is asked to end twice may hang.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import urllib.request

import pytest

pytestmark = [pytest.mark.sqlite_only, pytest.mark.more]
PATIENCE = 15  # a worker that hangs is killed after 25 s


def free_port():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


@pytest.fixture
def server(product):
    """Serve until it says that it is ready."""
    port = free_port()
    call = "from kam.config.commands.serving import _serve; "
    setting = "import os, django; os.environ['KAM_ENV'] = 'test'; django.setup(); "
    process = product.start("-c", f"{setting}{call}_serve('127.0.0.1', {port})")
    for line in process.stdout:
        if line.startswith(b"ready:"):
            break
    yield process, f"http://127.0.0.1:{port}/live"
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


@pytest.mark.parametrize(
    ("send", "signal_sent"),
    [(os.killpg, signal.SIGINT), (os.kill, signal.SIGTERM)],
    ids=["ctrl-c", "supervisor"],
)
def test_the_server_ends_at_once_and_its_workers_with_it(server, send, signal_sent):
    process, url = server
    assert urllib.request.urlopen(url).status == 200  # noqa: S310 - our own
    send(process.pid, signal_sent)
    told = process.communicate(timeout=PATIENCE)[0]
    assert process.returncode == 0
    assert b"Killing" not in told


def test_a_program_ends_when_the_test_run_that_started_it_is_gone(product):
    program = product.start("-c", "import time; time.sleep(60)", KAM_TESTS_TIED="0")
    with pytest.raises(subprocess.TimeoutExpired):  # the control: the run is there
        program.wait(timeout=1)
    program.stdin.close()
    assert program.wait(timeout=5) == -signal.SIGTERM
    program.stdout.close()
