"""The review screen: one page a release, its text beside everything that was read from it."""
