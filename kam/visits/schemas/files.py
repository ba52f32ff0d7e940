"""Photos and files of a visit as the API takes and gives them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from kam.visits.services import FileDraft
from kam.visits.terms import FileState, Traces
from kam.web.interface import Closed, KnownQuery

LARGEST_FILE = 2**31 - 1
LARGEST_OFFSET = 2**31 - 1


class FileIn(Closed):
    """A file that will be sent in parts."""

    client_id: UUID | None = None
    name: Annotated[str, Field(min_length=1, max_length=800)]
    media_type: Annotated[str, Field(max_length=100, pattern="^[!-~]*$")] = ""
    size: Annotated[int, Field(ge=1, le=LARGEST_FILE)]
    sha256: Annotated[str, Field(max_length=64, pattern="^[0-9a-f]{64}$")]

    @property
    def draft(self) -> FileDraft:
        """What the service is given."""
        given = self.model_dump(exclude_none=True)
        return FileDraft(**given)


class PartQuery(KnownQuery):
    """Where a part of a file begins."""

    offset: Annotated[int, Field(ge=0, le=LARGEST_OFFSET)] = 0


class FileOut(Schema):
    """A file of a visit, and how much of it has come."""

    id: int
    revision: int
    visit_id: int
    author_id: int
    name: str
    media_type: str
    size: int
    sha256: str
    stored_size: int | None
    stored_sha256: str
    traces: Traces | Literal[""]
    received: int
    state: FileState
    retracted_at: datetime | None
    client_id: UUID
    created_at: datetime
