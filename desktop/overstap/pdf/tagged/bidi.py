"""The order of mixed right-to-left and left-to-right text: the Unicode Bidirectional Algorithm.

Source: Unicode Standard Annex #9 (isolates and bracket pairs included). Knows characters; nothing
of fonts or pages. Rule names (W1, N0, L2) are those of the annex.
"""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

_PAIRS = (
    "()[]{}\u2329\u232a༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎⌈⌉⌊⌋〈〉❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫"
    "⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦍⦐⦏⦎⦑⦒⦓⦔⦕⦖⦗⦘⧘⧙⧚⧛⧼⧽⸢⸣⸤⸥⸦⸧⸨⸩⹕⹖⹗⹘⹙⹚⹛⹜"
    "〈〉《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣"
)
BRACKETS = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_CLOSING = {closing: opening for opening, closing in BRACKETS.items()}
_CANONICAL = {"\u2329": "\u3008", "\u232a": "\u3009"}

_RTL = frozenset({"R", "AL"})
_STRONG = frozenset({"L", "R", "AL"})
_ISOLATES = frozenset({"LRI", "RLI", "FSI"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "FSI", "LRI", "RLI", "PDI"})
_EMBEDDINGS = {"RLE": None, "LRE": None, "RLO": "R", "LRO": "L"}
_REMOVED = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "BN"})
_PLAIN = frozenset({"PDI", "AN"}) | _RTL | _ISOLATES | _REMOVED
_DEEPEST = 125
_MOST_BRACKETS = 63


def levels(text: str, base: int | None = None) -> tuple[list[int | None], int]:
    """The embedding level of every character (None: removed by X9) and of the paragraph.

    ``base`` 0 is left-to-right, 1 right-to-left; None takes it from the text (P2, P3).
    """
    classes = [unicodedata.bidirectional(char) or "L" for char in text]
    matches = _matching_isolates(classes)
    if base is None:
        base = _first_strong(classes, 0, len(text), matches) or 0
    if not base and not _PLAIN.intersection(classes):
        return [0] * len(text), 0
    return _Paragraph(text, classes, matches, base).resolve(), base


def order(line: Sequence[int | None]) -> list[int]:
    """The visual order of a line's characters, from left to right (L2)."""
    indices = [i for i, level in enumerate(line) if level is not None]
    present = [level for level in line if level is not None]
    odd = [level for level in present if level & 1]
    if not odd:
        return indices
    for level in range(max(present), min(odd) - 1, -1):
        _reverse_runs(indices, line, level)
    return indices


def _reverse_runs(indices: list[int], line: Sequence[int | None], level: int) -> None:
    start = 0
    while start < len(indices):
        end = start
        while end < len(indices) and (line[indices[end]] or 0) >= level:
            end += 1
        indices[start:end] = indices[start:end][::-1]
        start = max(end, start + 1)


def _matching_isolates(classes: Sequence[str]) -> dict[int, int]:
    """Isolate initiator to its terminator (BD9)."""
    matches: dict[int, int] = {}
    waiting: list[int] = []
    for i, kind in enumerate(classes):
        if kind in _ISOLATES:
            waiting.append(i)
        elif kind == "PDI" and waiting:
            matches[waiting.pop()] = i
        elif kind == "B":
            waiting.clear()
    return matches


def _first_strong(
    classes: Sequence[str], start: int, end: int, matches: dict[int, int]
) -> int | None:
    """0 or 1 by the first strong character that no isolate hides; None where there is none."""
    i = start
    while i < end:
        kind = classes[i]
        if kind in _ISOLATES:
            i = matches.get(i, end)
            if i >= end:
                return None
        elif kind in _STRONG:
            return int(kind in _RTL)
        i += 1
    return None


