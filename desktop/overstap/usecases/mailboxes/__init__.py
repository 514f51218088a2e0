"""Exchanging through a folder or server that offices share."""
