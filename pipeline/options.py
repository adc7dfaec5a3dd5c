"""Everything that a caller may set, with its default."""

from __future__ import annotations

from pydantic import Field

from vanban.schemas import Frozen


class Limits(Frozen):
    """What one input may cost. Exceeding a limit is a ``LimitExceeded``, ``ConversionTimeout`` or
    ``OutOfMemory``.

    ``seconds`` and ``memory`` hold against libraries in C only in an isolated conversion
    (``Options(isolated=True)``, the command line, the batch).
    """

    file_bytes: int = Field(default=200 * 2**20, description="size of the file")
    unpacked_bytes: int = Field(
        default=400 * 2**20, description="size of all members of a zip, unpacked"
    )
    zip_ratio: int = Field(
        default=200, description="unpacked to packed size of one member above 1 MiB"
    )
    zip_members: int = Field(default=5_000, description="members of a zip")
    xml_depth: int = Field(default=256, description="nesting of elements")
    xml_elements: int = Field(
        default=3_000_000,
        description="elements of all XML parts of one file: a tree takes 150 bytes for each",
    )
    attributes: int = Field(default=5_000, description="attributes of one HTML tag")
    pages: int = Field(default=2_000, description="pages of a PDF")
    page_characters: int = Field(
        default=200_000,
        description="glyphs of one page of a PDF: a sheet full of small print has 20,000",
    )
    table_cells: int = Field(default=100_000, description="cells of all tables together")
    table_nesting: int = Field(default=8, description="tables within tables")
    characters: int = Field(default=20_000_000, description="code points of the canonical text")
    paragraph_characters: int = Field(default=2_000_000, description="code points of one paragraph")
    paragraphs: int = Field(
        default=200_000,
        description="paragraphs and cells; lines of a text file: three times as many",
    )
    lines: int = Field(
        default=300_000,
        description="printed lines of all paragraphs together: each is kept with its place",
    )
    marks: int = Field(
        default=40,
        description="combining marks on one letter: to put them in order takes their number "
        "squared",
    )
    image_pixels: int = Field(
        default=100_000_000, description="pixels of one rendered or embedded image"
    )
    seconds: float = Field(
        default=600.0,
        description="processor time for one document; a scan takes a few seconds a page",
    )
    memory: int = Field(
        default=1024 * 2**20, description="bytes that an isolated conversion may hold"
    )


class Options(Frozen):
    """How to convert. One value goes through all stages."""

    limits: Limits = Limits()
    isolated: bool = Field(
        default=False,
        description="convert in a watched child process: only so do time and memory hold in C code",
    )
    filename: str | None = Field(default=None, description="name for input given as bytes")
    hints: tuple[tuple[str, str], ...] = Field(
        default=(),
        description="what the caller knows of header fields that the text may have lost",
    )
    strict_before: bool = Field(default=True, description="'trước 30/11' is due on the 29th")
    roll_to_working_day: bool = Field(
        default=False, description="Điều 148 k.5 BLDS for written dates as well"
    )
