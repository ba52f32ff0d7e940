"""What is due or asks for a person: in the product, and as a digest by mail."""
