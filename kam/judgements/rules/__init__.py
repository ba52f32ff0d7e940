"""What a judgement may say, and how long it stays fresh."""
