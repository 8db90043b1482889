"""Readers, searchers, editors and ingests together, as many as twenty desks of ten: `make load MINUTES=10`."""
