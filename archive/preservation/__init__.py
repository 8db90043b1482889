"""Keeping the archive for decades: backups, restoring them, and proof that what is kept is sound."""
