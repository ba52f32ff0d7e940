"""The same world as in the permission matrix."""

from tests.permissions.conftest import _no_transaction_of_its_own, world

__all__ = ["_no_transaction_of_its_own", "world"]
