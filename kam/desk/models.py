"""No records of its own: the search index is made by a migration, not by models.

The file stands because Django tells the end of migrations only to rooms with models.
"""
