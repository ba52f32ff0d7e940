"""Exceptions are granted with a reason, and go when nothing needs them."""

from tests.house.ledger import RULES, Finding, Granted, complaints, granted

LONG = Finding("kam/x.py::walk", "41 lines")


def test_every_exception_names_a_rule_and_a_reason():
    for exception in granted():
        assert exception.rule in RULES, exception
        assert len(exception.reason) > 10, exception


def test_control_a_finding_without_exception_is_a_complaint():
    assert complaints("function-length", [LONG], [])


def test_control_an_exception_covers_its_place_and_no_other():
    exact = Granted("function-length", "kam/x.py::walk", "one table")
    whole = Granted("function-length", "kam/x.py", "one table")
    other = Granted("function-length", "kam/x.py::run", "one table")
    assert complaints("function-length", [LONG], [exact]) == []
    assert complaints("function-length", [LONG], [whole]) == []
    assert len(complaints("function-length", [LONG], [other])) == 2


def test_control_an_unused_exception_is_a_complaint():
    unused = Granted("function-length", "kam/gone.py", "was long")
    assert complaints("function-length", [], [unused])
    assert complaints("module-length", [], [unused]) == []
