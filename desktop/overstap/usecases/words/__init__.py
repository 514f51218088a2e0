"""Saying questions, answers, dates and tables in words."""
