"""Locks are complete and bind nobody to one registry."""

import pytest

from tools import locks

HASHED = "django==5.2 \\\n    --hash=sha256:00\n"


def test_locks():
    assert locks.check() == []


@pytest.mark.parametrize(
    "sample",
    [
        "django==5.2\n",
        f"--index-url https://example.org/simple\n{HASHED}",
        "kam @ git+https://example.org/kam \\\n    --hash=sha256:00\n",
    ],
)
def test_control_a_faulty_lock(sample):
    assert locks.faults_in("x.txt", sample)


def test_control_a_good_lock():
    assert locks.faults_in("x.txt", HASHED) == []


def test_control_a_package_lock_with_addresses():
    assert locks.faults_in_package_lock('{"resolved": "https://example.org/x.tgz"}')
    assert not locks.faults_in_package_lock('{"integrity": "sha512-x"}')


def test_control_two_versions():
    texts = {"dev.txt": HASHED, "run.txt": HASHED.replace("5.2", "5.1")}
    assert locks.disagreements(texts) == ["run.txt: django differs from dev.txt"]
