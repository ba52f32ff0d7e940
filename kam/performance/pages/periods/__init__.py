"""Two periods of a comparison set side by side: what changed, and how sure that is."""
