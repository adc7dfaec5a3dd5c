"""What the walk over a document yields and carries: the passages that might be work, and where the
walk stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from vanban.extractors.outline.model import Part
from vanban.extractors.tasks.draft import Address, Draft
from vanban.extractors.tasks.from_text import Given, prose_tasks
from vanban.extractors.tasks.wording import Wording

Form = Literal[
    "fields", "item", "bullet", "clause", "article", "paragraph", "own", "head", "labelled"
]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that might be work. ``above`` are the headings and opening sentences over them,
    outermost first; ``beside`` is the same for all candidates of one list.
    """

    draft: Draft
    form: Form
    part: Part
    above: tuple[str, ...] = ()
    beside: int = 0
    article: str | None = None  # the heading of the article that holds it, "" where it has none


@dataclass(frozen=True, slots=True)
class Here:
    """The state of the walk at one node."""

    part: Part
    path: Address
    origin: Literal["section", "article"] = "section"
    given: Given = field(default_factory=Given)
    group: str | None = None
    above: tuple[str, ...] = ()
    beside: int = 0
    article: str | None = None
    last: int | None = None  # where the last unit of the part ends

    def under(self, words: str) -> Here:
        """The state below a heading or an opening sentence."""
        said = " ".join(words.split())
        return replace(self, above=(*self.above, said)) if said else self


_LONGEST_RECEIVER = 120
"""Letters of a line that names a receiver; a longer one with a full stop is a sentence."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What an opening sentence with a colon does to the loose paragraphs that follow it."""

    outside: Here
    inside: Here | None = None
    to_receivers: bool = False  # "Kính gửi:": names follow, no work
    bullets: bool | None = None  # whether its list has bullets; None before the first paragraph
    of_unit: bool = False  # a unit alone on its line, up to the next one

    @property
    def now(self) -> Here:
        """Where the next paragraph stands."""
        return self.inside or self.outside

    def before(self, words: str, bulleted: bool) -> Opening:
        """The state at a paragraph: one without a bullet ends a list of bullets, a sentence ends a
        list of receivers; a small letter goes on with the line above.
        """
        if self.inside is None or self.of_unit:
            return self
        told = len(words) > _LONGEST_RECEIVER and words.rstrip().endswith(".")
        begins = self.to_receivers and told and not bulleted
        if self.bullets is None and not begins:
            return replace(self, bullets=bulleted)
        ended = begins or (self.bullets and not bulleted)
        return Opening(self.outside) if ended and not words[:1].islower() else self


def passage(draft: Draft, form: Form, here: Here) -> Passage:
    """A draft with what stands above and beside it."""
    return Passage(draft, form, here.part, here.above, here.beside, here.article)


def passages_of(wording: Wording, base: Draft, form: Form, here: Here) -> Iterator[Passage]:
    """The tasks that the words of ``base`` say, each with what stands above and beside it."""
    for draft in prose_tasks(base, wording.text, here.given, wording.context):
        yield passage(draft, form, here)
