"""The faces of a page: one every day, the others by ``make test-more``.

``test_every_page`` looks at every page in another face each day than the walks of the
rooms do, so that both ends are seen: wide, light and Chinese; narrow, dark and English.
"""

from __future__ import annotations

from tests.daily import daily

WIDE, NARROW = (1440, "light", "zh-hans"), (390, "dark", "en")
FURTHER = [(1440, "dark", "en"), (390, "light", "zh-hans")]

BOTH = EVERYDAY = daily([WIDE, NARROW])
FACES = daily([WIDE, NARROW, *FURTHER])
PAGES = daily([NARROW, WIDE, *FURTHER])
