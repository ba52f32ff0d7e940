"""Text as people type it: marking for translation, cleaning, comparing."""

from __future__ import annotations

import re
import unicodedata

from kam.core.errors import Invalid
from kam.core.marking import mark

__all__ = ["clean_text", "digits_key", "mark", "name_key", "shown_name", "visible"]

LONGEST_NAME = 200
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_NOT_WORD = re.compile(r"[\W_]+", re.UNICODE)
_COMPANY_ENDINGS = (
    "股份有限公司",
    "有限责任公司",
    "集团有限公司",
    "有限公司",
    "公司",
    "集团",
    "corporation",
    "incorporated",
    "limited",
    "company",
    "gmbh",
    "corp",
    "inc",
    "ltd",
    "llc",
    "co",
)


def clean_text(text: str) -> str:
    """Return `text` in NFC, or refuse what no database stores alike."""
    if "\x00" in text:
        raise Invalid(
            what=mark("文字里有不可见的空字符"),
            todo=mark("请删除该字符后再保存"),
        )
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise Invalid(
            what=mark("文字里有不完整的字符"),
            todo=mark("请重新输入该处文字后再保存"),
        )
    return unicodedata.normalize("NFC", text)


def name_key(name: str) -> str:
    """Reduce a name to what two spellings of the same name share.

    Full-width forms, case, spaces, punctuation and company endings are dropped.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    bare = _NOT_WORD.sub("", folded)
    for ending in _COMPANY_ENDINGS:
        if bare.endswith(ending) and len(bare) > len(ending) + 1:
            return bare[: -len(ending)]
    return bare


def digits_key(number: str) -> str:
    """Reduce a telephone or registration number to its letters and digits."""
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", number)).upper()


def visible(name: str) -> str:
    """Return a name that a stranger gave without what no answer can carry."""
    return _UNSEEN.sub("", name)


def shown_name(name: str) -> str:
    """Keep a file name as text only: no folders, no invisible characters."""
    last = re.split(r"[/\\]", visible(name))[-1].strip()
    return clean_text(last)[-LONGEST_NAME:] or "-"
