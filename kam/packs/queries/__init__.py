"""What the method says today, and what it said before."""

from kam.packs.queries.packs import (
    Edition,
    current_pack,
    current_packs,
    edition_of,
    editions_of,
    pack_beside,
    pack_from,
    packs_of,
)
from kam.packs.rules.document import good_lines, prompts_of

__all__ = [
    "Edition",
    "current_pack",
    "current_packs",
    "edition_of",
    "editions_of",
    "good_lines",
    "pack_beside",
    "pack_from",
    "packs_of",
    "prompts_of",
]
