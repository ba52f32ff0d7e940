"""What must hold when something goes wrong: crowds, crashes, and bad libraries."""
