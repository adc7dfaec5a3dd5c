"""Does a heading announce work? Data: ``headings.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal

from vanban.extractors.language.data import toml
from vanban.extractors.language.folding import fold, strip_accents
from vanban.extractors.language.forms import any_of

Verdict = Literal["work", "weak", "other", "mixed"]


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    found = toml("vanban.extractors.tasks", "headings.toml")[kind]
    words = [found] if isinstance(found, str) else found
    return re.compile(r"(?<!\w)(?:" + "|".join(words) + r")(?!\w)")


_OPENINGS = ("collects", "enacts", "closes")
_ANYWHERE = ("figures", "member", "above")
_DIGITS = re.compile(r"\d+")


@lru_cache(maxsize=4096)
def flat(text: str) -> str:
    """Words for matching: no accents, no case, single blanks."""
    return " ".join(strip_accents(fold(text)).lower().split())


def _letter_for_letter(text: str) -> str:
    """``text`` without accents and case, at the same places; "" where folding changes its
    length.
    """
    words = strip_accents(fold(text)).lower()
    return words if len(words) == len(text) else ""


_COORDINATED = re.compile(
    r"(?:,|;| va| -) (?:mot so |cac )?(?:nhiem vu|giai phap|noi dung|to chuc)"
)
_LEAD_IN = re.compile(r"(?:(?:ve|cac|mot so|nhung|phan)\s)*")


@lru_cache(maxsize=4096)
def verdict(heading: str) -> Verdict | None:
    """What stands under a heading: work, perhaps work ("weak"), something else, work beside
    something else ("mixed"), or unknown (None).
    """
    words = _main_clause(flat(heading).strip(" .:;"))
    begin = _LEAD_IN.match(words)
    if _pattern("other").match(words, begin.end() if begin else 0):
        return "mixed" if _COORDINATED.search(words) else "other"
    if _pattern("work").search(words):
        return "work"
    return "weak" if _pattern("weak").search(words) else None


_ADVERBIAL = re.compile(
    r"(?:can cu|tren co so|theo|de|nham) [^:]*, "
    r"(?=[^,:]{4,}(?:thuc hien|trien khai|chi dao|tap trung)[^,:]{0,40}$)"
)


def _main_clause(sentence: str) -> str:
    """What a sentence that opens a list says behind what it is done by: 'Căn cứ chỉ tiêu được giao,
    | thủ trưởng các đơn vị thực hiện:'.
    """
    return sentence[found.end() :] if (found := _ADVERBIAL.match(sentence)) else sentence


def assigns(heading: str) -> bool:
    """True for the heading of an article that assigns work in a normative document."""
    return _pattern("article").search(flat(heading)) is not None


def is_formula(text: str) -> bool:
    """True for 'chịu trách nhiệm thi hành Quyết định này' and for clauses of effect."""
    return _pattern("formula").search(flat(text)) is not None


def signs(text: str, begin: int = 0) -> Iterator[str]:
    """Which of the ways of telling, praising, counting, naming and appealing a passage has: the
    names of lists in ``headings.toml``. ``begin``: where its actors end ('Chính phủ | thống nhất
    thông qua …').
    """
    words = _plain(text)
    if any(_pattern("praise").match(_plain(text[at:])) for at in {0, begin}):
        yield "praise"
    if _tells(words):
        yield "told"
    yield from (kind for kind in _OPENINGS if _pattern(kind).match(words))
    yield from (kind for kind in _ANYWHERE if _pattern(kind).search(words))


def tells(text: str) -> bool:
    """True for what is told of an order given before: the sign "told" alone."""
    return _tells(_plain(text))


def _tells(words: str) -> bool:
    return any(_pattern(kind).match(words) for kind in ("issued", "told"))


def is_issued(text: str) -> bool:
    """True for what is told of a document that has its number: 'UBND tỉnh ban hành Kế hoạch số
    428/KH-UBND …'.
    """
    return _pattern("issued").match(_plain(text)) is not None


def _plain(text: str) -> str:
    return _DIGITS.sub("0", flat(text)).rstrip(" .,;:/")


def is_fact(text: str) -> bool:
    """True for words that open as a fact: 'Địa điểm treo pano'."""
    return _pattern("facts").match(flat(text)) is not None


def says_when(text: str) -> bool:
    """True for a line that says when the whole plan is carried out: 'Thời gian thực hiện Kế hoạch:
    đến hết năm 2030'.
    """
    return _pattern("plan_times").match(flat(text)) is not None


@lru_cache(maxsize=4096)
def is_standing(title: str) -> bool:
    """True for the title or heading of standing rules: 'Quy định chức năng, nhiệm vụ, quyền hạn
    …'.
    """
    return _pattern("standing").search(flat(title)) is not None


def requests(sentence: str) -> bool:
    """True for a sentence that asks or orders somewhere: 'Sở A đề nghị các trường thực hiện Công
    văn số … Cụ thể:'.
    """
    return _pattern("requests").search(flat(sentence)) is not None


@lru_cache(maxsize=4096)
def consists(heading: str) -> bool:
    """True where parts, members or the outline of a report follow: 'Báo cáo gồm:'."""
    words = flat(heading).strip(" .:;")
    found = list(_pattern("consists").finditer(words))
    return any(m.start() == 0 or m.end() == len(words) for m in found)


def is_basis(paragraph: str) -> bool:
    """True for a basis in a letter: 'Căn cứ …;', 'Thực hiện Công văn số …;'."""
    return (
        paragraph.rstrip().endswith((";", ","))
        and _pattern("basis").match(flat(paragraph)) is not None
    )


def addresses(sentence: str) -> bool:
    """True for 'Kính gửi:' and 'Thủ tướng Chính phủ điện:': names of receivers follow."""
    words = flat(sentence).rstrip(" :")
    return sentence.rstrip().endswith(":") and any(
        m.end() == len(words) for m in _pattern("addresses").finditer(words)
    )


def answers_only(text: str) -> bool:
    """True for 'A chịu trách nhiệm trước B về …' and nothing more: who answers to whom is no
    work.
    """
    words = flat(text)
    return _pattern("answers").match(words) is not None and not re.search(r"[.;] ?\w", words)


def is_closing(paragraph: str) -> bool:
    """True for the general appeal that closes a plan."""
    return _pattern("closing").match(flat(paragraph)) is not None


_ADDRESSED_MAX = 60
_OWNED_MAX = 160  # characters of a heading that says whose duties follow


def addressed(heading: str) -> int:
    """How many characters of a unit's heading stand before the unit: 'Đề nghị ', 'Trách nhiệm của
    '. Same length folded as written.
    """
    words = fold(heading[:_ADDRESSED_MAX]).lower()
    found = _address().match(words)
    return found.end() if found and len(words) == len(heading[:_ADDRESSED_MAX]) else 0


_OWNED = re.compile(r"\s*(?:trach nhiem|nhiem vu)(?: va trach nhiem)? cua (?!.*:.)")


_SUBJECT_MAX = 600  # characters of the subject of an item
_SUBJECT = re.compile(r"[^:\n]{5,}?:\s+(?=\S)")


def about(text: str) -> int:
    """Where the work begins behind the subject of an item ('Về đề nghị bố trí vốn: | giao Bộ Tài
    chính …'), 0 where the text opens with none.
    """
    if not is_topic(text[:_ADDRESSED_MAX]):
        return 0
    found = _SUBJECT.match(text, 0, _SUBJECT_MAX)
    return found.end() if found else 0


def is_topic(heading: str) -> bool:
    """True for 'Về quốc phòng, an ninh': a heading that says what its words are about."""
    return _pattern("about").match(flat(heading)) is not None


def opens_helpers(sentence: str) -> bool:
    """True for 'Phối hợp với:': who is named below it helps, each in something else."""
    return sentence.rstrip().endswith(":") and (
        _pattern("helpers").fullmatch(flat(sentence).rstrip(" :.")) is not None
    )


def names_somebody(heading: str) -> bool:
    """True for 'Trách nhiệm của đối tượng kiểm kê': what stands below it is work of who is named,
    whether the name can be read or not.
    """
    return len(heading) < _OWNED_MAX and _OWNED.match(flat(heading)) is not None


_ASKS = re.compile(
    r"(?:de nghi|yeu cau|giao|kinh de nghi)\s+"
    r"(?=(?:cac|thu truong|giam doc|chu tich|so|ubnd|uy ban|phong|quy)\b[^.;:]{2,150}:\s*$)"
)


def asks(sentence: str) -> int:
    """Where, in a sentence that ends with a colon, those begin whom it asks; 0 for any other
    sentence.
    """
    found = list(_ASKS.finditer(_letter_for_letter(sentence)))
    return found[-1].end() if found else 0


_ORDERS_ALL = re.compile(
    r"(?:yeu cau|de nghi|giao|phan cong|"
    r"can(?: tiep tuc| phai)?(?= tap trung| thuc hien| trien khai))\b"
    r".{3,400}\b(?:thuc hien|trien khai|tap trung|khan truong|chi dao)\b.{0,120}"
    r"\b(?:nhiem vu|noi dung|cong viec|giai phap|viec|yeu cau)(?: \w+){0,4} ?"
    r"(?:sau|sau day|nhu sau|cu the|duoi day)?(?: day)?$"
)


def orders_all(sentence: str) -> bool:
    """True for '… đề nghị các đơn vị thực hiện các nội dung sau:': every item below is work,
    whether it names somebody or not.
    """
    return _ORDERS_ALL.search(flat(sentence).rstrip(" :")) is not None


_DUTIES = re.compile(
    r"\s+co (?:cac )?(?:nhiem vu|trach nhiem)(?: va quyen han)?(?: \w+){0,2}\s*:?\s*$"
)


def duties_at(sentence: str) -> int:
    """How many characters stand before 'có nhiệm vụ:' at the end of a sentence ('Tổ công tác | có
    nhiệm vụ:'): who has them. 0 for any other sentence.
    """
    found = _DUTIES.search(_letter_for_letter(sentence))
    return found.start() if found else 0


def gives_duties(sentence: str) -> bool:
    """True for 'Tổ công tác có nhiệm vụ:': the items below it are work."""
    return duties_at(sentence) > 0


_ANNOUNCES = re.compile(
    r"(?:yeu cau|de nghi|ket luan|chi dao|quyet dinh|quyet nghi|thong nhat|thong bao|giao)"
    r"(?: va chi dao)?(?: nhu sau)?$"
)


def announces(sentence: str) -> bool:
    """True for a sentence that ends with who speaks ('…, Ban Thường vụ Tỉnh ủy yêu cầu:'): those
    who are given work come after it.
    """
    return _ANNOUNCES.search(flat(sentence).rstrip(" :")) is not None


@cache
def order_before() -> re.Pattern[str]:
    """Words of order or request right before the end of the stretch searched."""
    words = toml("vanban.extractors.tasks", "headings.toml")["order_before"]
    return re.compile("(?:" + "|".join(words) + r")\s+$", re.IGNORECASE)


@cache
def _address() -> re.Pattern[str]:
    words = toml("vanban.extractors.tasks", "headings.toml")["addressed"]
    return re.compile(rf"\s*{any_of(words)}\s+")
