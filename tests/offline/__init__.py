"""The protocol of devices without signal, lived through in many seeded histories."""
