"""When a digest is due, when a letter is tried again, how pressing a notice is."""
