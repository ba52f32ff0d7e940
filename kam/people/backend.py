"""Who a session belongs to: an active person, loaded with the team in one statement.

Passwords are proved in `services.prove`, which counts tries; nothing else signs in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.backends import BaseBackend

from kam.people.queries import active_user

if TYPE_CHECKING:
    from kam.people.models import User


class PeopleBackend(BaseBackend):
    """Turn the id in a session into a person, at every request anew."""

    def get_user(self, user_id: int) -> User | None:
        """Return the person, or nobody once the person is deactivated."""
        return active_user(user_id)
