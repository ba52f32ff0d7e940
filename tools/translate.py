"""Put translations into the catalogues: ``python -m tools.translate FILE.json``.

The file holds ``{"source": "English"}``; a plural is ``["one", "many"]`` and a text
with a context is written ``"context|source"``. Each app's catalogue keeps what it
still needs, takes what the file gives, loses what nothing uses, and is sorted, so a
change reads as a change. Without a file the catalogues are only put in order.
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from tools import messages

if TYPE_CHECKING:
    from tools.messages import Text

HEADER = r"""msgid ""
msgstr ""
"Language: en\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""
Given = dict[str, str | list[str]]


def named(text: Text) -> str:
    """Return the name a text has in the file of translations."""
    return f"{text.context}|{text.singular}" if text.context else text.singular


def string_of(text: Text, given: Given) -> str | tuple[str, ...] | None:
    """Return the translation that the file gives, in the shape the text needs."""
    found = given.get(named(text))
    if found is None or not text.plural:
        return found if found is None or isinstance(found, str) else found[-1]
    return (found, found) if isinstance(found, str) else tuple(found)


def renewed(app: Path, given: Given) -> tuple[Catalog, list[str]]:
    """Return an app's catalogue in order, and the texts nobody has translated."""
    old = messages.read(messages.catalog_path(app, "en"), "en")
    held = {messages.text_of(entry).key: entry for entry in old if entry.id}
    new, missing = Catalog(locale="en", fuzzy=False), []
    for key, text in sorted(messages.texts_of(app).items()):
        kept = held.get(key)
        string = string_of(text, given)
        if string is None and kept is not None and not messages.fault_of(text, kept):
            string = kept.string  # type: ignore[assignment]
        if string is None:
            missing.append(named(text))
            continue
        name = (text.singular, text.plural) if text.plural else text.singular
        new.add(name, string=string, context=text.context or None)
    return new, missing


def store(app: Path, catalog: Catalog) -> None:
    """Write a catalogue with the one header all of them have."""
    path = messages.catalog_path(app, "en")
    if not len(catalog):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    written = io.BytesIO()
    write_po(written, catalog, width=0, omit_header=True)
    path.write_text(HEADER + written.getvalue().decode(), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Renew every catalogue; 1 while a text has no translation."""
    given: Given = json.loads(Path(arguments[0]).read_text()) if arguments else {}
    left: list[str] = []
    for app in messages.apps():
        catalog, missing = renewed(app, given)
        store(app, catalog)
        left += missing
    lines = dict.fromkeys(left)
    print("\n".join(f"not translated: {name}" for name in lines) or "complete")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
