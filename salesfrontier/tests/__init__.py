"""Promises of the library, one sentence a test."""
