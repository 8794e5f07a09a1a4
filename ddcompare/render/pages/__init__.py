"""Pages: records turned into blocks."""
