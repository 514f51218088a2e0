"""Printed documents: the only place that knows ReportLab."""
