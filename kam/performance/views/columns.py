"""Choosing columns, and asking for, watching, reading and stopping their comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import (
    require_POST,
    require_safe,
)

from kam.people.policies import entered
from kam.performance.background import carry_out
from kam.performance.forms.columns import (
    ColumnRunQuery,
    ColumnsForm,
    ColumnsQuery,
    choice_like,
    usual_choice,
)
from kam.performance.models import ColumnRun, ComparisonSet
from kam.performance.pages.columns.export import column_run_sheet
from kam.performance.pages.columns.listing import column_choices, columns_page
from kam.performance.pages.columns.run import column_run_page
from kam.performance.queries import periods_for
from kam.performance.queries.columns import column_runs_for
from kam.performance.services import (
    ask_columns,
    cancel_columns,
    repeat_columns,
    start_again,
)
from kam.web.doors import attempt, posted, render_form, render_page, see_other
from kam.web.downloads import download
from kam.web.lists import read_list
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from kam.people.models import User
    from kam.web.lists import ListState

LIST, RUN = "performance/columns/list.html", "performance/columns/run.html"
PROGRESS = "performance/columns/parts/progress.html"


@surface("column_run", "see")
@require_safe
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what may be compared in a set, and what was."""
    user = entered(request.user, "column_run")
    row = _set(user, pk)
    state = read_list(ColumnsQuery(request.GET), request.GET)
    form = _form(request, user, row, _initial(user, state))
    page = columns_page(user, row, state, periods_for(user, row))
    return render_form(request, LIST, page, form)


@surface("column_run", "create", once=False)
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a comparison; a small one is there at once."""
    user = entered(request.user, "column_run")
    row = _set(user, pk)
    form = _form(request, user, row)
    tried = attempt(form, lambda: _asked(request, user, row, form))
    if tried.done is None:
        state = read_list(ColumnsQuery(request.GET), request.GET)
        page = columns_page(user, row, state, periods_for(user, row))
        return render_form(request, LIST, page, form, tried)
    return _to(tried.done)


def _asked(
    request: HttpRequest, user: User, row: ComparisonSet, form: ColumnsForm
) -> ColumnRun:
    asked = ask_columns(
        actor=user,
        comparison_set=row,
        period=form.cleaned_data["period"],
        choice=form.choice(),
    )
    if not asked.is_new:
        messages.success(request, gettext("数据没有变化，这是已有的结果"))
    return carry_out(asked)


def _set(user: User, pk: int) -> ComparisonSet:
    rows = ComparisonSet.objects.visible_to(user).select_related("team")
    found: ComparisonSet = rows.seen(user, pk=pk)
    return found


def _run(user: User, pk: int) -> ColumnRun:
    found: ColumnRun = column_runs_for(user).seen(user, pk=pk)
    return found


def _to(run: ColumnRun) -> HttpResponse:
    return see_other(reverse("performance:columns-run", args=[run.pk]))


def _initial(user: User, state: ListState) -> dict[str, object] | None:
    like = state.filters.get("like")
    return choice_like(_run(user, like)) if like else None


def _form(
    request: HttpRequest,
    user: User,
    row: ComparisonSet,
    initial: dict[str, object] | None = None,
) -> ColumnsForm:
    periods = periods_for(user, row)
    return ColumnsForm(
        posted(request),
        periods=periods,
        columns=column_choices(row),
        initial=initial or usual_choice(periods),
    )


@surface("column_run", "see")
@require_safe
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a run as it stands."""
    user = entered(request.user, "column_run")
    state = read_list(ColumnRunQuery(request.GET), request.GET)
    return render_page(request, RUN, column_run_page(user, _run(user, pk), state))


@surface("column_run", "see")
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a run is; at its end the page is read anew."""
    user = entered(request.user, "column_run")
    state = read_list(ColumnRunQuery(request.GET), request.GET)
    page = column_run_page(user, _run(user, pk), state)
    answer = render_page(request, PROGRESS, page)
    if not page.is_under_way:
        answer["HX-Refresh"] = "true"
    return answer


@surface("column_run", "change")
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop a run; nothing of it is kept."""
    user = entered(request.user, "column_run")
    return _to(cancel_columns(actor=user, run=_run(user, pk)))


@surface("column_run", "create", once=False)
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin anew what was cut short."""
    user = entered(request.user, "column_run")
    return _to(carry_out(start_again(actor=user, run=_run(user, pk))))


@surface("column_run", "create", once=False)
@require_POST
def repeat(request: HttpRequest, pk: int) -> HttpResponse:
    """Work a run out once more, to see whether the same comes out."""
    user = entered(request.user, "column_run")
    return _to(carry_out(repeat_columns(actor=user, run=_run(user, pk))))


@surface("column_run", "export")
@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Save the table of a run."""
    user = entered(request.user, "column_run")
    found = _run(user, pk)
    name = f"{found.comparison_set.name}-{found.period}-{found.method}"
    sheet = column_run_sheet(user, found)
    return download(sheet, request.GET.get("format", "csv"), name)
