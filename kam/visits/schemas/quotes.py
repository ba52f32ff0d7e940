"""Words of the customer as the API takes and gives them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from kam.visits.schemas.commitments import Id
from kam.visits.services import Said
from kam.web.interface import Closed


class SaidIn(Closed):
    """Words of the customer that come with a record, kept exactly as given."""

    text: Annotated[str, Field(min_length=1, max_length=1000)]
    stakeholder_id: Id | None = None

    def said(self) -> Said:
        """Return what the service is given."""
        return Said(self.text, self.stakeholder_id)


class QuoteOut(Schema):
    """Words of the customer, and who said them."""

    id: int
    visit_id: int
    stakeholder_id: int | None
    author_id: int
    text: str | None
    retracted_at: datetime | None
    client_id: UUID
    created_at: datetime
