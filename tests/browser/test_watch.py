"""Controls of the browser fixtures: what must fail a browser test is noticed."""

from __future__ import annotations

import pytest

from tests.plugins.watch import Watch

pytestmark = pytest.mark.browser

SITE = "http://127.0.0.1:1"
POLICY = "default-src 'self'; img-src 'self' data:"
PAGE = (
    '<!doctype html><html lang="en"><head><title>t</title>'
    '<link rel="icon" href="data:,"></head>'
    "<body><main><h1>t</h1>{}</main></body></html>"
)


@pytest.fixture
def visit(chromium):
    """Show a page made of one fragment, under the strict policy."""
    context = chromium.new_context()
    watching = Watch()
    watching.follow(context)

    def answer(route):
        route.fulfill(
            status=answer.status,
            body=PAGE.format(answer.fragment),
            headers={"content-security-policy": POLICY, "content-type": "text/html"},
        )

    def show(fragment, status=200):
        answer.fragment, answer.status = fragment, status
        page = context.new_page()
        page.goto(f"{SITE}/")
        page.wait_for_load_state("networkidle")
        return page

    context.route(f"{SITE}/*", answer)
    yield watching, show
    context.close()


def test_a_good_page_is_silent(visit):
    watching, show = visit
    show("")
    assert watching.verdict() == ""


@pytest.mark.parametrize(
    "fragment",
    [
        '<p style="color: red">x</p>',
        "<style>p { color: red }</style>",
        "<script>1</script>",
        '<button onclick="1">x</button><script></script>',
        '<img src="http://example.invalid/x.png" alt="">',
    ],
)
def test_the_policy_is_watched(visit, fragment):
    watching, show = visit
    show(fragment)
    assert "content security policy" in watching.verdict()


def test_an_error_answer_is_noticed_unless_declared(visit):
    watching, show = visit
    show("", status=422)
    assert "422" in watching.verdict()
    watching.expect(422)
    assert watching.verdict() == ""


def test_a_script_error_is_noticed(visit):
    watching, show = visit
    page = show("")
    page.evaluate("setTimeout(() => { throw new Error('broken'); }, 0)")
    page.wait_for_timeout(50)
    assert "broken" in watching.verdict()


def test_axe_finds_a_field_without_label(visit, axe):
    _watching, show = visit
    page = show("<input>")
    with pytest.raises(AssertionError, match="label"):
        axe(page)
    axe(show(""))


def test_a_value_that_a_control_cannot_show_is_noticed(visit):
    watching, show = visit
    show('<input type="date" value="2021/12/23">')
    assert "does not conform" in watching.verdict()
