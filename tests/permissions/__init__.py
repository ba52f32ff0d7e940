"""Every door against everybody: who gets in, what they see, and what may change."""
