"""Pages that scripts on a device read."""
