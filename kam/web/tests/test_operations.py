"""An API operation says what it opens and has a lock, or nothing starts."""

from __future__ import annotations

import pytest
from ninja import Router

from kam.web import operations
from kam.web.surfaces import Surface, surface


def lock(request):
    return True


@pytest.fixture
def api(monkeypatch):
    monkeypatch.setattr(operations, "_ASSEMBLED", [])
    return operations.DeclaredApi(urls_namespace="test-operations")


def mount(api, *, declared, **options):
    router = Router(**options)

    def thing(request, pk: int):
        return {}

    view = surface("account", "see")(thing) if declared else thing
    router.get("/{pk}")(view)
    api.add_router("/things", router)


def test_a_declared_and_locked_operation_is_listed(api):
    mount(api, declared=True, auth=lock)
    (found,) = operations.operations()
    assert found.name == "GET /things/{pk}"
    assert found.surface == Surface("account", "see")
    assert not list(operations._faults())


def test_an_undeclared_operation_is_a_fault(api):
    mount(api, declared=False, auth=lock)
    assert [code for code, *_ in operations._faults()] == ["kam.E002"]
    assert operations.operations() == []


def test_an_unlocked_operation_is_a_fault(api):
    mount(api, declared=True)
    assert [code for code, *_ in operations._faults()] == ["kam.E003"]


def test_the_product_has_no_such_fault():
    assert operations.every_operation_is_declared_and_locked(None) == []
