"""Names of a letterhead in capitals, as the document itself spells them elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from vanban.extractors.header.issuer import Body
from vanban.extractors.language.folding import fold, key
from vanban.schemas import ActorRef


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
    if not spelt:
        return actor
    return actor.model_copy(update={"name": spelt.most_common(1)[0][0]})


def written_together(found: Sequence[Body], text: str) -> tuple[Body, ...]:
    """The bodies of a letterhead, two lines of which ``text`` names as one ('CÔNG TY CỔ PHẦN ĐẦU TƯ'
    above 'TẬP ĐOÀN SAO MAI') joined.
    """
    out: list[Body] = []
    spoken = key(text) if len(found) > 1 else ""
    for body in found:
        if out and key(f"{out[-1].text} {body.text}") in spoken:
            out[-1] = Body((*out[-1].lines, *body.lines))
        else:
            out.append(body)
    return tuple(out)
