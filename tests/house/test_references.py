"""Reference pages name exactly what the code has: settings and commands."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

from kam.config.cli import build_parser
from kam.config.cli_reading import KINDS as TYPED
from kam.transfer.kinds import KINDS
from tests.house import sources

if TYPE_CHECKING:
    from collections.abc import Iterator

SETTINGS = sources.ROOT / "docs" / "reference" / "settings.md"
COMMANDS = sources.ROOT / "docs" / "reference" / "cli.md"
READ = re.compile(
    r"environment\.(?:text|private|flag|words|networks|number|choice|secret)"
    r"\(\s*\"(\w+)\""
)
FROM_FILES = re.compile(r"environment\.(?:private|secret)\(\s*\"(\w+)\"")
ROW = re.compile(r"^\| `(\w+)`( \(\*file\*\))? \|", re.MULTILINE)
CODE = re.compile(r"`([a-z]+)`|^\| ([a-z]+) \|", re.MULTILINE)
OPTION = re.compile(r"--[a-z][a-z-]+")


def read_settings() -> tuple[set[str], set[str]]:
    """Return the variables the product reads, and those that may be files."""
    texts = [sources.text(path) for path in sources.python("kam/config")]
    plain = {name for text in texts for name in READ.findall(text)}
    return plain, {name for text in texts for name in FROM_FILES.findall(text)}


def written_settings(page: str) -> tuple[set[str], set[str]]:
    """Return the variables a page names, and those it marks as files."""
    rows = ROW.findall(page)
    return {name for name, _ in rows}, {name for name, file in rows if file}


def parsers(
    parser: argparse.ArgumentParser, path: str = "kam"
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Yield every command that can be typed."""
    below = [
        action
        for action in parser._actions
        if isinstance(action, argparse._SubParsersAction)
    ]
    if not below:
        yield path, parser
    for action in below:
        for name, child in action.choices.items():
            yield from parsers(child, f"{path} {name}")


def options(parser: argparse.ArgumentParser) -> set[str]:
    """Return the options of one command."""
    names = {name for action in parser._actions for name in action.option_strings}
    return {name for name in names if name.startswith("--")} - {"--help"}


def about(page: str, command: str) -> str:
    """Return what a page says about one command: to the next one, or its table."""
    start = (
        page.index(f"`{command} ") if f"`{command} " in page else page.index(command)
    )
    rest = page[start:]
    end = re.search(r"\n\n`kam |\n## |\n\| `kam ", rest[1:])
    return rest[: end.start() + 1] if end else rest


def test_the_settings_page_names_what_is_read():
    assert written_settings(sources.text(SETTINGS)) == read_settings()


def test_the_command_page_names_every_command_and_option():
    page = sources.text(COMMANDS)
    for command, parser in parsers(build_parser()):
        assert options(parser) <= set(OPTION.findall(about(page, command))), command


def test_the_command_page_names_no_other_option():
    known = {o for _, parser in parsers(build_parser()) for o in options(parser)}
    assert set(OPTION.findall(sources.text(COMMANDS))) - known - {"--help"} == set()


def test_control_a_setting_nobody_wrote_down():
    page = "| `KAM_A` | x | y |\n| `KAM_B` (*file*) | x | y |\n"
    assert written_settings(page) == ({"KAM_A", "KAM_B"}, {"KAM_B"})


def test_control_an_option_nobody_wrote_down():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port")
    assert options(parser) == {"--port"}
    assert about("`kam a --x`\n\n`kam b --port`\n", "kam a") == "`kam a --x`"


def written_kinds(page: str) -> set[str]:
    """Return what a page marks as code, and the first cells of its tables."""
    text = sources.text(sources.ROOT / "docs" / page)
    return {one or other for one, other in CODE.findall(text)}


def test_the_command_takes_every_kind():
    assert set(TYPED) == set(KINDS)


def test_the_pages_on_files_name_every_kind():
    for page in ("howto/import.md", "reference/cli.md", "reference/import.md"):
        assert set(KINDS) - written_kinds(page) == set(), page
