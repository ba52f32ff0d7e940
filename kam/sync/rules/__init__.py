"""What an item may say, how texts join, and which moment is believed."""
