"""The company's lists of stages, reasons and criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kam.core.errors import NotFound
from kam.people.asking import asker
from kam.people.policies import require
from kam.pipeline.forms import (
    AddWordForm,
    CriterionForm,
    ReasonForm,
    StageForm,
)
from kam.pipeline.models import Criterion, Reason, Stage
from kam.pipeline.pages import words_page
from kam.pipeline.policies import may_arrange_words
from kam.pipeline.queries import word_of
from kam.pipeline.services import add_word, edit_word
from kam.web.doors import attempted, posted, render_form, render_page, see_other
from kam.web.surfaces import surface
from kam.web.templatetags.ui import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

METHODS = ["GET", "HEAD", "POST"]
KINDS: dict[str, Any] = {
    "stages": Stage,
    "reasons": Reason,
    "criteria": Criterion,
}
FORMS: dict[str, Any] = {
    "stages": StageForm,
    "reasons": ReasonForm,
    "criteria": CriterionForm,
}


@surface("setting", "change")
@require_safe
def word_lists(request: HttpRequest) -> HttpResponse:
    """Show all lists."""
    require(may_arrange_words(asker(request)))
    return render_page(request, "pipeline/words.html", words_page())


@surface("setting", "change")
@require_http_methods(METHODS)
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """Add a stage, a reason or a criterion."""
    user = asker(request)
    require(may_arrange_words(user))
    if kind not in KINDS:
        raise NotFound
    form = AddWordForm(posted(request), initial={"place": 50})
    tried = attempted(
        form,
        lambda: add_word(
            actor=user,
            model=KINDS[kind],
            code=form.cleaned_data["code"],
            wanted={n: form.cleaned_data[n] for n in ("name", "place")},
        ),
    )
    title = {
        "stages": _("加一个阶段"),
        "reasons": _("加一个原因"),
        "criteria": _("加一条准则"),
    }[kind]
    if tried is None or tried.done is None:
        page = {"title": title, "draft": "word", "record": kind}
        return render_form(request, "pipeline/word.html", page, form, tried)
    return _saved(request, draft_key_of(user, "word", kind))


@surface("setting", "change")
@require_http_methods(METHODS)
def edit(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Rename, move or put away a stage, a reason or a criterion."""
    user = asker(request)
    require(may_arrange_words(user))
    row: Any = word_of(user, kind, pk)
    form = FORMS[kind](posted(request), instance=row)
    tried = attempted(
        form,
        lambda: edit_word(
            actor=user, word=row, wanted=form.chosen(), before=form.before
        ),
    )
    if tried is None or tried.done is None:
        page = {"title": row.label, "draft": f"word-{kind}", "record": str(pk)}
        return render_form(request, "pipeline/word.html", page, form, tried)
    return _saved(request, draft_key_of(user, f"word-{kind}", str(pk)))


def _saved(request: HttpRequest, key: str) -> HttpResponse:
    messages.success(request, _("已保存"), extra_tags=f"saved:{key}")
    return see_other(reverse("pipeline:words"))
