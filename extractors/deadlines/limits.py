"""The words that make a time a limit: 'trước', 'chậm nhất là', 'đến hết', 'trong vòng'."""

from __future__ import annotations

from vanban.extractors.deadlines.cursor import Tokens, kind, mark, number, words_of
from vanban.extractors.deadlines.lexicon import lexicon
from vanban.extractors.deadlines.model import Limit

_RANK: tuple[Limit, ...] = ("before", "at_latest", "through_end", "through", "within")
_BETWEEN = frozenset({"word", "period", "at_least"})
_CHAIN = 12  # tokens of a chain of limits with its noise ('chậm nhất là trong thời hạn')
NOISE = 3  # words such as "là", "vào", "xong" that may stand between a limit and its date


def limits(t: Tokens, i: int) -> tuple[Limit | None, int]:
    """A chain of limit words ('chậm nhất trước'): the strongest one, and where its date begins.

    None where other words stand between: a place that is reached ('đến tay người dân trước …'),
    what is over ('hết hiệu lực trước …'), a meeting ('trước kỳ họp cuối năm').
    """
    seen: list[Limit] = []
    j, noise = i, 0
    while j < i + _CHAIN:
        if kind(t, j) in _RANK:
            if noise and seen[-1] in ("through", "through_end"):
                return None, i
            seen.append(kind(t, j))  # type: ignore[arg-type]
            j, noise = j + 1, 0
        elif (
            seen
            and noise < NOISE
            and not _is_meeting(t, j)
            and (kind(t, j) in _BETWEEN or mark(t, j) == ":")
            and (kind(t, j) != "at_least" or "within" not in seen)
            and not number(t, j)
        ):
            j, noise = j + 1, noise + 1
        else:
            break
    strongest = next((limit for limit in _RANK if limit in seen), None)
    return strongest, j


def _is_meeting(t: Tokens, i: int) -> bool:
    words = f"{words_of(t, i, i + 2)} "
    return any(words.startswith(f"{noun} ") for noun in lexicon().prose["meetings"])
