"""The API as a contract: its document, and its answers to everything senseless."""
