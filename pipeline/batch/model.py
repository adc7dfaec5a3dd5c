"""What goes into a batch and what comes out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, Protocol

from vanban.pipeline.batch.names import further_key
from vanban.pipeline.batch.store import Store
from vanban.pipeline.errors import PlanError
from vanban.pipeline.options import Options

Hint = tuple[str, str]
"""A field of the header and what the caller knows of it (or the column that does)."""
Status = Literal["ok", "failed", "skipped"]
MEMORY = 512 * 2**20


class Opener(Protocol):
    """How a worker gets at the bytes of an input; has to be picklable."""

    def __call__(self, limit: int) -> bytes:
        """At most ``limit`` bytes are wanted: more is a ``LimitExceeded``."""
        ...


@dataclass(frozen=True, slots=True)
class Input:
    """One document of the archive. ``key`` is its path inside the archive, with forward slashes.

    A row of a data set brings its other columns (``extra``, a JSON object as text), what they know
    of the header (``hints``), and the name that its text is read under.
    """

    key: str
    open: Opener
    extra: str = ""
    hints: tuple[Hint, ...] = ()
    filename: str = ""

    @property
    def name(self) -> str:
        """The name that the content is read under."""
        return self.filename or self.key.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Opened:
    """What a worker says when it has read an input, before it converts: known even if it never
    comes back.
    """

    sha256: str = ""
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class About:
    """What a plan says of its document, for who looks for one in the manifest.

    ``issued_on`` is an ISO day, ``doubtful`` the number of tasks to look at, ``warnings`` the codes
    of diagnostics that are more than a remark.
    """

    doc_type: str | None = None
    number_symbol: str | None = None
    issued_on: str | None = None
    issuer: str | None = None
    doubtful: int = 0
    warnings: tuple[str, ...] = ()

    @property
    def decision(self) -> str | None:
        """What two copies of one decision share. The number alone does not name it: each province
        has its "12/QĐ-UBND", each year anew.
        """
        if not (self.number_symbol and self.issued_on):
            return None
        return "\n".join((self.number_symbol, self.issued_on, self.issuer or "")).casefold()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: a line of the manifest."""

    key: str
    status: Status
    code: str = ""  # of the error; empty when all is good
    message: str = ""
    sha256: str = ""
    bytes: int = 0
    seconds: float = 0.0
    tasks: int = 0
    extra: str = ""  # the other columns of a row, a JSON object as text
    documents: int = 1  # that the file holds; of a further one (key "a.txt#2"): itself
    memory: int = field(default=0, compare=False)  # bytes that the worker has set aside afterwards
    about: About = About()
    further: tuple[Outcome, ...] = ()  # those of the documents below the first

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all documents of the file."""
        return (self.key, *(further_key(self.key, n) for n in range(2, self.documents + 1)))

    @classmethod
    def failed(
        cls, key: str, error: PlanError, opened: Opened, seconds: float = 0.0, memory: int = 0
    ) -> Outcome:
        """The outcome of an input that has no plan."""
        message = f"{error.what}. {error.advice}"
        return cls(
            key,
            "failed",
            error.code,
            message,
            opened.sha256,
            opened.bytes,
            round(seconds, 4),
            memory=memory,
        )


@dataclass(frozen=True, slots=True)
class Job:
    """An input with what is known of it from an earlier run."""

    item: Input
    known: str = (
        ""  # hash of the content that was done before; empty where nothing is to be skipped
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """What every worker has to know."""

    options: Options
    store: Store
    memory: int = MEMORY  # bytes that a worker may hold


class Runner(Protocol):
    """Does jobs somewhere and gives their outcomes as they come, in any order, exactly one for each
    job.
    """

    def run(self, jobs: Iterable[Job], settings: Settings) -> Iterator[Outcome]:
        """The outcomes. Never raises for the sake of one document."""
        ...
