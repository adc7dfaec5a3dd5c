"""Names of a letterhead in capitals, as the document itself spells them elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from vanban.extractors.header.issuer import Body
from vanban.extractors.language.folding import fold, key
from vanban.schemas import ActorRef

_ENDS = (4, 3, 2)
"""Words at the end of a name that may be a proper one; a single word says too little."""


def as_written(actor: ActorRef, text: str) -> ActorRef:
    """``actor`` with the capitals that ``text`` gives its name most often; unchanged where the
    registry knows it or the text does not name it.

    A letterhead in capitals does not say which words bear one: 'TRƯỜNG ĐẠI HỌC CẦN GIỜ'.
    """
    if actor.actor_id or not actor.name or len(actor.members) > 1:
        return actor
    words = r"\s+".join(map(re.escape, fold(actor.name).split()))
    found = re.findall(rf"(?<!\w){words}(?!\w)", fold(text), re.IGNORECASE)
    spelt = Counter(" ".join(f.split()) for f in found if f[:1].isupper() and not f.isupper())
    name = spelt.most_common(1)[0][0] if spelt else _with_proper_end(actor.name, text)
    return actor.model_copy(update={"name": name})


def _with_proper_end(name: str, text: str) -> str:
    """The name with capitals in its last words where the text writes these so and never small:
    'Bệnh viện Đa khoa thanh hà' of 'Thanh Hà, ngày 06/01/2026'.
    """
    words = name.split()
    for size in _ENDS:
        end = " ".join(words[-size:])
        proper = " ".join(w.capitalize() for w in words[-size:])
        if len(words) > size and end.islower() and proper in text and end not in text:
            return " ".join([*words[:-size], proper])
    return name


def written_together(found: Sequence[Body], text: str) -> tuple[Body, ...]:
    """The bodies of a letterhead, two lines of which ``text`` names as one ('CÔNG TY CỔ PHẦN ĐẦU
    TƯ' above 'TẬP ĐOÀN SAO MAI') joined.
    """
    out: list[Body] = []
    spoken = key(text) if len(found) > 1 else ""
    for body in found:
        if out and key(f"{out[-1].text} {body.text}") in spoken:
            out[-1] = Body((*out[-1].lines, *body.lines))
        else:
            out.append(body)
    return tuple(out)
