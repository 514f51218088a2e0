"""Spreadsheets: XLSX in, XLSX out. The only place that knows their format."""
