"""What we do not know of an account: who could tell, who was asked, what came of it."""
