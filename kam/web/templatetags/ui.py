"""`{% load ui %}`: every component a template may use, under one name.

The tags live in ui_words (small marks), ui_dates, ui_links (sorting and paging),
ui_forms (fields and drafts) and ui_pieces (whole components).
"""

from kam.web.templatetags import (  # noqa: F401 - each module adds its tags
    ui_dates,
    ui_forms,
    ui_links,
    ui_pieces,
    ui_words,
)
from kam.web.templatetags.ui_forms import draft_key_of
from kam.web.templatetags.ui_library import register

__all__ = ["draft_key_of", "register"]
