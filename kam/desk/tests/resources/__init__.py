"""Resources where rooms meet."""
