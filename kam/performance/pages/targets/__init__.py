"""What pages show of targets: proposed, agreed, reached."""
