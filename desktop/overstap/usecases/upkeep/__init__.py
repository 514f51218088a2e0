"""Keeping the vault safe and the computer in order."""
