"""English is complete, and nothing visible stays outside the translation."""

from __future__ import annotations

import ast
import io
import re
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests.house import sources
from tests.house.ledger import Finding, judge
from tools import messages

if TYPE_CHECKING:
    from collections.abc import Iterator

CHINESE = re.compile(r"[\u3400-\u9fff\uff00-\uffef\u3000-\u303f]")
MARKS = {
    *messages.SINGULAR, *messages.PLURAL, *messages.CONTEXT, *messages.CONTEXT_PLURAL,
}  # fmt: skip
COMMENT = re.compile(
    r"\{#.*?#\}|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}|<!--.*?-->", re.DOTALL
)
BLOCK = re.compile(
    r"\{%\s*blocktrans(?:late)?\b.*?\{%\s*endblocktrans(?:late)?\s*%\}", re.DOTALL
)
MARKED = re.compile(
    r"\{%\s*trans(?:late)?\s.*?%\}|_\(\s*(?:\"[^\"]*\"|'[^']*')\s*\)", re.DOTALL
)
# Rooms whose Chinese is the content of records, not the product's own words.
CONTENT = ("kam/demo/",)


def outside_in_template(where: str, source: str) -> Iterator[Finding]:
    """Find Chinese of a template that no tag translates."""
    left = MARKED.sub("", BLOCK.sub("", COMMENT.sub("", source)))
    for line in left.splitlines():
        if CHINESE.search(line):
            yield Finding(where, f"not translated: {line.strip()[:60]}")


def excused(tree: ast.AST) -> set[int]:
    """Return the strings that are docstrings or stand inside a marked call."""
    known: set[int] = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            first = body[0] if body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                known.add(id(first.value))
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in MARKS:
                known |= {id(inner) for inner in ast.walk(node)}
    return known


def outside_in_python(where: str, tree: ast.AST) -> Iterator[Finding]:
    """Find Chinese strings that are not marked."""
    known = excused(tree)
    for node in ast.walk(tree):
        words = node.value if isinstance(node, ast.Constant) else None
        if isinstance(words, str) and id(node) not in known and CHINESE.search(words):
            shown = words.strip()[:40]
            yield Finding(where, f"line {node.lineno}: not marked: {shown}")


def outside_in_script(where: str, source: str) -> Iterator[Finding]:
    """Find Chinese in a script: its words come from the page's attributes."""
    code = re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", source, flags=re.DOTALL)
    for line in code.splitlines():
        if CHINESE.search(line):
            yield Finding(where, f"not translated: {line.strip()[:60]}")


def test_english_is_complete():
    found = [str(fault) for fault in messages.faults()]
    assert not found, "\n".join(found)


def torn(catalogs: dict[str, Catalog]) -> list[str]:
    """Return the texts that rooms translate differently.

    All catalogues become one where they are read, so that one room would win.
    """
    said: dict[tuple[str, str], dict[str, str]] = {}
    for room, catalog in catalogs.items():
        for message in catalog:
            if message.id:
                text = messages.text_of(message)
                words = message.string
                first = words if isinstance(words, str) else words[0]
                said.setdefault(text.key, {})[first] = room
    return [f"{key}: {words}" for key, words in said.items() if len(words) > 1]


def test_rooms_say_one_text_in_the_same_english():
    paths = {app.name: messages.catalog_path(app, "en") for app in messages.apps()}
    read = {n: messages.read(p, "en") for n, p in paths.items() if p.is_file()}
    found = torn(read)
    assert not found, "give one of them a context:\n" + "\n".join(found)
    one, other = Catalog(), Catalog()
    one.add("影响", "Influence")
    other.add("影响", "Impact")
    assert torn({"map": one, "questions": other}) != []


def test_nothing_visible_is_outside():
    found = []
    for path in sources.templates():
        found += outside_in_template(sources.named(path), sources.text(path))
    for path in sources.scripts():
        found += outside_in_script(sources.named(path), sources.text(path))
    for path in sources.python("kam/"):
        if "tests" in path.parts or sources.named(path).startswith(CONTENT):
            continue
        found += outside_in_python(sources.named(path), sources.tree(path))
    judge("untranslated", found)


def faults_of(source: str, catalog: str) -> list[str]:
    """Return the gaps between a sample and its catalogue."""
    texts = {text.key: text for text in messages.texts_in_python(source)}
    read = read_po(io.BytesIO(catalog.encode()), locale="en")
    return [fault.words for fault in messages.faults_between("x", "en", texts, read)]


@pytest.mark.parametrize(
    ("source", "catalog", "words"),
    [
        ('_("客户")', "", ["is missing"]),
        ('mark("客户")', 'msgid "客户"\nmsgstr ""\n', ["is not translated"]),
        ("", 'msgid "客户"\nmsgstr "account"\n', ["is used nowhere"]),
        (
            '_("有 %(n)s 位")',
            'msgid "有 %(n)s 位"\nmsgstr "people"\n',
            ["lacks a placeholder of the source"],
        ),
        (
            '_("客户")',
            'msgid "客户"\nmsgstr "%(n)s accounts"\n',
            ["has a placeholder the source lacks"],
        ),
        (
            'ngettext("%(n)s 天", "%(n)s 天", n)',
            'msgid "%(n)s 天"\nmsgid_plural "%(n)s 天"\n'
            'msgstr[0] "one day"\nmsgstr[1] "%(n)s days"\n',
            [],
        ),
        ('pgettext("角色", "主管")', 'msgid "主管"\nmsgstr "manager"\n',
         ["is missing", "is used nowhere"]),
        ('_("客户")', '#, fuzzy\nmsgid "客户"\nmsgstr "x"\n', ["is marked fuzzy"]),
        ('_("客户")', 'msgid "客户"\nmsgstr "account"\n', []),
    ],
)  # fmt: skip
def test_control_gaps_of_a_catalogue(source, catalog, words):
    assert faults_of(source, catalog) == words


def test_control_texts_of_a_template():
    sample = (
        '{% load i18n %}{% translate "客户" %}{% chip _("逾期") "bad" %}'
        "{% blocktranslate trimmed count n=n %}\n  {{ n }} 天\n"
        "{% plural %}\n  {{ n }} 天\n{% endblocktranslate %}"
        '\n    <p>\n        {% translate "今日" %}\n  {% translate "拜访" %}</p>'
    )
    found = {text.singular for text in messages.texts_in_template(sample)}
    assert found == {"客户", "逾期", "%(n)s 天", "今日", "拜访"}


def test_control_outside_in_a_template():
    assert list(outside_in_template("x.html", "<h1>今日</h1>"))
    assert list(outside_in_template("x.html", '{% field form.x hint="必填" %}'))
    good = '{# 今日 #}<h1>{% translate "今日" %}</h1>{% chip _("逾期") "bad" %}'
    assert not list(outside_in_template("x.html", good))


def test_control_outside_in_python():
    assert list(outside_in_python("x.py", ast.parse("x = '今日'")))
    good = '"""今日"""\nx = _("今日")\nraise Invalid(mark("不能为空"))'
    assert not list(outside_in_python("x.py", ast.parse(good)))


def test_control_outside_in_a_script():
    assert list(outside_in_script("x.js", 'const text = "今日";'))
    assert not list(outside_in_script("x.js", "// 今日\n/* 今日 */ const text = 1;"))
