"""Whether a paragraph goes on over a line break: one decision for each break, the sum of what is
seen for and against it.

The signs are what the two lines say (an open bracket, a dangling "của", a marker), and what the
text shows (the width of its wraps, how many plain breaks are wraps). Weights are natural log-odds,
set by hand on 680 portal and gazette texts, where the plain signs decide nine breaks of ten alone.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, pairwise

from vanban.extractors.header.words import opens_with
from vanban.extractors.language import doc_types
from vanban.extractors.language.data import toml
from vanban.extractors.language.folding import key
from vanban.extractors.language.letters import CAPITALS, SMALL_LETTERS
from vanban.extractors.language.offices import OFFICE_IN_CAPITALS
from vanban.extractors.language.syllable_pairs import followers
from vanban.pipeline.readers.layout import is_form_line, is_furniture, starts_unit
from vanban.pipeline.readers.portal import is_portal_line

_DECIDED = 3.0
"""Log-odds beyond which a break counts as plain when the habits of a text are learned."""
_HABIT = 2.5
"""Most that the habits of a text may say, in log-odds: less than any plain sign."""
_LEAST_WRAPS, _SHORT_CAPITALS = 4, 3
_AGREE = 0.5
"""Share of a text's plain wraps that must fit one width before it is believed."""
_WIDTHS = range(20, 200)
_ROOM = 0.9
"""A line that would have stayed below this share of the width with the next word was ended on
purpose.
"""
_BREAKS_KEPT, _LINES_KEPT = 2**14, 64  # each is asked about twice, a line soon, a break later
_PAIR, _TIED = 5, 0.02
"""Times that a pair of syllables was counted in laws, and its share among all pairs that begin so,
from which a break between the two cuts a word.
"""

_UNIT_WORD = re.compile(r"(?:Phần|Chương|Mục|Điều|PHẦN|CHƯƠNG|MỤC|ĐIỀU)")
_HEADED = re.compile(rf"[IVXLC]{{1,6}}\. +[{CAPITALS}]")
_NUMBERED = re.compile(rf"\d{{1,3}}[.)] +[{CAPITALS}]")
_NUMERAL = re.compile(r"(?:\d{1,3}[a-zđ]?|[IVXLC]{1,6})(?:[.:]|\s*$)")
_SENTENCE = re.compile(r"(?:[.!?…]|\./\.)[\s”\"»\])’]{0,4}$")
_ABBREVIATED = re.compile(r"(?:^|\W)(?:TP|Tp|tp|P|Q|TX|TT|ThS|TS|PGS|GS)\.$")
_FIGURE = re.compile(r"\d|[IVXLC]{1,6}\b")
_LABEL = re.compile(r"(?:Điều \d+|\d{1,3}(?:\.\d{1,3}){0,3}|[IVXLC]{1,6}|[a-zđA-ZĐ])[.)]|[-+•]")
_OPEN_NUMBER = re.compile(
    r"(?<!\w)\d{1,4}-$|(?<![\w/])\d[\w/]*/[\wĐ-]*[-/]$|(?:^|[\s/])[A-ZĐ]{2,}[-/]$"
)
_CUT_WORD = re.compile(r"[^\W\d_][-/]$")
_DAY = re.compile(r"ngày(?: \d{1,2}(?: tháng(?: \d{1,2}(?: năm)?)?)?)?$", re.IGNORECASE)
_OF_DAY = re.compile(r"\d{1,4}\b|tháng\b|năm\b", re.IGNORECASE)
_OPENS_DAY = re.compile(r"Ngày \d{1,2}(?:/\d| tháng )")
_RANGE = re.compile(r"[-–] ?\d{4}\b")
_NUMBER_ALONE = re.compile(r"số\s*:.{0,60}", re.IGNORECASE)
_KEM_THEO = re.compile(r"\((?:ban hành )?kèm theo\b", re.IGNORECASE)
_ARTICLE = re.compile(r"Điều \d+[.:]")
_ATTACHMENT = re.compile(
    r"(?:phụ lục|phụ biểu|biểu|mẫu)(?: số)?(?: ?[\dIVXLC]{1,5})?", re.IGNORECASE
)
_CAPITALISED = f"[{CAPITALS}][{SMALL_LETTERS}]+"
PERSON = re.compile(rf"(?:{_CAPITALISED} ){{1,4}}{_CAPITALISED}")  # the name of one
_NUMBER_LABEL = re.compile(r"(?:luật |nghị quyết )?số ?:", re.IGNORECASE)
_PLACE = re.compile(rf"(?:{_CAPITALISED} ?){{1,3}}")
_PLACE_DAY = re.compile(
    rf"(?:{_CAPITALISED} ?){{1,3}}{toml('vanban.pipeline.readers.text')['behind_place']}"
)
_CAPACITY = re.compile(r"(?:TM|KT|TL|TUQ|TƯQ|Q)\.")
_OFFICE = re.compile(OFFICE_IN_CAPITALS)
_WHOLE = frozenset({"TRƯỞNG", "PHÓ"})  # "PHÓ" / "CHỦ TỊCH" may be two offices
_FIRST = re.compile(r"[^\W\d_]+")
_LAST = re.compile(r"(?<![^\W\d_])([^\W\d_]+)$")


