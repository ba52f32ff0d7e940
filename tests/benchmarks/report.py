"""Printing what was measured: milliseconds, statements, and ratios to the ruler."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

GOALS = {"list": 100, "room": 100, "today": 100, "visits": 100, "search": 60}
GIGABYTE = 1024**3


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lay out rows under a head, numbers to the right, as a Markdown table."""
    lines = [list(head), *map(list, rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    for number, line in enumerate(lines):
        cells = (
            cell.ljust(width) if column < 2 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            yield f"|{'|'.join('-' * (width + 2) for width in widths)}|"


def report(told: dict[str, Any]) -> Iterator[str]:
    """Say everything of one database."""
    yield ""
    yield (
        f"## {told['database']}: {told['bytes'] / GIGABYTE:.2f} GiB, "
        f"ruler {told['ruler'] * 1000:.1f} ms"
    )
    yield ""
    if pages := told.get("pages"):
        yield from _pages(pages, told["ruler"])
    if came := told.get("import"):
        yield ""
        yield (
            f"Import of {came['rows']:,} accounts from XLSX: {came['seconds']:.1f} s, "
            f"{came['megabytes']:.0f} MB at most, {came['created']:,} created, "
            f"{came['failed']:,} failed; {came['seconds'] / told['ruler']:.0f} × ruler"
        )
    if sync := told.get("sync"):
        yield ""
        yield (
            f"An outbox of {sync['items']:,} records in batches of 50: "
            f"{sync['seconds']:.1f} s (goal 60), "
            f"{sync['items'] / sync['seconds']:.0f} a second (goal 200), a batch p95 "
            f"{sync['p95'] * 1000:.0f} ms, {sync['statements']} statements; "
            f"{sync['worked']:.1f} s of the processor; "
            f"{sync['seconds'] / told['ruler']:.0f} × ruler"
        )
    if writes := told.get("writes"):
        yield from _writes(writes)


def _pages(pages: list[dict[str, Any]], ruler: float) -> Iterator[str]:
    head = (
        *("who", "page", "p50 ms", "p95 ms", "p99 ms", "p95 of CPU", "goal", "SQL"),
        "p95 ÷ ruler",
    )
    yield from table(
        head,
        [
            (
                row["actor"],
                row["page"],
                f"{row['p50'] * 1000:.0f}",
                f"{row['p95'] * 1000:.0f}",
                f"{row['p99'] * 1000:.0f}",
                f"{row['worked'] * 1000:.0f}",
                f"≤ {GOALS.get(row['page'], 100)}",
                str(row["statements"]),
                f"{row['p95'] / ruler:.2f}",
            )
            for row in pages
        ],
    )


def _writes(writes: list[dict[str, Any]]) -> Iterator[str]:
    plain = next(row["longest"] for row in writes if row["mode"] == "no-gate")
    yield ""
    yield from table(
        ("8 processes × 300", "errors", "longest wait ms", "÷ without gate"),
        [
            (
                row["mode"],
                str(row["failures"]),
                f"{row['longest'] * 1000:.0f}",
                f"{row['longest'] / plain:.2f}",
            )
            for row in writes
        ],
    )
