"""The pages on which nodes of a tree are added and changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.needs.pages.forms import FormPage
from kam.needs.pages.words import add_words, hint_words, kind_words
from kam.people.scopes import hidden_fields

if TYPE_CHECKING:
    from kam.accounts.models import Stakeholder
    from kam.needs.models import Problem
    from kam.people.models import User


def who_is(user: User, stakeholder: Stakeholder) -> str:
    """Return what somebody is called to this reader."""
    hidden = "name" in hidden_fields(user, "stakeholder")
    return str(stakeholder) if hidden else stakeholder.person.name


def new_page(
    user: User, stakeholder: Stakeholder, kind: str, parent: Problem | None
) -> FormPage:
    """Build the page that adds nodes; no statement."""
    who = who_is(user, stakeholder)
    under = parent.name if parent else who
    return FormPage(
        title=gettext("%(what)s：%(under)s")
        % {"what": add_words(kind), "under": under},
        account=stakeholder.account.name,
        account_url=reverse("desk:account", args=[stakeholder.account_id]),
        back_url=_tree_url(stakeholder),
        back_label=gettext("%(who)s的思路") % {"who": who},
        noun="problem",
        record=f"{stakeholder.pk}-{parent.pk if parent else 'top'}",
        hint=hint_words(kind),
    )


def edit_page(user: User, row: Problem) -> FormPage:
    """Build the page that changes a node; no statement."""
    who = who_is(user, row.stakeholder)
    return FormPage(
        title=gettext("%(kind)s：%(name)s")
        % {"kind": kind_words(row.kind), "name": row.name},
        account=row.account.name,
        account_url=reverse("desk:account", args=[row.account_id]),
        back_url=_tree_url(row.stakeholder),
        back_label=gettext("%(who)s的思路") % {"who": who},
        noun="problem",
        record=row.pk,
        hint=hint_words(row.kind),
        history=row.pk,
        archive_url=reverse("needs:problem-archive", args=[row.pk])
        if row.archived_at is None
        else "",
    )


def _tree_url(stakeholder: Stakeholder) -> str:
    here = reverse("needs:account", args=[stakeholder.account_id])
    return f"{here}?person={stakeholder.pk}"
