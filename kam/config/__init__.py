"""Settings, URLs, the API assembly and the command."""
