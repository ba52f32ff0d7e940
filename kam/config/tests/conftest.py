"""Running `kam calibrate` and `kam frontier` on lines of a file."""

from __future__ import annotations

import json

import pytest

from kam.config.cli import main
from kam.config.tests.deals import COLUMNS, HEADER, WORDS
from kam.config.tests.territories import COLUMNS as TERRITORY


@pytest.fixture
def told(tmp_path, capsys):
    """Run the command on lines and return its exit code and what it printed."""

    def run(lines, *options, censor="2026-01-21", words=WORDS, as_json=True):
        path = lines
        if isinstance(lines, str):
            path = tmp_path / "deals.csv"
            path.write_text(f"{HEADER}\n{lines}", encoding="utf-8")
        code = main(
            ["calibrate", str(path), *COLUMNS, *words, "--censor", censor, *options]
            + ["--json"] * as_json
        )
        out, err = capsys.readouterr()
        return code, json.loads(out) if as_json else out, err

    return run


@pytest.fixture
def written(tmp_path):
    def write(text, encoding="utf-8"):
        path = tmp_path / "figures.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.fixture
def answered(capsys):
    """Run the command; return its exit code and what it said as JSON."""

    def run(path, *options, columns=TERRITORY):
        code = main(["frontier", str(path), *columns, *options, "--json"])

        def refuse(constant):
            raise AssertionError(constant)

        return code, json.loads(capsys.readouterr().out, parse_constant=refuse)

    return run
