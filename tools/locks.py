"""Check that the locks are complete and hold no address; renew them on request.

A lock with an address would bind everybody to one registry, and often to one
workplace; a lock without hashes would trust whatever that registry sends.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ROOT / "requirements"
EXTRAS = {"dev": ["dev"], "build": ["build"], "run": []}
PACKAGE_LOCK = ROOT / "package-lock.json"
ADDRESS = re.compile(
    r"(?:\w+\+)?(?:https?|ssh|git|file)://\S+|--(?:extra-)?index-url\S*|@ \S+/"
)
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.MULTILINE)


def without_hash(text: str) -> list[str]:
    """Return the packages of a lock that carry no hash."""
    entries = re.split(r"\n(?=\S)", text.strip())
    return [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry]


def faults_in(name: str, text: str) -> list[str]:
    """Return what is wrong with one requirements file."""
    found = [f"{name}: holds the address {match}" for match in ADDRESS.findall(text)]
    return found + [f"{name}: {entry} has no hash" for entry in without_hash(text)]


def faults_in_package_lock(text: str) -> list[str]:
    """Return what is wrong with the front end's lock."""
    fields = re.findall(r'"(resolved)":', text)
    # Funding and licence pages are the packages' own words, not places to fetch from.
    return ["package-lock.json: records where packages were fetched"] if fields else []


def versions(text: str) -> dict[str, set[str]]:
    """Return every pinned version, by package (markers may pin two)."""
    pinned: dict[str, set[str]] = {}
    for name, version in PINNED.findall(text):
        pinned.setdefault(name, set()).add(version)
    return pinned


def disagreements(texts: dict[str, str]) -> list[str]:
    """Return the packages that a smaller lock pins differently from dev.txt."""
    whole = versions(texts.get("dev.txt", ""))
    return [
        f"{name}: {package} differs from dev.txt"
        for name, text in texts.items()
        for package, pinned in versions(text).items()
        if whole.get(package) != pinned
    ]


def check() -> list[str]:
    """Return every fault of every lock."""
    texts = {path.name: path.read_text() for path in sorted(LOCKS.glob("*.txt"))}
    wanted = {f"{name}.txt" for name in (*EXTRAS, "uv")}
    faults = [f"requirements/{name} is missing" for name in sorted(wanted - set(texts))]
    for name, text in texts.items():
        faults += faults_in(name, text)
    faults += disagreements(texts)
    if PACKAGE_LOCK.exists():
        faults += faults_in_package_lock(PACKAGE_LOCK.read_text())
    return faults


def compiled(source: list[str], target: str, more: list[str], said: str = "") -> None:
    """Write one lock with uv."""
    command = [
        str(Path(sys.executable).with_name("uv")),
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--python-version=3.11",
        "--generate-hashes",
        "--no-header",
        "--no-annotate",
        *source,
        *more,
        f"--output-file=requirements/{target}.txt",
    ]
    subprocess.run(command, cwd=ROOT, check=True, input=said, text=True)


def renew(upgrade: list[str]) -> None:
    """Write every lock; the smaller ones follow the whole one."""
    for name, extras in EXTRAS.items():
        chosen = [f"--extra={extra}" for extra in extras]
        follow = upgrade if name == "dev" else ["--constraints=requirements/dev.txt"]
        compiled(["pyproject.toml"], name, [*chosen, *follow])
    compiled(["-"], "uv", ["--constraints=requirements/dev.txt"], "uv\n")


def main() -> int:
    """Check, or renew and check."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--renew", action="store_true", help="write the locks anew")
    parser.add_argument("--upgrade", action="store_true", help="take newer versions")
    asked = parser.parse_args()
    if asked.renew:
        renew(["--upgrade"] if asked.upgrade else [])
    faults = check()
    print("\n".join(faults) or "Locks: complete, without addresses.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