@dataclass(frozen=True, slots=True)
class Habits:
    """How the lines of a text were made."""

    wraps: float = 0.0
    """Log-odds that a break of which nothing else is known is a wrap."""
    first: int = 0
    """Width at which first lines of paragraphs were wrapped; 0 where there is none."""
    rest: int = 0
    """The same of the lines that follow."""


@dataclass(frozen=True, slots=True)
class Break:
    """The two lines at a break, whether the upper one opens its paragraph, and whether strong words
    of Markdown opened above the break and close below it.
    """

    above: str
    below: str
    opens: bool = True
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that may be seen at a break, and what it says in log-odds."""

    name: str
    weight: float
    seen: Callable[[Break, Habits], bool]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Log-odds that the paragraph goes on, and the signs that say so."""

    score: float
    signs: tuple[str, ...]

    @property
    def joins(self) -> bool:
        """The paragraph goes on."""
        return self.score > 0


def judge(at: Break, habits: Habits) -> Verdict:
    """What the signs at a break say together."""
    said = _of_words(at.above, at.below)
    seen = [sign for sign in _SIGNS_OF_HABITS if sign.seen(at, habits)]
    score = habits.wraps + said.score + sum(sign.weight for sign in seen)
    return Verdict(score, (*said.signs, *(sign.name for sign in seen)))


@lru_cache(maxsize=_BREAKS_KEPT)
def _of_words(above: str, below: str) -> Verdict:
    """What the two lines say, whatever the habits: asked once to learn these, and once more."""
    at, unknown = Break(above, below), Habits()
    seen = [sign for sign in _SIGNS if sign.seen(at, unknown)]
    return Verdict(sum(sign.weight for sign in seen), tuple(sign.name for sign in seen))


def habits_of(blocks: Sequence[Sequence[str]]) -> Habits:
    """The habits of a text, learned from the breaks that are plain without them. ``blocks``: runs
    of lines without a blank one between.
    """
    wraps = parts = 0
    first: list[tuple[int, int]] = []
    rest: list[tuple[int, int]] = []
    for lines in blocks:
        opens = True
        for above, below in pairwise(lines):
            score = judge(Break(above, below, opens), Habits()).score
            if score >= _DECIDED:
                wraps += 1
                (first if opens else rest).append(_fits(above, below))
            elif score <= -_DECIDED and not _is_form(above) and not _is_form(below):
                parts += 1
            opens = score < 0
    odds = math.log((wraps + 0.5) / (parts + 0.5))
    return Habits(max(-_HABIT, min(_HABIT, odds)), _width(first), _width(rest))


def _fits(above: str, below: str) -> tuple[int, int]:
    """The widths at which a line may have been wrapped: its own length, up to where the next word
    would have fitted.
    """
    return len(above), len(above) + len(below.split(maxsplit=1)[0])


