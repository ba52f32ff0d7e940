"""Questions of this room."""
