"""How right the parser is: against texts with true answers, and against what editors decided in the archive."""
