"""Questions about devices and what they sent."""
