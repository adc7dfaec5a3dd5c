"""Places and owners in names: 'tỉnh Lào Cai', 'cấp xã', 'các xã, phường', 'thuộc Bộ …'."""

from __future__ import annotations

from vanban.extractors.actors.lexicon import Kind
from vanban.extractors.actors.registry import name_trie, province_trie
from vanban.extractors.actors.scan import Scan

SMALL_PLACES = (
    "tỉnh", "thành", "huyện", "quận", "thị", "xã", "phường", "thôn", "ấp", "khóm", "khu",
)  # 'Hội Nông dân tỉnh', 'Hội Phụ nữ thôn'  # fmt: skip
_LONGEST_PLACE = 4  # words of a name of a commune ("Phong Nha Kẻ Bàng")


class Places(Scan):
    """The part of the grammar that reads places and owners."""

    __slots__ = ()

    def place(self, i: int, *, small: bool = False) -> int:
        """End of a place at ``i`` ('tỉnh Lào Cai', 'Thành phố', 'cấp xã', 'Hà Nội'), or 0.
        ``small`` also takes 'tỉnh' alone.
        """
        token = self.at(i)
        if token is None:
            return 0
        known = name_trie().longest(self.tokens, i)
        if known and known[1][0].kind in ("tỉnh", "thành phố"):
            return known[0]
        return self.level(i) or self.place_word(i, small=small) or self.bare_place(i, small=small)

    def level(self, i: int) -> int:
        """End of 'cấp xã', 'khu vực II', 'cơ sở số 5' (Thuế, BHXH from 2025) at ``i``, or 0."""
        if self.is_key(i, "cấp"):
            level = self.noun_at(i + 1)
            end = level[0] if level else 0
            if end and self.is_key(end, ",", "và", "/") and self.is_key(end + 1, "cấp"):
                return self.level(end + 1) or end  # 'UBND cấp tỉnh, cấp xã'
            return end
        if self.is_key(i, "khu", "cơ") and self.is_key(i + 1, "vực", "sở"):
            start = i + 2 + self.is_key(i + 2, "số")
            number = self.at(start)
            if number and number.cap and self.proper(start) > start:
                return self.proper(start)
            return start + 1 if number and number.key.isdigit() else i + 2
        return 0

    def place_word(self, i: int, *, small: bool) -> int:
        """End of 'huyện X', 'Thành phố', 'TP. X' at ``i``, or 0."""
        if self.is_key(i, "tp") and self.is_cap(i + 1):
            return self.proper(i + 1)
        hit = self.noun_at(i)
        if hit is None or not hit[1][0].place:
            return 0
        end = self.proper(hit[0])
        return end if end > hit[0] or self.is_cap(i) or small else 0

    def bare_place(self, i: int, *, small: bool) -> int:
        """End of 'Hà Nội', 'Trung ương', 'Việt Nam', 'TW' at ``i``, or 0."""
        if not self.is_cap(i):
            return 0
        for first, second in (("trung", "ương"), ("việt", "nam")):
            if self.is_key(i, first) and self.is_key(i + 1, second):
                return i + 2
        if self.is_key(i, "tw", "vn"):
            return i + 1
        province = province_trie().longest(self.tokens, i)
        return province[0] if province and (small or province[0] - i > 1) else 0

    def proper(self, i: int) -> int:
        """End of a proper name of a place: capitals, hyphens between capitals, a number ('Quận
        1').
        """
        province = province_trie().longest(self.tokens, i)
        if province and self.is_cap(i) and self.is_cap(province[0] - 1):
            return province[0]
        start = i
        while i < len(self.tokens) and i - start < 7:
            token = self.tokens[i]
            if (
                token.key == "-"
                and i > start
                and not token.brk
                and self.is_cap(i + 1)
                and not self.is_head(i + 1)
            ):
                i += 1
            elif token.key.isdigit() and i == start and len(token.key) <= 2:
                return i + 1
            elif (
                token.cap
                and token.word
                and not self.is_head(i)
                and not self.opens_document(i)
                and not self.is_deed(i)
                and not (token.brk and self.starts_item(i))
            ):
                i += 1
            else:
                break
        return i

    def places(self, i: int) -> int:
        """End of 'các xã, phường, đặc khu', 'xã/phường', 'các phường: A, B'; ``i`` when there is
        none.
        """
        start = i
        i = self.determined(i)
        hit = self.noun_at(i, listed=i > start)  # 'các cấp'; 'cấp' alone is a verb more often
        if hit is None or not (hit[1][0].place or hit[1][0].noun in ("cấp", "đơn vị")):
            return start
        if i == start and self.is_cap(hit[0]):
            return start  # one place by name: 'phường A'
        found = self.collective_from(hit[0], hit[1][0], only_places=True)
        plural = i > start or any(
            self.tokens[j].key in (",", "/", "và") for j in range(i, found.end)
        )
        return found.end if plural else start

    def opens_places(self, i: int) -> bool:
        """True when 'các xã', '04 tỉnh', 'các cấp' begins at ``i``."""
        start = self.determined(i)
        noun = self.noun_at(start, listed=True) if start > i else None
        return noun is not None and (noun[1][0].place or noun[1][0].noun == "cấp")

    def opens_all_provinces(self, i: int) -> bool:
        """True for 'Sở Y tế | tỉnh, thành phố', and no name behind it."""
        cities = self.noun_at(i + 2) if self.is_key(i + 1, ",", "và") else None
        return self.is_key(i, "tỉnh") and cities is not None and not self.is_cap(cities[0])

    def is_plural(self, i: int, end: int) -> bool:
        """True when a complement names several places."""
        if end <= i:
            return False
        if self.determined(i) > i or self.several_committees(i) == end:
            return True
        hit = self.noun_at(i)
        return (
            hit is not None
            and hit[1][0].place
            and self.is_key(hit[0], ",", "/", "và")
            and hit[0] < end
        )

    def complement(self, i: int, kind: Kind) -> int:
        """What stands after UBND, Công an, MTTQ …: a place, several places, an owner; may be
        nothing.
        """
        token = self.at(i)
        if token is None or (token.brk and self.starts_item(i)):
            return i
        several = max(self.places(i), self.several_committees(i))
        if several > i:
            return several
        if kind.form == "owner":
            held = self.collective(i, bare=False)  # 'Đảng ủy các cơ quan Đảng tỉnh'
            return held.end if held else self.extend(i, 0)
        end = self.place(i, small=True) or i
        if end == i and kind.form == "placename":
            end = self.small_place(i)
        return self.extend(end, kind.rank, seated=end > i)

    def small_place(self, i: int) -> int:
        """End of a name of two to four words that no list of provinces has ('Điện lực | Tân Hòa
        cắt điện', 'Thuế | Mường Lát'), or ``i``.
        """
        end = self.proper(i)
        return end if 2 <= end - i <= _LONGEST_PLACE and not self.is_cap(end) else i

    def several_committees(self, i: int) -> int:
        """End of two or more Party committees without their places ('Tỉnh ủy, Thành ủy'), or
        ``i``.
        """
        first = self.lex.committees.longest(self.tokens, i)
        if first is None or not self.is_key(first[0], ",", "và"):
            return i
        end = first[0]
        while self.is_key(end, ",", "và") and (
            hit := self.lex.committees.longest(self.tokens, end + 1)
        ):
            end = hit[0]
        return end if end > first[0] else i

    def opens_document(self, i: int) -> bool:
        """True when the name of a document follows a place ('trình UBND Thành phố | Kế hoạch
        …').
        """
        return self.has(self.lex.documents, i) or (
            self.is_key(i, "kế") and self.is_key(i + 1, "hoạch")
        )

    def extend(self, i: int, rank: int, *, seated: bool = False) -> int:
        """End of the name with its place and owner: 'Vụ Pháp chế | Bộ Tư pháp', 'Chi cục … | thuộc
        Sở Y tế | tỉnh X'.

        ``seated``: the place has been said, and a body right behind it is another one ('Thanh tra
        tỉnh | Sở Y tế').
        """
        for _ in range(3):
            token = self.at(i)
            if token is None:
                break
            step = self.owned(i)
            if self.is_key(i, "chi") and self.is_key(i + 1, "nhánh"):
                step = (
                    self.place(i + 2, small=True) or i
                )  # 'Ngân hàng Nhà nước | chi nhánh khu vực 9'
            elif self.is_key(i, "trên") and self.is_key(i + 1, "địa") and self.is_key(i + 2, "bàn"):
                step = (
                    self.places(i + 3)
                    if self.places(i + 3) > i + 3
                    else self.place(i + 3, small=True) or i
                )
            elif step == i and not (token.brk and self.starts_item(i)):
                opens = self.opens_places(i) or self.opens_all_provinces(i)
                several = self.places(i) if opens and not seated else i
                here = (
                    several if several > i else self.place(i, small=self.is_key(i, *SMALL_PLACES))
                )  # 'Hội Nông dân | các xã, phường'
                step = here or (i if seated else self.higher(i, rank))
                seated = step > i
            if step <= i:
                break
            i = step
        return i

    def owned(self, i: int) -> int:
        """End of 'thuộc Bộ …', 'của Trường', 'trực thuộc Sở' at ``i``, or ``i``."""
        owner = self.lex.owners.longest(self.tokens, i)
        if owner is None:
            return i
        held = self.name(owner[0]) or self.collective(owner[0], bare=False)
        if held:
            return held.end
        noun = self.noun_at(owner[0]) if self.is_cap(owner[0]) else None  # 'của Mặt trận'
        named = self.place(owner[0], small=True) or self.own_kind(owner[0])
        return named or (noun[0] if noun else i)

    def own_kind(self, i: int) -> int:
        """End of a kind word that stands for the issuing body in 'thuộc Sở', 'của Trường', or 0."""
        kind = self.kind_at(i)
        return kind[0] if kind and self.is_cap(i) else 0

    def higher(self, i: int, rank: int) -> int:
        """End of a body of higher rank that stands right behind a name and owns it; ``i`` when
        there is none.
        """
        kind = self.kind_at(i)
        if not self.is_cap(i) or (kind and kind[1].rank <= rank):
            return i
        found = self.name(i)
        return found.end if found and found.rank > rank else i
