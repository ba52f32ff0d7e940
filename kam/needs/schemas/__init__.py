"""What the API of needs takes and gives, by part."""
