"""Decisions of editors: what is decided, what is proposed, what is the same."""
