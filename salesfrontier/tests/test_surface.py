"""The public surface is deliberate, documented, and its examples run."""

import doctest
import inspect
import pkgutil
from importlib import import_module
from importlib.util import find_spec

import pytest

import salesfrontier
from salesfrontier import errors

# Compiled loops can only be read where the extra [fast] is installed.
COMPILED = {"salesfrontier.dea.kernels", "salesfrontier.dea.shortlist"}
OPTIONAL = set() if find_spec("numba") else COMPILED
MODULES = [
    import_module(found.name)
    for found in pkgutil.walk_packages(salesfrontier.__path__, "salesfrontier.")
    if ".tests" not in found.name and found.name not in OPTIONAL
]
FUNCTIONS = [
    name
    for name in salesfrontier.__all__
    if inspect.isfunction(getattr(salesfrontier, name))
]
ERRORS = [
    member
    for _, member in inspect.getmembers(errors, inspect.isclass)
    if issubclass(member, errors.FrontierError)
]


def test_what_is_exported_is_what_is_listed():
    assert sorted(salesfrontier.__all__) == sorted(set(salesfrontier.__all__))
    public = {
        name
        for name, member in vars(salesfrontier).items()
        if not name.startswith("_") and not inspect.ismodule(member)
    }
    assert public == set(salesfrontier.__all__)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_the_examples_of_a_module_run(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_public_function_states_its_cost_and_shows_an_example(name):
    text = inspect.getdoc(getattr(salesfrontier, name))
    assert "Examples\n--------" in text
    assert "Cost O(" in text
    assert "Parameters\n----------" in text


@pytest.mark.parametrize("name", FUNCTIONS)
def test_nothing_returns_a_bare_tuple_of_different_things(name):
    result = inspect.signature(getattr(salesfrontier, name)).return_annotation
    assert not result.startswith("tuple") or result.endswith("...]")


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_every_error_is_public_and_drawn_in_the_tree(error):
    assert error.__name__ in salesfrontier.__all__
    assert error.__name__ in errors.__doc__


def test_every_error_has_a_code_of_its_own():
    codes = [error.code for error in ERRORS]
    assert len(codes) == len(set(codes))


def test_a_message_says_what_happened_and_what_to_try():
    with pytest.raises(salesfrontier.NumberError) as caught:
        salesfrontier.fit_frontier(ids=range(9), inputs=[-1] * 9, outputs=[1] * 9)
    lines = str(caught.value).splitlines()
    assert lines[0] == "Column 'inputs' is below zero for 0, 1, 2, 3, 4 and 4 more."
    assert lines[1] == "Things to try:"
    assert lines[2].startswith("  1. Use screen_rows")


def test_the_library_opens_neither_the_web_nor_the_database():
    for module in MODULES:
        text = inspect.getsource(module)
        assert "import django" not in text
        assert "from kam" not in text
