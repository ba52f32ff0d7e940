"""The change equation and the purchase formula."""
