"""An account on the platforms: its page, its screening, its moves, and their undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kam.accounts.queries.room import account_of
from kam.core.clock import today
from kam.core.errors import NotFound
from kam.people.asking import asker
from kam.people.policies import require
from kam.people.scopes import may
from kam.pipeline.forms.platforms import MoveForm, ScreeningForm
from kam.pipeline.pages import form_page
from kam.pipeline.pages.platform import move_note, platform_page
from kam.pipeline.policies import may_write
from kam.pipeline.queries import reasons
from kam.pipeline.queries.platforms import (
    book_in_force,
    current_placement,
    evidence_of,
    gate_from,
    placement_of,
    screening_of,
)
from kam.pipeline.services import (
    answer_screening,
    lose_account,
    place_account,
    reject_account,
    take_back_placement,
)
from kam.pipeline.terms import Platform, Verdict
from kam.web.doors import attempted, posted, render_form, render_page, see_other
from kam.web.surfaces import surface
from kam.web.templatetags.ui import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.pipeline.models import Placement

METHODS = ["GET", "HEAD", "POST"]
NOUN = "placement"
BOARD = "board"
PAGE = "pipeline/platform.html"


@surface(NOUN, "see")
@require_safe
def platform(request: HttpRequest, pk: int) -> HttpResponse:
    """Show where an account stands on the platforms and where it may go."""
    user = asker(request)
    require(may(user, NOUN, "see"))
    account = account_of(user, pk)
    asked = screening_of(account)
    page = platform_page(user, account, asked)
    return render_page(request, PAGE, page, form=ScreeningForm(asked))


@surface(NOUN, "create")
@require_POST
def screen(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the answers to the screening."""
    user = asker(request)
    account = account_of(user, pk)
    require(may_write(user, account, NOUN, "create"))
    asked = screening_of(account)
    form = ScreeningForm(asked, posted(request))
    tried = attempted(
        form,
        lambda: answer_screening(actor=user, account=account, answers=form.answers),
    )
    if tried is None or tried.done is None:
        page = platform_page(user, account, asked)
        return render_form(request, PAGE, page, form, tried)
    said = Verdict(tried.done.verdict).label
    messages.success(request, _("筛选已保存：%(said)s") % {"said": said})
    return see_other(reverse("pipeline:platform", args=[pk]))


@surface(NOUN, "create")
@require_http_methods(METHODS)
def move(request: HttpRequest, pk: int, to: str) -> HttpResponse:
    """Move an account to a platform or out; the message takes it back."""
    user = asker(request)
    account = account_of(user, pk)
    require(may_write(user, account, NOUN, "create"))
    if to not in Platform.values:
        raise NotFound
    platform, here = Platform(to), current_placement(account)
    form = MoveForm(
        platform,
        here,
        posted(request),
        size=(here.size_class if here is not None else "") or account.size_class,
        reasons=reasons() if platform == Platform.LOST else (),
        initial=_levels(here),
    )
    tried = attempted(form, lambda: _moved(user, account, form))
    back = _back(request, pk)
    if tried is None or tried.done is None:
        page = form_page(
            account,
            _title(platform, here),
            f"{NOUN}-{to}",
            note=_note(user, account, platform, here),
            back_url=back,
        )
        return render_form(request, "pipeline/form.html", page, form, tried)
    key = draft_key_of(user, f"{NOUN}-{to}", f"of-{pk}")
    undo = reverse("pipeline:unplace", args=[tried.done.pk])
    if request.GET.get("back") == BOARD:
        undo = f"{undo}?back={BOARD}"
    said = _("已到“%(stage)s”") % {"stage": platform.label}
    messages.success(request, said, f"saved:{key} undo:{undo}")
    return see_other(back)


def _back(request: HttpRequest, pk: int) -> str:
    """Return to the board, where one came from, or to the account."""
    if request.GET.get("back") == BOARD:
        return reverse("pipeline:board")
    return reverse("pipeline:platform", args=[pk])


def _title(to: Platform, here: Placement | None) -> str:
    """Say what the form does; staying on a platform is judging anew."""
    if here is not None and here.platform == to:
        return pgettext("verb", "重新判断")
    return _("移到%(platform)s") % {"platform": to.label}


def _levels(here: Placement | None) -> dict[str, object]:
    if here is None:
        return {}
    told = {"likelihood": here.likelihood, "warmth": here.warmth}
    return {name: str(level) for name, level in told.items() if level is not None}


def _note(user: User, account: Account, to: Platform, here: Placement | None) -> str:
    if here is not None and here.platform == to:
        return _("还在这个平台上，重新判断规模和程度")
    gate, book = gate_from(screening_of(account)), book_in_force()
    likelihood = here.likelihood if here is not None else None
    seen = evidence_of(account, likelihood, today(user.time_zone), gate, book)
    return move_note(to, seen, book, gate)


def _moved(user: User, account: Account, form: MoveForm) -> Placement:
    draft = form.draft
    told: dict[str, Any] = {
        "note": draft.note,
        "since": draft.since,
        "revisit_on": draft.revisit_on,
    }
    if form.to == Platform.REJECTED:
        return reject_account(actor=user, account=account, **told)
    if form.to == Platform.LOST:
        reason = draft.lost_reason_id
        return lose_account(actor=user, account=account, reason_id=reason, **told)
    return place_account(actor=user, account=account, draft=draft)


@surface(NOUN, "change")
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back the newest step of an account."""
    user = asker(request)
    row = placement_of(user, pk)
    take_back_placement(actor=user, placement=row)
    messages.success(request, _("已撤销这一步"))
    return see_other(_back(request, row.account_id))
