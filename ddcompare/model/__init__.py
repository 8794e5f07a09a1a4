"""What things are: frozen records and pure functions, without input or output."""