def _width(found: Sequence[tuple[int, int]]) -> int:
    """The width that fits most wraps; 0 where there are few or they do not agree."""
    if len(found) < _LEAST_WRAPS:
        return 0
    changes = Counter(low for low, _ in found)
    changes.subtract(high + 1 for _, high in found)
    fitting_before = sum(n for width, n in changes.items() if width < _WIDTHS.start)
    fitting = [fitting_before + n for n in accumulate(changes[width] for width in _WIDTHS)]
    best = max(fitting)
    return _WIDTHS[fitting.index(best)] if best >= _AGREE * len(found) else 0


def _is_form(line: str) -> bool:
    return line.isupper() or is_form_line(line) or _is_page(line)


@lru_cache(maxsize=_LINES_KEPT)
def _is_page(line: str) -> bool:
    return is_furniture(line) or is_portal_line(line)


def _opens_item(at: Break, _: Habits) -> bool:
    return starts_unit(at.below) and not _ABBREVIATED.match(at.below.split()[0])


def _wants_numeral(at: Break, _: Habits) -> bool:
    """ "theo Điều" / "5.", "Chương" / "IV"; not "chuyển đổi số" / "I. MỤC ĐÍCH", not "NHIỆM VỤ 6
    THÁNG CUỐI NĂM" / "1. Tham mưu".
    """
    if _UNIT_WORD.fullmatch(at.above):
        return _NUMERAL.match(at.below) is not None
    last = at.above.rsplit(maxsplit=1)[-1]
    if not last.isalpha() or _HEADED.match(at.below) or not _FIGURE.match(at.below):
        return False
    wanting = "before_address" if _NUMBERED.match(at.below) else "before_numeral"
    return key(last) in _words(wanting)


def _is_small(at: Break, habits: Habits) -> bool:
    return at.below[0].islower() and not _opens_item(at, habits)


def _dangles(at: Break, _: Habits) -> bool:
    """ "… của" / "Chủ tịch Ủy ban nhân dân"."""
    return _ends_with(at, "dangling")


def _leans(at: Break, _: Habits) -> bool:
    """ "… Giám đốc Sở" / "Nội vụ"; in a text that is not wrapped the end of a heading."""
    return _ends_with(at, "leaning")


def _ends_with(at: Break, name: str) -> bool:
    """A heading in capitals does not go on in other words."""
    last = at.above.split()
    return (
        at.above[-1].isalpha()
        and not _changes_case(at)
        and any(key(" ".join(last[-n:])) in _words(name) for n in (1, 2) if len(last) > n)
    )


def _changes_case(at: Break) -> bool:
    """Words in capitals above others."""
    return at.above.isupper() and len(at.above) > _SHORT_CAPITALS and not at.below.isupper()


def _cuts_pair(at: Break, _: Habits) -> bool:
    """ "MỤC" / "ĐÍCH": the two syllables at the break are one word, as laws have them."""
    last, first = _LAST.search(at.above), _FIRST.match(at.below)
    if not last or not first or last[1][0].isupper() != first[0][0].isupper():
        return False
    behind = followers(key(last[1]))
    count = behind.get(key(first[0]), 0)
    return count >= _PAIR and count >= _TIED * sum(behind.values())


def _cuts_office(at: Break, _: Habits) -> bool:
    """ "KT. BỘ" / "TRƯỞNG": the words at the break are an office, those above it are none yet."""
    last, first = at.above.rsplit(maxsplit=1)[-1], at.below.split(maxsplit=1)[0]
    return last not in _WHOLE and _OFFICE.fullmatch(f"{last} {first}") is not None


def _cuts_at_dash(at: Break, _: Habits) -> bool:
    """ "Vụ Tổ chức" / "- Biên chế": the line below is no item of a list."""
    if not at.below.startswith("- "):
        return False
    left, right = at.above.split()[-2:], at.below[2:].split()[:2]
    return key(f"{' '.join(left)} - {' '.join(right)}".strip(" ,.;:")) in _words("dashed")


