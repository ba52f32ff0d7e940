"""SQLite for several processes: a sound library, full syncs and one write gate."""
