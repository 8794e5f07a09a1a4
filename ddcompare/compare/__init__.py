"""Laws compared: pure functions from laws to result records."""
