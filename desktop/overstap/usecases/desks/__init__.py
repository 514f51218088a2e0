"""The desks of one office: exchanging whole histories."""
