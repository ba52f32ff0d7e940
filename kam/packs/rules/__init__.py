"""What a method pack is, and when a file is one."""
