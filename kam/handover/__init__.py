"""Handing an account over: the passport that its receiver reads and confirms."""
