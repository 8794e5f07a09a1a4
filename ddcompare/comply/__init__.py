"""Companies held against laws: applicability with its trace, what is missing, what is due."""
