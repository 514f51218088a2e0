"""What the chain means: frozen values and pure functions. No I/O, no Qt, no SQL."""
