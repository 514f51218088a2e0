"""The encrypted vault: the only place that knows SQL."""
