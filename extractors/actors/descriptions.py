"""What tells which of a class of bodies are meant: 'có liên quan', 'thuộc Bộ …', 'được cấp kinh
phí …', 'các công trình …'.
"""

from __future__ import annotations

from vanban.extractors.actors.holders import Holders
from vanban.extractors.actors.lexicon import Noun
from vanban.extractors.actors.names import MAX_SMALL_RUN

_LONGEST_TELLING = 24  # words that tell which of a class are meant
_CLOSING = (".", ";", ":", "(")


class Descriptions(Holders):
    """The part of the grammar that reads what stands behind the nouns of a class."""

    __slots__ = ()

    def described(self, i: int, noun: Noun) -> int:
        """End of the verb and its object that say which body is meant ('cơ sở | cung ứng dịch vụ
        thu gom', 'cơ quan | thường trực Ban Chỉ huy'), or ``i``: one body of which nothing else
        is said. How it is done makes a deed of it ('Đơn vị sử dụng | đúng kinh phí được giao').
        """
        verb = self.lex.describing.longest(self.tokens, i)
        start = i - len(noun.noun.split())
        opens = start == 0 or not self.tokens[start - 1].word  # a capital there tells nothing
        if verb is None or self.is_cap(i - 1) or (self.is_cap(start) and not opens):
            return i
        end = verb[0]
        if self.has(self.lex.manner, end):
            return i
        if body := self.name(end):
            return body.end
        while (token := self.at(end)) is not None and end - verb[0] < MAX_SMALL_RUN:
            closed = self.is_predicate(end) or self.has(self.lex.qualifiers, end)
            if not token.word or token.cap or closed or self.has(self.lex.owners, end):
                break
            end += 1
        return end

    def owned_things(self, i: int, noun: Noun) -> int:
        """End of what a class owns or builds ('chủ đầu tư | các công trình trọng điểm'), or
        ``i``.
        """
        first = self.determined(i)
        if noun.noun not in self.lex.owning or first == i or self.noun_at(first):
            return i
        while first - i < MAX_SMALL_RUN and self.is_plain(first):
            first += 1
        return first

    def told_before_duty(self, i: int) -> int:
        """End of the deed that says which of a class are meant, where their duty stands behind it
        ('Các đơn vị | được phân bổ kinh phí mua thiết bị, xe cứu thương | có trách nhiệm …'), or
        ``i``. A deed beside the duty is one of the duties ('… | thực hiện kiểm tra và chịu trách
        nhiệm'), and who must do something may be others ('… | quản lý chặt các hộ phải …').
        """
        told = self.lex.telling.longest(self.tokens, i) if self.prose else None
        if told is None or self.is_cap(i) or self.has(self.lex.duties, i):
            return i
        if self.has(self.lex.manner, told[0]):
            return i  # how it is done: 'Các đơn vị thực hiện | nghiêm chế độ báo cáo'
        end = 0  # of what was told, before another of their list: '…, | UBND xã có trách nhiệm'
        for j in range(told[0], min(told[0] + _LONGEST_TELLING, len(self.tokens))):
            if self.has(self.lex.duties, j):
                return (end or j) if self.is_duty(j, told[0]) else i
            listed = self.noun_at(self.determined(j)) is not None or self.is_head(j)
            beside = bool(end) or self.is_key(j - 1, ",", "và")
            if self.tokens[j].key in _CLOSING or (listed and not beside):
                return i
            end = end or (j - 1 if listed else 0)
        return i

    def is_duty(self, i: int, first: int) -> bool:
        """True for a duty at ``i`` that closes what was told from ``first`` on: words between, no
        joint right before it, a verb behind one that only hurries.
        """
        if i == first or self.is_key(i - 1, ",", "và", "hoặc", "không", "để", "là", "đều"):
            return False
        hurry = self.lex.hurrying.longest(self.tokens, i)
        return hurry is None or self.is_predicate(hurry[0])

    def modifiers(self, i: int) -> int:
        """End of what describes a class."""
        start, whole = i, False
        while i < len(self.tokens):
            token = self.tokens[i]
            if token.brk and i > start and self.starts_item(i):
                break
            if (step := self.sorts(i)) > i:
                i = step
            elif (step := self.qualified(i)) > i:
                i, whole = step, self.prose
            elif (
                whole
                or token.key in (",", ";", "/", "và", "hoặc", ".", ":")
                or not self.describes(i, i - start)
            ):
                break
            else:
                i += 1
        return i

    def sorts(self, i: int) -> int:
        """End of the short forms that say which sort of a class is meant ('các trường | THPT,
        THCS', 'các Trung tâm GDTX | , GDNN'), or ``i``. Words in capitals are a heading's.
        """
        listed = self.tokens[i - 1].short
        if listed and (self.tokens[i - 2].short or not self.is_joint(i)):
            return i
        i += listed
        while self.is_sort(i):
            i += 1
            if not self.is_joint(i):
                break
            i += 1
        return i

    def is_joint(self, i: int) -> bool:
        """True between two short forms of sorts."""
        return self.is_key(i, ",", "-", "/", "và") and self.is_sort(i + 1)

    def is_sort(self, i: int) -> bool:
        """True for a short form that names no body."""
        token = self.at(i)
        return token is not None and token.short and self.name(i) is None

    def describes(self, i: int, run: int) -> bool:
        """True when the word at ``i`` may describe a class."""
        token = self.tokens[i]
        if token.key == "-":
            return not token.brk and self.at(i + 1) is not None
        if not token.word:
            return False
        if (verb := self.lex.predicates.longest(self.tokens, i)) and not self.in_compound(i):
            return (
                not self.prose
                and run > 1
                and ((last := self.at(verb[0])) is None or last.key in (",", ";", "."))
            )
        if not self.prose:
            return not self.has(self.lex.determiners, i) or run > 0
        closed = (
            self.is_predicate(i)
            or self.has(self.lex.determiners, i)
            or self.has(self.lex.owners, i)
        )
        return not token.cap and not closed and run < MAX_SMALL_RUN

    def qualified(self, i: int) -> int:
        """End of 'có liên quan', 'thuộc Bộ …', 'trên địa bàn …' at ``i``, repeated; ``i`` when
        there is none.
        """
        for _ in range(4):
            step = self.owned(i)
            step = step if step > i else self.limited(i)
            if step <= i:
                break
            i = step
        return i

    def limited(self, i: int) -> int:
        """End of 'có liên quan', 'trên địa bàn …', 'Hà Nội' at ``i``, or ``i``."""
        if hit := self.lex.qualifiers.longest(self.tokens, i):
            end = hit[0]
            if self.tokens[end - 1].key == "bàn":
                return (
                    self.places(end)
                    if self.places(end) > end
                    else self.place(end, small=True) or end
                )
            return end
        if (
            self.has(self.lex.determiners, i)
            and i
            and self.is_key(i - 1, "ủy", "uỷ", "bộ", "an", "quyền", "sự", "vụ")
        ):
            if (seats := self.places(i)) > i:
                return seats  # 'đảng ủy các xã, phường', 'công an các xã'
            held = self.collective(i, bare=False)  # 'ban thường vụ các huyện ủy, thành ủy'
            return held.end if held else i
        return (
            self.place(i) or i if self.is_cap(i) and i > 0 and self.tokens[i - 1].key != ":" else i
        )
