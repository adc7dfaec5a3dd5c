"""Steps of rewriting put together lead back to what stood there first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vanban.extractors.language.cleaning import Change, clean
from vanban.extractors.language.rewriting import Rewritten, compose, joined


def back(step: Rewritten) -> str:
    text = step.text
    at = len(text) + 1
    for c in reversed(step.changes):
        assert c.start + len(c.new) <= at
        assert text[c.start : c.start + len(c.new)] == c.new
        text = text[: c.start] + c.raw + text[c.start + len(c.new) :]
        at = c.start
    return text


@st.composite
def steps(draw, raw):
    """A random rewriting of ``raw``."""
    out, changes, at, length = "", [], 0, 0
    while at < len(raw):
        keep = draw(st.integers(0, 4))
        out += raw[at : at + keep]
        at += keep
        if at >= len(raw):
            break
        taken, new = draw(st.integers(1, 3)), draw(st.text("xyz ", max_size=3))
        part = raw[at : at + taken]
        if part != new:
            changes.append(Change(len(out), part, new, "step"))
        out += new
        at += taken
        length = len(out)
    assert length <= len(out)
    return Rewritten(out, tuple(changes))


@given(st.data(), st.text("abcdefgh ", max_size=24))
def test_two_steps_are_one(data, raw):
    first = data.draw(steps(raw))
    second = data.draw(steps(first.text))
    both = compose(first, second)
    assert both.text == second.text
    assert back(both) == raw


@given(st.data(), st.text("ab  \u00a0\u0301\u200bĐÐ", max_size=24))
def test_a_step_and_cleaning(data, raw):
    first = data.draw(steps(raw))
    both = compose(first, Rewritten(*clean(first.text)))
    assert back(both) == raw


def test_parts() -> None:
    step = Rewritten("một hai ba", (Change(0, "1", "một", "k"), Change(8, "3", "ba", "k")))
    assert step.cut(0, 7) == Rewritten("một hai", (Change(0, "1", "một", "k"),))
    assert step.cut(4, 10) == Rewritten("hai ba", (Change(4, "3", "ba", "k"),))
    assert joined([step.cut(0, 4), step.cut(4, 10)]) == step
