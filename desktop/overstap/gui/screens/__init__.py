"""One folder per screen; screens do not know each other.

A screen of the shell is a package with ``make(app, texts, jobs, alerts)``, which gives a widget
with the signal ``changed`` (the vault changed) and the method ``entered`` (it comes into sight).
It may have ``blur(on)``, which hides names, and the signals that ``Shell`` connects. A package may
have ``waiting(app) -> int``: how much waits there, shown on the rail as a number that the text
``desk.<screen>.waiting`` puts into words.
"""
