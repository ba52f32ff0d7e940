"""What the pages of method packs show."""
