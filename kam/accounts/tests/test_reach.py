"""How far somebody reaches is read with the person, once a request."""

from __future__ import annotations

import pytest

from kam.accounts.services import AccountDraft, create_account, share_account
from kam.people.models import User
from kam.people.queries import active_user


@pytest.mark.parametrize("part", ["rep", "colleague", "lead", "chief", "analyst"])
def test_how_far_somebody_reaches_comes_with_the_person(
    cast, django_assert_num_queries, part
):
    account = create_account(actor=cast.rep, draft=AccountDraft(name="东湖医院"))
    share_account(actor=cast.rep, account=account, user_id=cast.colleague.pk)
    known = User.objects.get(pk=getattr(cast, part).pk)
    leads = known.role in ("manager", "analyst")
    with django_assert_num_queries(1):
        person = active_user(known.pk)
        told = person.team_ids if leads else person.shared_account_ids
    assert told == (known.team_ids if leads else known.shared_account_ids)
    assert leads or bool(told) == (part == "colleague")
