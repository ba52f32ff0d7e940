"""The estimate of a preference, its clues, and the advice that follows."""
