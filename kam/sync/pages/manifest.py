"""The web manifest: name, icons, and where the installed application starts."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

BLUE = "#005bbf"
PAPER = "#f8f9fb"


def manifest() -> dict[str, Any]:
    """Describe the application to a browser that installs it."""
    return {
        "id": "/",
        "name": _("绩效先锋"),
        "short_name": _("绩效先锋"),
        "description": _("大客户的拜访、记录和下一步；没有信号也能用"),
        "lang": get_language(),
        "start_url": reverse("desk:today"),
        "scope": "/",
        "display": "standalone",
        "theme_color": BLUE,
        "background_color": PAPER,
        "icons": _icons(),
        "shortcuts": [
            {"name": _("记录一次拜访"), "url": reverse("visits:new")},
            {"name": _("客户"), "url": reverse("accounts:list")},
        ],
    }


def _icons() -> list[dict[str, str]]:
    drawn = [("icon-192", "192x192", "any"), ("icon-512", "512x512", "any")]
    drawn.append(("icon-mask-512", "512x512", "maskable"))
    return [
        {
            "src": static(f"kam/{name}.png"),
            "sizes": sizes,
            "type": "image/png",
            "purpose": purpose,
        }
        for name, sizes, purpose in drawn
    ]
