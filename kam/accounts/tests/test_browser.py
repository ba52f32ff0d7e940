"""The pages of the accounts room as people see and use them."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
