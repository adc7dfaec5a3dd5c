"""Words that all renderings of a plan share."""

from __future__ import annotations

import pytest

from vanban.pipeline.render.words import header_rows
from vanban.schemas import Header, Signer, Span


@pytest.mark.parametrize(
    ("capacity", "instead_of", "position", "shown"),
    [
        ("KT.", "CHỦ TỊCH", "PHÓ CHỦ TỊCH", "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH Trần Văn Mẫu"),
        ("TM.", "ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH Trần Văn Mẫu"),
        (None, None, "BỘ TRƯỞNG", "BỘ TRƯỞNG Trần Văn Mẫu"),
        (None, None, None, "Trần Văn Mẫu"),
    ],
)
def test_who_signs_and_for_whom(
    capacity: str | None, instead_of: str | None, position: str | None, shown: str
) -> None:
    signer = Signer(
        capacity=capacity,
        on_behalf_of=instead_of,
        position=position,
        name="Trần Văn Mẫu",
        span=Span(start=0, end=1),
    )
    assert dict(header_rows(Header(signers=(signer,))))["Người ký"] == shown
