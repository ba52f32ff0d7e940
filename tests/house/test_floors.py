"""Every area of the house stands on a floor."""

from __future__ import annotations

import configparser
import re

from tests.house import sources


def floors(text: str) -> list[set[str]]:
    """Read the floors, the highest first, from the import contracts."""
    contracts = configparser.ConfigParser()
    contracts.read_string(text)
    lines = contracts["importlinter:contract:floors"]["layers"].split("\n")
    return [set(re.findall(r"\w+", line)) for line in lines if line.strip()]


def without_floor(rooms: set[str], known: list[set[str]]) -> set[str]:
    """Return the rooms that stand on no floor."""
    return rooms - set().union(*known)


def test_every_room_has_a_floor():
    text = sources.text(sources.ROOT / ".importlinter")
    assert without_floor({room.name for room in sources.rooms()}, floors(text)) == set()


def test_no_room_has_two_floors():
    known = floors(sources.text(sources.ROOT / ".importlinter"))
    names = [name for floor in known for name in floor]
    assert sorted(names) == sorted(set(names))


def test_control_a_room_without_floor():
    sample = "[importlinter:contract:floors]\nlayers =\n    (desk) | (sync)\n    core\n"
    assert floors(sample) == [{"desk", "sync"}, {"core"}]
    assert without_floor({"core", "cellar"}, floors(sample)) == {"cellar"}
