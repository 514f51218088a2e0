"""What is printed, and checking what was."""
