"""Extract, check and compile the translations of every app.

The source language is Chinese: a msgid is the Chinese text. English is written by
hand in ``kam/APP/locale/en/LC_MESSAGES/django.po``.

``python -m tools.messages`` compiles, ``--check`` finds gaps, ``--missing`` prints
the missing entries of each app, ready to paste and fill in.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from babel.messages.catalog import Message

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("en",)
PLURALS = 2
SKIPPED = {"tests", "migrations", "locale", "static"}
TEXTS = {".py", ".html", ".txt"}
SINGULAR = ("_", "gettext", "gettext_lazy", "gettext_noop", "mark")
PLURAL = ("ngettext", "ngettext_lazy")
CONTEXT = ("pgettext", "pgettext_lazy")
CONTEXT_PLURAL = ("npgettext", "npgettext_lazy")
PLACEHOLDER = re.compile(
    r"%\(\w+\)[sdifr]|(?<!%)%[sdifr]|\{[A-Za-z_]\w*(?:![rs])?(?::[^{}]*)?\}"
)


@dataclass(frozen=True, order=True)
class Text:
    """One text to translate, as the source marks it."""

    singular: str
    plural: str = ""
    context: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What gettext looks up."""
        return (self.context, self.singular)


@dataclass(frozen=True)
class Fault:
    """One gap of a catalogue."""

    app: str
    language: str
    words: str
    text: Text

    def __str__(self) -> str:
        return f"{self.app}/{self.language}: {self.words}: {self.text.singular!r}"


def texts_in_python(source: str) -> Iterator[Text]:
    """Yield the marked texts of Python source."""
    words = dict.fromkeys([*SINGULAR, *PLURAL, *CONTEXT, *CONTEXT_PLURAL])
    found: Iterable[Any] = extract_python(io.BytesIO(source.encode()), words, [], {})
    for _line, word, strings, _comments in found:
        text = arranged(word, strings)
        if text:
            yield text


def arranged(word: str, strings: str | tuple[str | None, ...] | None) -> Text | None:
    """Put the arguments of one marked call into their places.

    A call on a variable, such as ``_(label)``, translates what is marked elsewhere.
    """
    if not strings:
        return None
    given = [strings] if isinstance(strings, str) else list(strings)
    name = word.removesuffix("_lazy")
    places = {
        "ngettext": (0, 1, None),
        "pgettext": (1, None, 0),
        "npgettext": (1, 2, 0),
    }
    first, second, context = places.get(name, (0, None, None))
    wanted = [place for place in (first, second, context) if place is not None]
    if any(place >= len(given) or not given[place] for place in wanted):
        return None

    def at(place: int | None) -> str:
        return "" if place is None else str(given[place])

    return Text(at(first), at(second), at(context))


def texts_in_template(source: str) -> Iterator[Text]:
    """Yield the marked texts of a template."""
    from django.conf import settings  # noqa: PLC0415  compiling needs no Django
    from django.utils.translation.template import templatize  # noqa: PLC0415

    if not settings.configured:
        settings.configure(USE_I18N=True)
    # Only the marked calls are left as code; the page's own indentation is none.
    lines = templatize(source).splitlines()
    yield from texts_in_python("\n".join(line.strip() for line in lines))


def apps() -> list[Path]:
    """Return the folder of every app."""
    return sorted(path.parent for path in (ROOT / "kam").glob("*/__init__.py"))


def sources(app: Path) -> Iterator[Path]:
    """Yield the files of an app that may hold texts."""
    for path in sorted(app.rglob("*")):
        inside = set(path.relative_to(app).parts)
        if path.suffix in TEXTS and path.is_file() and not SKIPPED & inside:
            yield path


def texts_of(app: Path) -> dict[tuple[str, str], Text]:
    """Return every text an app marks."""
    found: dict[tuple[str, str], Text] = {}
    for path in sources(app):
        source = path.read_text(encoding="utf-8")
        reader = texts_in_python if path.suffix == ".py" else texts_in_template
        for text in reader(source):
            known = found.get(text.key)
            if known is None or (text.plural and not known.plural):
                found[text.key] = text
    return found


