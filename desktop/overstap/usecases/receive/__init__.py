"""What comes in from another office: checked, looked at, taken over, acknowledged."""
