"""What the pages of column runs show."""
