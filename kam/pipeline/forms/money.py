"""Currencies that forms of this room offer."""

from __future__ import annotations

CURRENCIES = ("CNY", "USD", "EUR", "GBP", "JPY", "HKD")


def currency_choices(current: str) -> list[tuple[str, str]]:
    """Return the usual currencies, the one in use first."""
    return [(code, code) for code in dict.fromkeys([current or "CNY", *CURRENCIES])]