def catalog_path(app: Path, language: str) -> Path:
    """Return where an app keeps a language."""
    return app / "locale" / language / "LC_MESSAGES" / "django.po"


def read(path: Path, language: str) -> Catalog:
    """Read a catalogue; an absent one is empty."""
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as opened:
        return read_po(opened, locale=language, abort_invalid=True)


def text_of(message: Message) -> Text:
    """Return what a catalogue's entry translates."""
    ids = message.id if isinstance(message.id, tuple | list) else (message.id, "")
    return Text(str(ids[0]), str(ids[1]), message.context or "")


def placeholders(text: str) -> set[str]:
    """Return the placeholders of a text."""
    return set(PLACEHOLDER.findall(text))


def fault_of(text: Text, message: Message) -> str:
    """Say what is wrong with one translation; nothing when it is good."""
    given = message.string
    parts = given if isinstance(given, tuple | list) else [given]
    words = [str(word or "") for word in parts]
    if message.fuzzy:
        return "is marked fuzzy"
    if not all(words) or len(words) != (PLURALS if text.plural else 1):
        return "is not translated"
    wanted = placeholders(text.singular) | placeholders(text.plural)
    if any(placeholders(word) - wanted for word in words):
        return "has a placeholder the source lacks"
    # A singular may say "one" instead of repeating the number.
    if wanted - placeholders(words[-1]):
        return "lacks a placeholder of the source"
    return ""


def faults_between(
    app: str, language: str, wanted: dict[tuple[str, str], Text], catalog: Catalog
) -> Iterator[Fault]:
    """Yield the gaps between what an app marks and what its catalogue holds."""
    held = {text_of(entry).key: entry for entry in catalog if entry.id}
    for key, text in sorted(wanted.items()):
        entry = held.get(key)
        words = "is missing" if entry is None else fault_of(text, entry)
        if words:
            yield Fault(app, language, words, text)
    for key in sorted(set(held) - set(wanted)):
        yield Fault(app, language, "is used nowhere", text_of(held[key]))


def faults() -> Iterator[Fault]:
    """Yield every gap of every app and language."""
    for app in apps():
        wanted = texts_of(app)
        for language in LANGUAGES:
            catalog = read(catalog_path(app, language), language)
            yield from faults_between(app.name, language, wanted, catalog)


def print_missing() -> None:
    """Print the missing entries of each app in the catalogue's own format."""
    by_app: dict[str, list[Text]] = {}
    for fault in faults():
        if fault.words == "is missing":
            by_app.setdefault(fault.app, []).append(fault.text)
    for app, texts in by_app.items():
        catalog = Catalog(locale="en", fuzzy=False)
        for text in texts:
            name = (text.singular, text.plural) if text.plural else text.singular
            catalog.add(name, context=text.context or None)
        written = io.BytesIO()
        write_po(written, catalog, width=0, omit_header=True)
        path = catalog_path(ROOT / "kam" / app, "en").relative_to(ROOT)
        print(f"# ---- {path}: {len(texts)} missing\n\n{written.getvalue().decode()}")


def compile_all() -> int:
    """Write each catalogue's binary form and return how many there are."""
    count = 0
    for app in apps():
        for path in sorted(app.glob("locale/*/LC_MESSAGES/django.po")):
            catalog = read(path, path.parent.parent.name)
            with path.with_suffix(".mo").open("wb") as opened:
                write_mo(opened, catalog)
            count += 1
    return count


def main() -> int:
    """Compile, check or print what is missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="find gaps; 1 if any")
    parser.add_argument("--missing", action="store_true", help="print missing entries")
    asked = parser.parse_args()
    if asked.missing:
        print_missing()
        return 0
    if asked.check:
        found = [str(fault) for fault in faults()]
        print("\n".join(found) or "Translations: complete.")
        return 1 if found else 0
    print(f"Translations: {compile_all()} catalogues compiled.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
