"""Who is reminded of an account that is to be looked at again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kam.core.clock import today
from kam.pipeline.models import Placement
from kam.pipeline.pages.notices import revisits
from kam.pipeline.services import PlacementDraft, place_account, reject_account

pytestmark = pytest.mark.django_db


def test_the_owner_is_reminded_until_the_account_is_taken_up_again(
    cast, hospital, django_assert_num_queries
):
    day = today("Asia/Shanghai")
    told = {"revisit_on": day + timedelta(days=9), "note": "院区合并"}
    reject_account(actor=cast.rep, account=hospital, **told)
    assert not cast.rep.shared_account_ids  # looked up once
    with django_assert_num_queries(1):
        assert revisits(cast.rep, day, day + timedelta(days=7)) == []
    (one,) = revisits(cast.rep, day, day + timedelta(days=9))
    assert (one.title, one.due_on) == (hospital.name, day + timedelta(days=9))
    assert "淘汰" in one.note
    for user in (cast.lead, cast.colleague, cast.analyst):
        assert revisits(user, day, day + timedelta(days=9)) == []
    here = Placement.objects.current().get(account=hospital)
    draft = PlacementDraft("market", "large", 50, note="合并完成", since=here.pk)
    place_account(actor=cast.rep, account=hospital, draft=draft)
    assert revisits(cast.rep, day, day + timedelta(days=99)) == []
