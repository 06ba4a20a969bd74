"""What a pattern cannot do without, so that a text without it never pays for the pattern."""

from __future__ import annotations

from .grammar import SIGNS, Pattern, is_class, is_word, parts_of

Signs = frozenset[str] | None  # None: the pattern may match anywhere


def needed_signs(pattern: Pattern) -> list[frozenset[str]]:
    """Sets of signs, the smallest first; any match contains at least one sign of each."""
    reader = _Reader(parts_of(pattern.source))
    needs = reader.sequence()
    if reader.has_choice:
        choice = _Reader(parts_of(pattern.source)).choice()
        needs = [] if choice is None else [choice]
    return sorted(needs, key=len)


class _Reader:
    def __init__(self, parts: tuple[str, ...]) -> None:
        self._parts = parts
        self._at = 0

    def _next(self) -> str:
        return self._parts[self._at] if self._at < len(self._parts) else ""

    def choice(self) -> Signs:
        found: set[str] = set()
        anywhere = False
        while True:
            needs = self.sequence()
            need = min(needs, key=len) if needs else None
            anywhere = anywhere or need is None
            found |= need or frozenset()
            if self._next() != "|":
                return None if anywhere else frozenset(found)
            self._at += 1

    @property
    def has_choice(self) -> bool:
        return self._next() == "|"

    def sequence(self) -> list[frozenset[str]]:
        needs = []
        while self._next() not in ("", "|", ")", "]"):
            need = self._element()
            if self._next() in ("?", "*", "+"):
                need = need if self._next() == "+" else None
                self._at += 1
            if need is not None:
                needs.append(need)
        return needs

    def _element(self) -> Signs:
        part = self._next()
        self._at += 1
        if part in ("!", "<!"):
            self._element()
            return None
        if part in ("(", "["):
            need = self.choice()
            self._at += 1
            return need
        if part == "_" or not is_word(part):
            return None
        return SIGNS.having(part if is_class(part) else "=" + part)
