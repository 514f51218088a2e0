"""The ground everything stands on. Knows the standard library; nothing of Overstap."""
