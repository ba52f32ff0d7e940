"""A refusal that is kept tells its days in the language of whoever reads it later."""

from __future__ import annotations

import json
from datetime import date

from django.utils import translation

from kam.core.errors import Invalid
from kam.resources.rules.words import AGAIN, FULL_DAY
from kam.sync.services.receipts import written
from kam.web.speech import faults, spoken

DAY = date(2031, 12, 5)


def test_a_kept_refusal_says_its_days_as_pages_do_in_either_language():
    error = Invalid(
        FULL_DAY,
        fields={"quantity": [FULL_DAY, AGAIN]},
        name="专家",
        day=DAY,
        next=DAY,
    )
    kept = json.loads(json.dumps(written(error)))
    for language, said in (("zh-hans", "2031年12月5日"), ("en", "5 Dec 2031")):
        with translation.override(language):
            later = spoken(kept)
            assert later["errors"] == faults(error)
            assert said in later["what"], later["what"]
            assert "2031-12-05" not in json.dumps(later)
