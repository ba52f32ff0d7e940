"""Pages that join areas: Today, account room, quick search."""
