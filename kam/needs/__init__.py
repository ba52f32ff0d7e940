"""What a customer needs: their problems, the white space, value, and messages."""
