"""The page of what is held of a person."""

from kam.privacy.pages.person import PrivacyPage, privacy_page

__all__ = ["PrivacyPage", "privacy_page"]
