"""What a Vietnamese syllable can be."""

from __future__ import annotations

import pytest

from vanban.extractors.language.syllables import is_plausible, is_syllable, share

GOOD = (
    "quyết định nghiêng giếng gì gìn khuỷu thuở quốc quý quỳnh ý yếu huýt xoong ngoằn đường ủy "
    "uỷ ở ƯƠNG nghĩa Kỳ gia quê oằn rượu hươu"
)
BAD = "cơng thơng phịng khơng cĩ chñ ViÖt régime ngi nge ghanh bb ươngg hệt́ zip quuơng ing"


@pytest.mark.parametrize("word", GOOD.split())
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", BAD.split())
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_share() -> None:
    assert share("Căn cứ Luật") == 1.0
    assert share("C¨n cø LuËt") is not None and share("C¨n cø LuËt") < 0.5  # type: ignore[operator]
    assert share("12/34") is None
    assert is_plausible("UBND") and not is_plausible("ubnd")
