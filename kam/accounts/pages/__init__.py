"""The finished pages of this room, and the panels other pages are composed of."""

from kam.accounts.pages.panels import AccountPanels, account_panels

__all__ = ["AccountPanels", "account_panels"]
