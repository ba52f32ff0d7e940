"""Pages of needs, and what the account room says of them."""

from kam.needs.pages.forms import FormPage
from kam.needs.pages.summary import summary
from kam.needs.pages.work import WorkPage, work_page

__all__ = ["FormPage", "WorkPage", "summary", "work_page"]
