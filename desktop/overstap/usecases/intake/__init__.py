"""The file of a household: its members, their answers, and what is worked out of them."""
