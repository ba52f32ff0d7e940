"""Serving the product: the demo, the real thing, and the database's structure."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.conf import settings

from kam.config.commands.opening import open_product
from kam.config.commands.speech import spoken
from kam.core.errors import KamError
from kam.core.text import mark

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from django.core.handlers.wsgi import WSGIHandler

WORKERS = 2
THREADS = 8
READY_WITHIN = 60


def demo(chosen: argparse.Namespace) -> int:
    """Make the demo company if it is not there yet, then serve it."""
    os.environ["KAM_ENV"] = "demo"
    folder = Path(os.environ.get("KAM_VAR", "var")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder / 'demo.sqlite3'}")
    django.setup()
    refuse_busy_port(chosen.host, chosen.port)
    warn_of_unsound_sqlite()
    _migrate(verbosity=0)
    from kam.demo.company import ensure_company, sign_ins  # noqa: PLC0415

    with interruptible() as told:
        ensure_company(progress=told)
        told("")
    for line in sign_ins():
        print(f"sign-in: {line.role} {line.username} {line.password}", flush=True)
    return _serve(chosen.host, chosen.port)


@contextmanager
def interruptible() -> Iterator[Callable[[str], None]]:
    """Give a way to tell progress that also ends the work after Ctrl-C.

    An interrupt that arrives inside a callback of the database is swallowed there;
    it is raised again with the next step.
    """
    asked = threading.Event()

    def ask(_number: int, _frame: object) -> None:
        asked.set()
        raise KeyboardInterrupt

    def tell(text: str) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        if text:
            _progress(text)

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield tell
    finally:
        signal.signal(signal.SIGINT, before)


def serve(chosen: argparse.Namespace) -> int:
    """Serve the product, on a sound library and an up-to-date database."""
    django.setup()
    refuse_unsound_sqlite()
    open_product()
    refuse_demo_company()
    refuse_undeclared_doors()
    remove_leftovers()
    if bool(chosen.tls_cert) != bool(chosen.tls_key):
        raise KamError(mark("--tls-cert 和 --tls-key 必须同时给出"))
    return _serve(chosen.host, chosen.port, cert=chosen.tls_cert, key=chosen.tls_key)


def remove_leftovers() -> None:
    """Remove files that were to go when the server stopped."""
    from kam.privacy.services import sweep  # noqa: PLC0415 - needs set-up

    sweep()


def migrate(chosen: argparse.Namespace) -> int:  # noqa: ARG001 - as every command
    """Bring the database up to date."""
    django.setup()
    Path(settings.VAR).mkdir(parents=True, exist_ok=True)
    _migrate(verbosity=1)
    return 0


def _migrate(verbosity: int) -> None:
    from django.core.management import call_command  # noqa: PLC0415 - needs set-up

    call_command("migrate", interactive=False, verbosity=verbosity)


def unsound_sqlite() -> KamError | None:
    """Return what is wrong with a SQLite library that may lose committed data."""
    from django.db import connection  # noqa: PLC0415 - needs set-up

    if connection.vendor != "sqlite":
        return None
    from kam.core.sqlite import base  # noqa: PLC0415

    version = base.library_version()
    if base.is_sound(version):
        return None
    return KamError(
        mark("SQLite %(version)s 有可能丢失已保存的数据，不能用于正式运行"),
        why=mark("3.51.3 之前的版本在 WAL 模式下有缺陷"),
        todo=mark("请安装 pysqlite3（0.6.1 起），或用 DATABASE_URL 改用 PostgreSQL"),
        version=".".join(map(str, version)),
    )


def refuse_unsound_sqlite() -> None:
    """Refuse to serve real records on such a library."""
    if error := unsound_sqlite():
        raise error


def warn_of_unsound_sqlite() -> None:
    """Say aloud that an invented company is all this library is good for."""
    if error := unsound_sqlite():
        told = spoken(error)
        for line in (told["what"], told["why"], told["todo"]):
            print(f"! {line}", file=sys.stderr, flush=True)


def refuse_demo_company() -> None:
    """Refuse to serve the demo's people, and their passwords, as the real thing."""
    from kam.demo.company import has_company  # noqa: PLC0415 - needs set-up

    if has_company():
        raise KamError(
            mark("这个数据库里是演示公司，不能用于正式运行"),
            todo=mark("看演示用 kam demo；正式运行请把 DATABASE_URL 指向另一个数据库"),
        )


def refuse_busy_port(host: str, port: int) -> None:
    """Refuse a port that somebody listens on; two servers would share its callers."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as door:
        if sys.platform != "win32":
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
        except OSError as error:
            raise KamError(
                mark("%(host)s 的端口 %(port)s 用不了"),
                why=os.strerror(error.errno) if error.errno else str(error),
                todo=mark("请关掉占用它的程序，或换一个端口：make demo PORT=8001"),
                host=host,
                port=port,
            ) from error


def refuse_undeclared_doors() -> None:
    """Refuse to serve a door that does not say which right opens it."""
    from django.core.checks import run_checks  # noqa: PLC0415 - needs set-up

    if found := run_checks(tags=["urls"]):
        raise KamError(
            mark("有的网址没有声明权限，不能启动"),
            why="; ".join(fault.msg for fault in found),
        )


def _serve(
    host: str, port: int, *, cert: Path | None = None, key: Path | None = None
) -> int:
    refuse_busy_port(host, port)
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    from granian import Granian  # noqa: PLC0415 - a slow import that serving needs
    from granian.constants import Interfaces  # noqa: PLC0415

    scheme = "https" if cert else "http"
    shown = f"[{host}]" if ":" in host else host
    address = f"{scheme}://{shown}:{port}/"
    threading.Thread(target=_announce, args=(address,), daemon=True).start()
    Granian(
        f"{__name__}:worker",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        backlog=1024,
        workers_kill_timeout=25,
        respawn_failed_workers=True,
        log_access=False,
        ssl_cert=cert,
        ssl_key=key,
        websockets=False,
    ).serve()
    return 0


def worker() -> WSGIHandler:
    """Return the application inside a worker, where only the server hears Ctrl-C.

    A terminal sends it to every process; a worker asked to end twice, once by the
    terminal and once by its server, would not end at all. Nor does one that is asked
    before it serves, so it settles beside its first requests.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    from kam.config.commands.beating import begin  # noqa: PLC0415 - needs set-up
    from kam.config.settling import settle  # noqa: PLC0415 - needs set-up
    from kam.config.wsgi import application  # noqa: PLC0415 - the worker's own

    threading.Thread(target=settle, daemon=True).start()
    begin()
    return application


def _announce(address: str) -> None:
    """Say when the product answers."""
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until:
        if address.startswith("https") or _answers(f"{address}ready"):
            print(f"ready: {address}", flush=True)
            return
        time.sleep(0.2)
    print(f"not ready after {READY_WITHIN} s: {address}", file=sys.stderr, flush=True)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 - our own  # nosec B310
            return bool(answer.status == HTTPStatus.OK)
    except (OSError, urllib.error.URLError):
        return False


def _progress(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
