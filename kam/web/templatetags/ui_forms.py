"""Fields with label, hint and error in one accessible piece; drafts around forms."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from kam.web.templatetags.ui_library import register

if TYPE_CHECKING:
    from django.forms import BaseForm, BoundField
    from django.template import Context

GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


def _described_by(bound: BoundField, hint: str) -> str:
    ids = []
    if hint:
        ids.append(f"{bound.auto_id}_hint")
    if bound.errors:
        ids.append(f"{bound.auto_id}_error")
    return " ".join(ids)


def _layout(bound: BoundField, look: str) -> str:
    widget = bound.field.widget
    if bound.is_hidden:
        return "hidden"
    if isinstance(widget, GROUPS):
        return "segmented" if look == "segmented" else "chips"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    return "line"


def field_context(bound: BoundField, hint: str = "", look: str = "") -> dict[str, Any]:
    """Return what web/parts/field.html needs to draw a field."""
    hint = hint or str(bound.help_text or "")
    described = _described_by(bound, hint)
    layout = _layout(bound, look)
    attrs: dict[str, str | bool] = {"aria-describedby": described} if described else {}
    grouped = layout in ("chips", "segmented")
    return {
        "bound": bound,
        "layout": layout,
        "hint": hint,
        "need": bound.field.required and look != "plain",
        "wide": look == "wide" or isinstance(bound.field.widget, forms.Textarea),
        "described": described,
        "options": list(bound.subwidgets) if grouped else [],
        "control": "" if grouped else bound.as_widget(attrs=attrs),
    }


@register.inclusion_tag("web/parts/field.html")
def field(bound: BoundField, hint: str = "", look: str = "") -> dict[str, Any]:
    """Draw one field."""
    return field_context(bound, hint, look)


@register.inclusion_tag("web/parts/fields.html")
def fields(form: BaseForm, *names: str) -> dict[str, Any]:
    """Draw several fields by name, or all of a form."""
    chosen = [form[name] for name in names] if names else list(form)
    return {"bounds": chosen}


@register.inclusion_tag("web/parts/form_errors.html")
def form_errors(form: BaseForm, title: str = "") -> dict[str, Any]:
    """Sum up what is wrong, with a link to each field."""
    wrong = [bound for bound in form if bound.errors] if form.is_bound else []
    return {
        "general": form.non_field_errors(),
        "wrong": wrong,
        "title": title or gettext("还没有保存"),
    }


@register.inclusion_tag("web/parts/dropzone.html")
def dropzone(bound: BoundField, hint: str = "", accept: str = "") -> dict[str, Any]:
    """Draw a file field that also takes dropped files."""
    attrs: dict[str, str | bool] = {"accept": accept} if accept else {}
    described = _described_by(bound, hint)
    if described:
        attrs["aria-describedby"] = described
    return {"bound": bound, "hint": hint, "control": bound.as_widget(attrs=attrs)}


@register.inclusion_tag("web/parts/dates.html")
def dates(bound: BoundField, options: Any = (), hint: str = "") -> dict[str, Any]:
    """Draw a date field with chips for the likely days."""
    rows = [
        {
            "value": o.value.isoformat() if isinstance(o.value, date) else o.value,
            "label": o.label,
        }
        for o in options
    ]
    return {**field_context(bound, hint), "choices": rows}


def draft_key_of(user: Any, name: str, record: object = "") -> str:
    """Return the key under which a browser keeps a person's draft of one form."""
    return f"{getattr(user, 'pk', None) or 0}:{name}:{record or 'new'}"


@register.simple_tag(takes_context=True)
def draft_key(context: Context, name: str, record: object = "") -> str:
    """Return the key of a draft, for data-saved."""
    return draft_key_of(context.get("user"), name, record)


@register.simple_block_tag(takes_context=True)
def draft(
    context: Context,
    content: SafeString,
    name: str,
    record: object = "",
    form: BaseForm | None = None,
) -> SafeString:
    """Keep what is typed into the form inside until the server confirms it."""
    bound = " bound" if form is not None and form.is_bound else ""
    return format_html(
        '<kam-draft key="{}"{}><template>{}</template>{}</kam-draft>',
        draft_key_of(context.get("user"), name, record),
        bound,
        _draft_notice(),
        mark_safe(content),  # noqa: S308 - rendered by the template engine
    )


def _draft_notice() -> SafeString:
    from django.template.loader import render_to_string  # noqa: PLC0415 - engine ready

    return SafeString(render_to_string("web/parts/draft_notice.html"))


@register.simple_tag
def once() -> SafeString:
    """Return the hidden key that makes a form sent twice be carried out once."""
    return format_html(
        '<input type="hidden" name="idempotency_key" value="{}">', uuid.uuid4()
    )
