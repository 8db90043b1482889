"""Why two records cannot be made one, or two again."""


class NotMergedError(Exception):
    """Raised with a sentence on why two records cannot be made one, or two again."""