def _is_open(at: Break, _: Habits) -> bool:
    """A bracket or a quotation mark that the line opened and did not close."""
    line = at.above
    return line.count("(") > line.count(")") or line.count('"') % 2 == 1


def _width_of(at: Break, habits: Habits) -> int:
    """At which such a line was wrapped; where no other lines show it, at that of first lines, which
    are no wider. First lines may be much narrower than others: those say nothing of them.
    """
    return habits.first if at.opens else habits.rest or habits.first


def _had_room(at: Break, habits: Habits) -> bool:
    width = _width_of(at, habits)
    return width > 0 and len(at.above) + 1 + len(at.below.split(maxsplit=1)[0]) < _ROOM * width


def _is_full(at: Break, habits: Habits) -> bool:
    width = _width_of(at, habits)
    return 0 < width <= len(at.above) + 1 + len(at.below.split(maxsplit=1)[0])


def _is_full_clause(at: Break, habits: Habits) -> bool:
    """ "… 40 trạm quan trắc tự động;" / "hoàn thành trong quý IV": no member of a list."""
    return at.above.endswith(";") and at.below[0].islower() and _is_full(at, habits)


def _too_long(at: Break, habits: Habits) -> bool:
    """A line far beyond the width was not wrapped at it."""
    return len(at.above) > 1.5 * max(habits.first, habits.rest) > 0


def _begins_form(at: Break, _: Habits) -> bool:
    """Quốc hiệu, number, Nơi nhận, a basis, the signer's office, "(Kèm theo …)"."""
    if is_form_line(at.below) or _NUMBER_ALONE.fullmatch(at.below) or _KEM_THEO.match(at.below):
        return True
    if is_part_heading(at.below):
        return True
    if at.below.isupper() and doc_types.by_name(at.below.rstrip(" :")):
        return True  # "QUYẾT ĐỊNH:"
    return at.below[0].isupper() and key(at.below).startswith(_openings())


def is_part_heading(line: str) -> bool:
    """Whether a line is nothing but the name of a part: "Phụ lục", "PHỤ LỤC II", "Điều 5."."""
    return line[:1].isupper() and (
        _ATTACHMENT.fullmatch(line) is not None or _ARTICLE.match(line) is not None
    )


@cache
def _openings() -> tuple[str, ...]:
    return tuple(sorted(_words("forms")))


def _opens_sentence(at: Break, _: Habits) -> bool:
    """ "Ngày 28 tháng 8 năm 2026, tại Trụ sở …" below a title: within a sentence these words are
    small.
    """
    opens = key(at.below).startswith(_sentence_openings())
    return at.below[0].isupper() and (opens or _OPENS_DAY.match(at.below) is not None)


@cache
def _sentence_openings() -> tuple[str, ...]:
    return tuple(sorted(_words("sentence_openings")))


def _names_next_body(at: Break, _: Habits) -> bool:
    """ "BỘ TÀI CHÍNH" / "CỤC THUẾ", "ỦY BAN NHÂN DÂN" / "TỈNH ĐÔNG HẢI"."""
    return (
        at.above.isupper()
        and at.below.isupper()
        and opens_with(at.above, "bodies") is not None
        and any(opens_with(at.below, names) for names in ("bodies", "places"))
    )


def _cuts_person(at: Break, _: Habits) -> bool:
    """ "Lò Thị Mai" / "Sương", "Lò" / "Thị Mai Sương": one syllable of a name alone on its line."""
    alone = " " not in at.above or " " not in at.below
    return alone and PERSON.fullmatch(f"{at.above} {at.below}") is not None


def _is_title_alone(at: Break, _: Habits) -> bool:
    """ "QUYẾT ĐỊNH", "PHỤ LỤC II": the name of a kind of document or part stands on a line of its
    own.
    """
    return at.above.isupper() and (
        doc_types.by_name(at.above) is not None or _ATTACHMENT.fullmatch(at.above) is not None
    )


