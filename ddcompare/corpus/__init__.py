"""From files to laws: strict YAML, schema, checks; and the shipped data."""
