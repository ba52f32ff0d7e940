"""Where a comparison of two periods stands."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse


def periods_url(set_id: int, earlier: str = "", later: str = "") -> str:
    """Return the address of a comparison of two periods."""
    asked = {"from": earlier, "to": later}
    query = urlencode({name: value for name, value in asked.items() if value})
    address = reverse("performance:periods", args=[set_id])
    return f"{address}?{query}" if query else address
