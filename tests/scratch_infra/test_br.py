import pytest
from playwright.sync_api import expect
from django.contrib.auth.models import User
import tests.plugins.browser as b
from pathlib import Path
b.AXE=Path("/tmp/scratch/node_modules/axe-core/axe.min.js")
pytestmark=pytest.mark.browser
def test_ok(page_at, axe, shot, watch):
    u=User.objects.create_user("rep101")
    p=page_at(390,"dark","en",user=u); p.goto("/ok")
    expect(p.get_by_role("heading",level=1)).to_have_text("今日拜访 rep101")
    axe(p); shot(p,"scratch")
    q=page_at(); q.goto("/ok"); expect(q.get_by_role("heading")).to_contain_text("anon")
def test_style(page_at): page_at().goto("/style")
def test_404(page_at): page_at().goto("/bad")
def test_404_declared(page_at,watch): watch.expect(404); page_at().goto("/bad")
def test_422(page_at,watch): watch.expect(422); page_at().goto("/out")
def test_axe(page_at,axe): p=page_at(); p.goto("/away"); axe(p)
def test_out(page_at): page_at().goto("http://example.org/")
