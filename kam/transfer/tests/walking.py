"""The walk through an import as a browser takes it, for tests of its pages."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kam.transfer.models import Import
from kam.transfer.tests.rows import csv_of

ACCOUNTS = csv_of(
    ["客户名称", "城市", "年潜力", "内部编号"],
    ["第一人民医院", " 上海", "860万", "1"],
    ["第二人民医院", "北京", "不知道", "2"],
)


def send(client, kind="accounts", content=ACCOUNTS, name="客户.csv", **further):
    file = SimpleUploadedFile(name, content)
    return client.post("/imports/new", {"kind": kind, "file": file, **further})


def chosen(record, **further):
    """Fill the form as its page suggests, column by column."""
    browser = Client()
    browser.force_login(record.created_by)
    form = browser.get(f"/imports/{record.pk}/columns").context["form"]
    return {**{bound.html_name: bound.value() for bound in form.columns}, **further}


def uploaded(client, **kwargs) -> Import:
    answer = send(client, **kwargs)
    assert answer.status_code == 303, answer.content.decode()
    return Import.objects.get(pk=int(answer["Location"].split("/")[2]))


def checked(client, **kwargs) -> Import:
    record = uploaded(client, **kwargs)
    answer = client.post(f"/imports/{record.pk}/columns", chosen(record))
    assert answer["Location"] == f"/imports/{record.pk}"
    return Import.objects.get(pk=record.pk)
