"""Searching: what a reader typed → releases or quotes with extracts, facets, pages offered first, corrections.

Knows models and SQL, no request; pages, admin and API ask it alike.
"""
