"""What has to be confirmed before a resource reaches a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kam.core.errors import NotFound
from kam.people.asking import asker
from kam.people.policies import require
from kam.resources.forms import RuleForm
from kam.resources.pages import FormPage, rules_page
from kam.resources.policies import may_set_rules
from kam.resources.queries import rule_of
from kam.resources.services import edit_rule
from kam.resources.terms import ResourceKind
from kam.web.doors import attempted, posted, render_form, render_page, see_other
from kam.web.surfaces import surface
from kam.web.templatetags.ui import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

METHODS = ["GET", "HEAD", "POST"]


@surface("setting", "change")
@require_safe
def rule_list(request: HttpRequest) -> HttpResponse:
    """Show what is confirmed for every kind."""
    user = asker(request)
    require(may_set_rules(user))
    return render_page(request, "resources/rules.html", rules_page(user))


@surface("setting", "change")
@require_http_methods(METHODS)
def edit(request: HttpRequest, kind: str) -> HttpResponse:
    """Write what is confirmed for one kind."""
    user = asker(request)
    require(may_set_rules(user))
    if kind not in ResourceKind.values:
        raise NotFound
    rule = rule_of(kind)
    start = {"text": rule.text, "always": rule.always}
    form = RuleForm(posted(request), initial=start)
    tried = attempted(
        form, lambda: edit_rule(actor=user, kind=kind, **form.cleaned_data)
    )
    back = reverse("resources:rules")
    if tried is None or tried.done is None:
        label = ResourceKind(kind).label
        title = _("合规要求：%(kind)s") % {"kind": label}
        page = FormPage(title, "rule", kind, back, _("合规要求"))
        return render_form(request, "resources/form.html", page, form, tried)
    messages.success(request, _("已保存"), f"saved:{draft_key_of(user, 'rule', kind)}")
    return see_other(back)
