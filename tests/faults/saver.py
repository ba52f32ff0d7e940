"""Make teams without end and report each: ``python -m tests.faults.saver``."""

from __future__ import annotations

import sys

import django

from tests.faults.victims import live

if __name__ == "__main__":
    django.setup()
    live(sys.stdout.fileno())
