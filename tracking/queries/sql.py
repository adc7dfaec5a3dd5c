"""Read-only SQL for people who know what they ask: one SELECT over the views, in a process of its
own that ends with its time and its memory, whatever a function in C is doing.
"""

from __future__ import annotations

import pickle
import re
import threading

from vanban.pipeline.errors import ConversionTimeout, OutOfMemory, WorkerCrashed
from vanban.pipeline.guarded import guarded
from vanban.pipeline.options import Limits
from vanban.tracking.errors import BadQuery, QueryTimeout
from vanban.tracking.queries.asking import Answer, answer
from vanban.tracking.store.store import Store

__all__ = ["Answer", "run_sql"]

SECONDS = 30.0
ROWS = 100_000
MEMORY = 256 * 2**20
"""Bytes that one question may take: 100,000 rows of ``v_tasks`` take 150 million."""
_SERVER = 512 * 2**20
"""The same, with what the process from which it is forked holds."""
_GRACE = 0.5
"""Seconds of processor time beyond the limit: SQLite looks at the clock within milliseconds."""
_START = re.compile(
    r"\s*(?:(?:--[^\n]*\n|/\*.*?\*/)\s*)*(SELECT|WITH|VALUES|EXPLAIN)\b", re.IGNORECASE | re.DOTALL
)


def run_sql(store: Store, question: str, *, seconds: float = SECONDS, limit: int = ROWS) -> Answer:
    """The answer to one SELECT. ``BadQuery`` for anything else or an SQL error, ``QueryTimeout``
    after ``seconds``.
    """
    question = question.strip().rstrip(";").strip()
    if not _START.match(question):
        raise BadQuery("chỉ nhận một câu SELECT", "Bắt đầu bằng SELECT hoặc WITH.")
    url = store.url.render_as_string(hide_password=False)
    try:
        return _apart(url, question, seconds, limit)
    except ConversionTimeout as error:
        raise QueryTimeout(f"câu hỏi chạy quá {seconds:g} giây") from error
    except (OutOfMemory, WorkerCrashed) as error:
        raise BadQuery(
            f"câu hỏi cần hơn {MEMORY // 2**20} MiB bộ nhớ", "Hỏi ít dòng hơn, giá trị ngắn hơn."
        ) from error


def _apart(url: str, question: str, seconds: float, limit: int) -> Answer:
    """In a child. Where other threads run, not in a fork of this process: SQLite's locks, which one
    of them may hold, would be held in the child for ever.
    """
    if threading.active_count() > 1:
        from vanban.tracking.queue.isolated import isolated

        return isolated(
            answer, url, question, seconds, limit, seconds=seconds, hear=_nobody, memory=_SERVER
        )
    limits = Limits(seconds=seconds, memory=MEMORY)
    said = guarded(
        lambda: pickle.dumps(answer(url, question, seconds, limit)), limits, grace=_GRACE
    )
    made: Answer = pickle.loads(said)
    return made


def _nobody(_what: str, _done: int, _total: int) -> None:
    """A question tells of no progress."""
