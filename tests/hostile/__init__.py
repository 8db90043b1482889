"""Hostile input through every way into the archive: `make hostile N=10000`."""
