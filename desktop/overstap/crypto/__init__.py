"""Bytes in, bytes out: the only place that knows ``cryptography``."""
