"""The doors of messages: build, mark ready, put away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kam.accounts.queries.room import account_of, stakeholder_of
from kam.accounts.services import refuse_erased
from kam.catalog.models import Product
from kam.needs.forms.messages import MessageForm
from kam.needs.pages.messages import form_page, messages_page
from kam.needs.policies import may_write
from kam.needs.queries.messages import message_of
from kam.needs.rules.messages import concern_lines
from kam.needs.services import (
    archive_message,
    create_message,
    edit_message,
    ready_message,
    restore_message,
    unready_message,
)
from kam.people.asking import asker
from kam.people.policies import require
from kam.web.doors import attempted, posted, render_form, render_page, see_other
from kam.web.surfaces import surface
from kam.web.templatetags.ui import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kam.accounts.models import Stakeholder
    from kam.needs.models import Message
    from kam.people.models import User

METHODS = ["GET", "HEAD", "POST"]


@surface("need", "see")
@require_safe
def account_messages(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what we say to whom."""
    user = asker(request)
    page = messages_page(user, account_of(user, pk), request.GET.get("person", ""))
    return render_page(request, "needs/messages.html", page)


def _form(
    request: HttpRequest,
    user: User,
    stakeholder: Stakeholder,
    message: Message | None = None,
) -> MessageForm:
    return MessageForm(
        posted(request),
        instance=message,
        concerns=concern_lines(stakeholder.concerns),
        products=Product.objects.visible_to(user).active(),
    )


@surface("need", "create")
@require_http_methods(METHODS)
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a message to somebody."""
    user = asker(request)
    stakeholder = stakeholder_of(user, pk)
    require(may_write(user, stakeholder.account, "create"))
    refuse_erased(stakeholder.person)
    form = _form(request, user, stakeholder)
    tried = attempted(
        form,
        lambda: create_message(
            actor=user, stakeholder=stakeholder, wanted=form.chosen()
        ),
    )
    page = form_page(user, stakeholder)
    if tried is None or tried.done is None:
        return render_form(request, "needs/form.html", page, form, tried)
    key = draft_key_of(user, page.noun, page.record)
    undo = reverse("needs:message-archive", args=[tried.done.pk])
    messages.success(request, _("已保存"), f"saved:{key} undo:{undo}")
    return see_other(page.back_url)


@surface("need", "change")
@require_http_methods(METHODS)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a message."""
    user = asker(request)
    row = message_of(user, pk)
    require(may_write(user, row.account))
    refuse_erased(row.stakeholder.person)
    form = _form(request, user, row.stakeholder, row)
    tried = attempted(
        form,
        lambda: edit_message(
            actor=user, message=row, wanted=form.chosen(), before=form.before
        ),
    )
    page = form_page(user, row.stakeholder, row)
    if tried is None or tried.done is None:
        return render_form(request, "needs/form.html", page, form, tried)
    key = draft_key_of(user, page.noun, page.record)
    messages.success(request, _("已保存"), f"saved:{key}")
    return see_other(page.back_url)


@surface("need", "change")
@require_POST
def make_ready(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a message ready for a visit."""
    user = asker(request)
    row = ready_message(actor=user, message=message_of(user, pk))
    undo = reverse("needs:message-unready", args=[pk])
    messages.success(request, _("拜访准备里会看到这一条"), f"undo:{undo}")
    return _back(row)


@surface("need", "change")
@require_POST
def put_down(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a message out of visits."""
    user = asker(request)
    row = unready_message(actor=user, message=message_of(user, pk))
    messages.success(request, _("先不带这一条"))
    return _back(row)


@surface("need", "change")
@require_POST
def put_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a message away; the message of the page puts it back."""
    user = asker(request)
    row = archive_message(actor=user, message=message_of(user, pk))
    undo = reverse("needs:message-restore", args=[pk])
    messages.success(request, _("已移走这条信息"), f"undo:{undo}")
    return _back(row)


@surface("need", "change")
@require_POST
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a message back."""
    user = asker(request)
    row = restore_message(actor=user, message=message_of(user, pk))
    messages.success(request, _("已放回这条信息"))
    return _back(row)


def _back(row: Message) -> HttpResponse:
    here = reverse("needs:messages", args=[row.account_id])
    return see_other(f"{here}?person={row.stakeholder_id}")
