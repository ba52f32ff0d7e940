"""Draw the icons of the installed application: ``python -m tools.icons``."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools.chromium import found

STATIC = Path(__file__).resolve().parents[1] / "kam" / "web" / "static" / "kam"
MARK = STATIC / "mark.svg"
BLUE = "#005bbf"
# A launcher cuts a maskable icon to its own shape: the mark keeps to the inner part.
ICONS = {"icon-192": (192, 0), "icon-512": (512, 0), "icon-mask-512": (512, 64)}


def page_of(size: int, margin: int) -> str:
    """Put the mark on a page of its size."""
    inner = size - 2 * margin
    ground = BLUE if margin else "transparent"
    drawn = MARK.read_text(encoding="utf-8")
    style = f"body{{margin:0;background:{ground}}}svg{{display:block;width:{inner}px;"
    return f"<style>{style}margin:{margin}px}}</style>{drawn}"


def main() -> int:
    """Draw each icon in Chromium."""
    with sync_playwright() as session:
        browser = session.chromium.launch(
            executable_path=found(), chromium_sandbox=False
        )
        for name, (size, margin) in ICONS.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(page_of(size, margin))
            page.screenshot(path=STATIC / f"{name}.png", omit_background=True)
            print(f"{name}.png: {size} × {size}")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
