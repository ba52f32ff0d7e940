"""Finished pages of notices."""

from kam.notices.pages.digest import Digest, digest_of
from kam.notices.pages.listing import NoticesPage, notices_page
from kam.notices.pages.preferences import (
    LettersPage,
    PreferencesPage,
    letters_page,
    preferences_page,
)

__all__ = [
    "Digest",
    "LettersPage",
    "NoticesPage",
    "PreferencesPage",
    "digest_of",
    "letters_page",
    "notices_page",
    "preferences_page",
]
