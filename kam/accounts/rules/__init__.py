"""The method in plain values: write-ups, single-thread risk, rhythm, likeness."""