class _Paragraph:
    """One paragraph while its levels are found."""

    def __init__(self, text: str, classes: list[str], matches: dict[int, int], base: int) -> None:
        self.text = text
        self.original = list(classes)
        self.classes = classes
        self.matches = matches
        self.initiators = {end: start for start, end in matches.items()}
        self.base = base
        self.levels = [base] * len(text)

    def resolve(self) -> list[int | None]:
        """X1 to L1."""
        self._explicit()
        self.kept = [i for i, kind in enumerate(self.original) if kind not in _REMOVED]
        self.explicit = list(self.levels)
        for sequence in self._sequences():
            self._resolve_sequence(sequence)
        return self._reset_white_space()

    def _explicit(self) -> None:
        """X1 to X8: levels from embeddings, overrides and isolates."""
        stack: list[tuple[int, str | None, bool]] = [(self.base, None, False)]
        lost_isolates = lost_embeddings = isolates = 0
        for i, kind in enumerate(self.original):
            level, override, _ = stack[-1]
            self.levels[i] = level
            if kind in _EMBEDDINGS:
                deeper = (level + 1) | 1 if kind[0] == "R" else (level + 2) & ~1
                if deeper <= _DEEPEST and not lost_isolates and not lost_embeddings:
                    stack.append((deeper, _EMBEDDINGS[kind], False))
                elif not lost_isolates:
                    lost_embeddings += 1
            elif kind in _ISOLATES:
                self._override(i, override)
                right = kind == "RLI" or (kind == "FSI" and self._isolated_right(i))
                deeper = (level + 1) | 1 if right else (level + 2) & ~1
                if deeper <= _DEEPEST and not lost_isolates and not lost_embeddings:
                    isolates += 1
                    stack.append((deeper, None, True))
                else:
                    lost_isolates += 1
            elif kind == "PDI":
                if lost_isolates:
                    lost_isolates -= 1
                elif isolates:
                    lost_embeddings = 0
                    while not stack[-1][2]:
                        stack.pop()
                    stack.pop()
                    isolates -= 1
                self.levels[i] = stack[-1][0]
                self._override(i, stack[-1][1])
            elif kind == "PDF":
                if lost_isolates:
                    continue
                if lost_embeddings:
                    lost_embeddings -= 1
                elif not stack[-1][2] and len(stack) > 1:
                    stack.pop()
            elif kind == "B":
                self.levels[i] = self.base
            elif kind != "BN":
                self._override(i, override)

    def _override(self, i: int, override: str | None) -> None:
        if override:
            self.classes[i] = override

    def _isolated_right(self, i: int) -> bool:
        end = self.matches.get(i, len(self.text))
        return _first_strong(self.original, i + 1, end, self.matches) == 1

    def _sequences(self) -> list[list[int]]:
        """X10: the isolating run sequences."""
        runs: list[list[int]] = []
        for i in self.kept:
            last = runs[-1][-1] if runs else None
            joins = last is not None and self.levels[last] == self.levels[i]
            if joins and self.original[runs[-1][-1]] != "B":
                runs[-1].append(i)
            else:
                runs.append([i])
        starts = {run[0]: run for run in runs}
        sequences = []
        for run in runs:
            if self.original[run[0]] == "PDI" and run[0] in self.initiators:
                continue
            sequence = list(run)
            while (end := self._continues(sequence[-1])) in starts:
                sequence += starts[end]
            sequences.append(sequence)
        return sequences

    def _continues(self, last: int) -> int:
        return self.matches.get(last, -1) if self.original[last] in _ISOLATES else -1

    def _resolve_sequence(self, sequence: list[int]) -> None:
        level = self.explicit[sequence[0]]
        before, after = self._outside(sequence)
        start = "R" if max(level, before) & 1 else "L"
        end = "R" if max(level, after) & 1 else "L"
        kinds = [self.classes[i] for i in sequence]
        embedding = "R" if level & 1 else "L"
        _weak(kinds, start)
        self._brackets(sequence, kinds, start, embedding)
        _neutral(kinds, start, end, embedding)
        for kind, i in zip(kinds, sequence, strict=True):  # I1, I2
            if level & 1:
                self.levels[i] = level + (kind != "R")
            else:
                self.levels[i] = level + (1 if kind == "R" else 2 * (kind in ("AN", "EN")))

    def _outside(self, sequence: list[int]) -> tuple[int, int]:
        """The levels before and behind a sequence, as sos and eos need them."""
        first = bisect_left(self.kept, sequence[0])
        before = self.explicit[self.kept[first - 1]] if first else self.base
        last = bisect_right(self.kept, sequence[-1])
        open_isolate = self.original[sequence[-1]] in _ISOLATES and (
            sequence[-1] not in self.matches
        )
        if open_isolate or last >= len(self.kept):
            return before, self.base
        return before, self.explicit[self.kept[last]]

    def _brackets(self, sequence: list[int], kinds: list[str], start: str, embedding: str) -> None:
        """N0: paired brackets take one direction."""
        for opening, closing in sorted(self._pairs(sequence, kinds)):
            inside = [_direction(kind) for kind in kinds[opening + 1 : closing]]
            if embedding in inside:
                found = embedding
            elif any(inside):
                context = next(filter(None, map(_direction, kinds[:opening][::-1])), start)
                found = context if context != embedding else embedding
            else:
                continue
            for at in (opening, closing):
                kinds[at] = found
                self._follow(sequence, kinds, at, found)

    def _follow(self, sequence: list[int], kinds: list[str], at: int, found: str) -> None:
        """Marks behind a bracket follow it (N0, last paragraph)."""
        for behind in range(at + 1, len(kinds)):
            if self.original[sequence[behind]] != "NSM":
                return
            kinds[behind] = found

    def _pairs(self, sequence: list[int], kinds: list[str]) -> list[tuple[int, int]]:
        """BD16."""
        waiting: list[tuple[str, int]] = []
        pairs: list[tuple[int, int]] = []
        for at, kind in enumerate(kinds):
            char = self.text[sequence[at]]
            if kind != "ON":
                continue
            if char in BRACKETS:
                if len(waiting) == _MOST_BRACKETS:
                    return []
                waiting.append((_CANONICAL.get(BRACKETS[char], BRACKETS[char]), at))
            elif char in _CLOSING:
                wanted = _CANONICAL.get(char, char)
                for depth in range(len(waiting) - 1, -1, -1):
                    if waiting[depth][0] == wanted:
                        pairs.append((waiting[depth][1], at))
                        del waiting[depth:]
                        break
        return pairs

    def _reset_white_space(self) -> list[int | None]:
        """L1, and None for what X9 removes."""
        found: list[int | None] = list(self.levels)
        reset = True
        for i in range(len(found) - 1, -1, -1):
            kind = self.original[i]
            if kind in ("B", "S"):
                found[i] = self.base
                reset = True
            elif kind == "WS" or kind == "PDI" or kind in _ISOLATES or kind in _REMOVED:
                if reset:
                    found[i] = self.base
            else:
                reset = False
        return [None if self.original[i] in _REMOVED else level for i, level in enumerate(found)]


