"""The exchange file: the only place that knows its layout."""
