"""What is to be done, in words that occur once in a document."""

from __future__ import annotations

from benchmarks.made.words import Dice


class Work:
    """Phrases of work, none twice."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self._said: set[str] = set()

    def phrase(self) -> str:
        """ "Xây dựng kế hoạch … trên địa bàn"."""
        for _ in range(50):
            key = f"{self._dice.word('work', 'verbs')} {self._dice.word('work', 'objects')}"
            if key not in self._said:
                break
        self._said.add(key)
        return f"{key} {self._dice.word('work', 'ends')}".replace(" ;", ";").strip()

    def lower(self) -> str:
        """The same after a subject."""
        phrase = self.phrase()
        return phrase[0].lower() + phrase[1:]
