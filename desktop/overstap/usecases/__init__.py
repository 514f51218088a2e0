"""What people do with Overstap: one verb per file, needs as ports."""
