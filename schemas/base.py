"""What every model of the plan shares: frozen values, and the span that ties a value to the
text.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Frozen(BaseModel):
    """A value: compared by content, never changed, no unknown fields."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        defer_build=True,
        json_schema_serialization_defaults_required=True,  # what is written has every field
    )


class Span(Frozen):
    """Offsets in code points into ``source.text``: ``source.text[start:end]`` are the words as
    written.
    """

    start: int = Field(ge=0, description="first code point")
    end: int = Field(ge=0, description="code point after the last one")

    def of(self, text: str) -> str:
        """The words that the span covers in ``text``."""
        return text[self.start : self.end]

    def shifted(self, offset: int) -> Span:
        """The same words, seen from a text that begins ``offset`` code points earlier."""
        return Span(start=self.start + offset, end=self.end + offset)

    def covers(self, other: Span) -> bool:
        """True when ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """True when at least one code point is shared."""
        return self.start < other.end and other.start < self.end
