"""Everybody: finding, opening, doubles, and lists that come from elsewhere."""