_SIGNS = (
    Sign("page", -20, lambda at, _: _is_page(at.above) or _is_page(at.below)),
    Sign("form", -8, _begins_form),
    Sign("sentence opens", -5, _opens_sentence),
    Sign(
        "form above",
        -6,
        lambda at, _: (
            _NUMBER_ALONE.fullmatch(at.above) is not None and not _OPEN_NUMBER.search(at.above)
        ),
    ),
    Sign("office cut", 10, _cuts_office),
    Sign("name cut at its dash", 12, _cuts_at_dash),
    Sign("title dangles", 8, lambda at, _: at.above.isupper() and _dangles(at, _)),
    Sign("title alone", -6, _is_title_alone),
    Sign("next body", -8, _names_next_body),
    Sign("case", -5, lambda at, _: _changes_case(at)),
    Sign(
        "capitals",
        -3,
        lambda at, _: not at.above.isupper() and at.below.isupper() and len(at.below.split()) > 1,
    ),
    Sign("name", -4, lambda at, _: PERSON.fullmatch(at.above) is not None),
    Sign("capacity", 20, lambda at, _: _CAPACITY.fullmatch(at.above) is not None),
    Sign("item", -7, _opens_item),
    Sign(
        "sentence",
        -6,
        lambda at, _: (
            _SENTENCE.search(at.above) is not None
            and not _ABBREVIATED.search(at.above)
            and not _LABEL.fullmatch(at.above)
        ),
    ),
    Sign("semicolon", -8, lambda at, _: at.above.endswith(";")),
    Sign("colon", -3.5, lambda at, _: at.above.endswith(":")),
    Sign("end of letter", -12, lambda at, _: at.above.endswith("/.")),
    Sign("comma", 3, lambda at, _: at.above.endswith(",")),
    Sign("small letter", 5, _is_small),
    Sign(
        "label alone",
        8,
        lambda at, habits: _LABEL.fullmatch(at.above) is not None and not _opens_item(at, habits),
    ),
    Sign("numeral wanted", 14, _wants_numeral),
    Sign("dangling word", 4, _dangles),
    Sign("leaning word", 2, _leans),
    Sign("pair", 3.5, _cuts_pair),
    Sign("open bracket", 3, _is_open),
    Sign(
        "number",
        12,
        lambda at, _: _OPEN_NUMBER.search(at.above) is not None and at.below[0].isalnum(),
    ),
    Sign(
        "number below its label",
        20,
        lambda at, _: _NUMBER_LABEL.fullmatch(at.above) is not None and at.below[0].isdigit(),
    ),
    Sign(
        "name cut",
        8,
        _cuts_person,
    ),
    Sign(
        "place cut",
        10,
        lambda at, _: (
            _PLACE.fullmatch(at.above) is not None and _PLACE_DAY.match(at.below) is not None
        ),
    ),
    Sign(
        "day",
        12,
        lambda at, _: _DAY.search(at.above) is not None and _OF_DAY.match(at.below) is not None,
    ),
    Sign("range", 12, lambda at, _: at.above[-1].isdigit() and _RANGE.match(at.below) is not None),
    Sign("dash", 4, lambda at, _: at.above.endswith((" -", " –"))),
    Sign("figure", 1, lambda at, habits: at.below[0].isdigit() and not _opens_item(at, habits)),
)
_SIGNS_OF_HABITS = (
    Sign("inside strong words", 8, lambda at, _: at.inside),
    Sign("room", -3, _had_room),
    Sign("full", 1.5, _is_full),
    Sign("full clause", 2.5, _is_full_clause),
    Sign("long", -3, _too_long),
)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(map(key, toml("vanban.pipeline.readers.text")[name]))


def joint(above: str, below: str) -> str:
    """What stands between two joined lines: nothing within a number or a word that was cut at its
    hyphen.
    """
    cut = _OPEN_NUMBER.search(above) or _CUT_WORD.search(above)
    return "" if cut and below[0].isalnum() else " "