def _direction(kind: str) -> str | None:
    if kind in ("R", "EN", "AN"):
        return "R"
    return "L" if kind == "L" else None


def _weak(kinds: list[str], start: str) -> None:
    """W1 to W7."""
    count = len(kinds)
    before = start
    for i, kind in enumerate(kinds):  # W1
        if kind == "NSM":
            kinds[i] = "ON" if before in _ISOLATES or before == "PDI" else before
        before = kinds[i]
    strong = start
    for i, kind in enumerate(kinds):  # W2
        if kind in _STRONG:
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[i] = "AN"
    for i, kind in enumerate(kinds):  # W3
        if kind == "AL":
            kinds[i] = "R"
    for i in range(1, count - 1):  # W4
        same = kinds[i - 1] == kinds[i + 1]
        if (kinds[i] == "ES" and same and kinds[i - 1] == "EN") or (
            kinds[i] == "CS" and same and kinds[i - 1] in ("EN", "AN")
        ):
            kinds[i] = kinds[i - 1]
    _terminators(kinds)
    for i, kind in enumerate(kinds):  # W6
        if kind in ("ES", "ET", "CS"):
            kinds[i] = "ON"
    strong = start
    for i, kind in enumerate(kinds):  # W7
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[i] = "L"


def _terminators(kinds: list[str]) -> None:
    """W5: signs beside a number belong to it."""
    i = 0
    while i < len(kinds):
        end = i
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        beside = (i and kinds[i - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN")
        if end > i and beside:
            kinds[i:end] = ["EN"] * (end - i)
        i = max(end, i + 1)


def _neutral(kinds: list[str], start: str, end: str, embedding: str) -> None:
    """N1 and N2."""
    i = 0
    while i < len(kinds):
        if kinds[i] not in _NEUTRAL:
            i += 1
            continue
        stop = i
        while stop < len(kinds) and kinds[stop] in _NEUTRAL:
            stop += 1
        before = start if not i else ("L" if kinds[i - 1] == "L" else "R")
        after = end if stop == len(kinds) else ("L" if kinds[stop] == "L" else "R")
        kinds[i:stop] = [before if before == after else embedding] * (stop - i)
        i = stop
