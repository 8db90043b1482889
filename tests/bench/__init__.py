"""What the archive costs, each measurement beside its limit or its peer in the same run: `make bench`."""
