"""Running `kam calibrate` on lines of a file."""

from __future__ import annotations

import json

import pytest

from kam.config.cli import main
from kam.config.tests.deals import COLUMNS, HEADER, WORDS


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
