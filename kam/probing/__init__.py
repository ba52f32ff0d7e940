"""Probing: the questions planned for a visit, how they were asked, and what came."""
