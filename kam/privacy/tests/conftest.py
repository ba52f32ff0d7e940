"""Somebody of whom much is written, and a folder of one's own for files."""

from __future__ import annotations

import pytest

from kam.accounts.services import (
    AccountDraft,
    Affiliation,
    Identity,
    create_account,
    create_person,
)
from kam.judgements.services import Opinion, judge

NAME = "沈若澜"


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def account(cast):
    """The representative's account."""
    return create_account(actor=cast.rep, draft=AccountDraft(name="东湖医院"))


@pytest.fixture
def head(cast, account):
    """Somebody of the account, of whom much is written."""
    row = create_person(
        actor=cast.rep,
        account=account,
        identity=Identity(name=NAME, title="检验科主任"),
        affiliation=Affiliation(
            layer="expert", phone="13900001111", obstacle=f"{NAME} 怕没人兜底"
        ),
    )
    opinion = Opinion("influence", 4, f"{NAME} 主持论证会")
    judge(actor=cast.rep, stakeholder=row, opinions=[opinion])
    return row
