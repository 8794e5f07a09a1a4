"""What the user typed, turned into one call for each command."""
