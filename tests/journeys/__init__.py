"""Walks of one person through several rooms, in a real browser."""
