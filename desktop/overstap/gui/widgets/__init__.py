"""Small parts of screens that know no domain words."""
