"""The map through the API: lines, ties, roles without a face."""

from kam.relations.api.roles import roles
from kam.relations.api.webs import lines, ties

__all__ = ["lines", "roles", "ties"]
