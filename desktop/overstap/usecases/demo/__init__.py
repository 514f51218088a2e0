"""Made-up people for training."""
