"""Opportunities, what customers purchased, and where both stand."""
