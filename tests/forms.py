"""Read the forms of a page as a browser would send them, without a browser."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

UNSENT = {"submit", "button", "image", "reset", "file"}
TICKED = {"checkbox", "radio"}


@dataclass
class Form:
    """One form: where it goes, and what it would send untouched."""

    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def add(self, name: str, value: str) -> None:
        """Add one value."""
        self.values.setdefault(name, []).append(value)

    def filled(self, **typed: object) -> dict[str, object]:
        """Return what is sent when somebody types these values."""
        return {**self.values, **typed}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.form: Form | None = None
        self.text: tuple[str, list[str]] | None = None
        self.options: tuple[str, list[tuple[str, bool]]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = Form(told.get("action", ""), told.get("method", "get").lower())
            self.forms.append(self.form)
        elif tag == "option" and self.options:
            self.options[1].append((told.get("value", ""), "selected" in told))
        elif self.form is not None and told.get("name"):
            self._field(tag, told)

    def _field(self, tag: str, told: dict[str, str]) -> None:
        self.form.names.add(told["name"])
        if "disabled" in told:
            return
        if tag == "input":
            self._input(told)
        elif tag == "textarea":
            self.text = (told["name"], [])
        elif tag == "select":
            self.options = (told["name"], [])

    def _input(self, told: dict[str, str]) -> None:
        kind = told.get("type", "text")
        if kind in UNSENT or (kind in TICKED and "checked" not in told):
            return
        self.form.add(told["name"], told.get("value", "on" if kind in TICKED else ""))

    def handle_data(self, data: str) -> None:
        if self.text:
            self.text[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "textarea" and self.text and self.form is not None:
            # A browser drops the line end right behind the opening tag.
            self.form.add(self.text[0], "".join(self.text[1]).removeprefix("\n"))
            self.text = None
        elif tag == "select" and self.options and self.form is not None:
            name, options = self.options
            chosen = [value for value, selected in options if selected]
            for value in chosen or [value for value, _ in options[:1]]:
                self.form.add(name, value)
            self.options = None


def forms_of(page: str) -> list[Form]:
    """Return every form of a page."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms


def form_of(page: str, path: str) -> Form:
    """Return the form that is sent to a path."""
    posts = [form for form in forms_of(page) if form.method == "post"]
    path = path.split("?", maxsplit=1)[0]
    to_path = [form for form in posts if form.action.split("?")[0] == path]
    bare = [form for form in posts if not form.action]
    found = [*to_path, *bare]
    assert found, f"no form to {path}: {[form.action for form in posts]}"
    return max(found, key=lambda form: len(form.names))


def has_form(page: str, path: str) -> bool:
    """Say whether a page has a form that is sent to a path, or back to itself."""
    posts = [form for form in forms_of(page) if form.method == "post"]
    target = path.split("?", maxsplit=1)[0]
    return any(not f.action or f.action.split("?")[0] == target for f in posts)


def fill_in(client: Any, path: str, **typed: object) -> Any:
    """Open a page, type into its form and send it, as a person does."""
    form = form_of(client.get(path).content.decode(), path)
    return client.post(path, form.filled(**typed))
