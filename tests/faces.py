"""The faces of a page: each in two every day, in the other two by ``make test-more``.

``test_every_page`` looks at every page in the same faces, at every width.
"""

from __future__ import annotations

import pytest

EVERYDAY = [(1440, "light", "zh-hans"), (390, "dark", "en")]
FURTHER = [(1440, "dark", "en"), (390, "light", "zh-hans")]
FACES = [*EVERYDAY, *(pytest.param(*face, marks=pytest.mark.more) for face in FURTHER)]
