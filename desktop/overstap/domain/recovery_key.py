"""How a recovery key is written down. Light: the unlock window needs it."""

GROUP = 4


def in_groups(key: str) -> tuple[str, ...]:
    """What every key begins with, then groups of four."""
    prefix, _, rest = key.rpartition("-1")
    body = rest if prefix else key
    groups = [body[start : start + GROUP] for start in range(0, len(body), GROUP)]
    return (f"{prefix}-1", *groups) if prefix else tuple(groups)
