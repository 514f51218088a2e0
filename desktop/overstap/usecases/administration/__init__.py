"""Whom we trust, who may come in, and what they did."""
