"""Plugins of the test run: environment, databases, browser, reference folder."""
