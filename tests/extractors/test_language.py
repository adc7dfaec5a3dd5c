"""The spaCy components are found by name, keep the text, and put facts on the right words."""

from __future__ import annotations

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from vanban.extractors.language.tokenizer import Tokenizer
from vanban.extractors.language.words import align, tagged_words, words

TEXT = (
    "Giao Bộ Tài chính báo cáo theo Nghị định số 95/2017/NĐ-CP ngày 16/8/2017 trước ngày "
    "30/11/2021."
)


def pipeline() -> spacy.language.Language:
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "vanban.Tokenizer.v1"}}})
    nlp.add_pipe("vanban_citations")
    nlp.add_pipe("vanban_actors", config={"issued_on": "2021-06-23"})
    nlp.add_pipe("vanban_deadlines", config={"issued_on": "2021-06-23"})
    nlp.add_pipe("vanban_assignments", config={"issued_on": "2021-06-23"})
    return nlp


def test_span_groups() -> None:
    doc = pipeline()(TEXT)
    assert [s.text for s in doc.spans["citations"]] == ["Nghị định số 95/2017/NĐ-CP ngày 16/8/2017"]
    assert [s.label_ for s in doc.spans["citations"]] == ["NĐ"]
    assert [s.text for s in doc.spans["actors"]] == ["Bộ Tài chính"]
    assert [s.text for s in doc.spans["deadlines"]] == ["trước ngày 30/11/2021"]
    assert doc.spans["deadlines"][0]._.fact.due.isoformat() == "2021-11-29"


def test_pipeline_is_serialisable() -> None:
    nlp = pipeline()
    again = spacy.blank("vi", config=nlp.config).from_bytes(nlp.to_bytes())
    doc = again(TEXT)
    assert [s.text for s in doc.spans["actors"]] == ["Bộ Tài chính"]


@settings(deadline=None)
@given(st.text(max_size=80))
def test_tokenizer_keeps_every_character(text: str) -> None:
    assert Tokenizer(spacy.blank("xx").vocab)(text).text == text


def test_words_keep_their_places() -> None:
    text = "Cục  Chuyển đổi số chủ trì,phối hợp\nvới Văn phòng Bộ trước 30/4/2026./."
    assert "Chuyển đổi" in [s.of(text) for s in words(text)]
    assert all(w.text == w.span.of(text) for w in tagged_words(text))


@given(
    st.lists(st.text("abđê", min_size=1, max_size=4), max_size=12),
    st.sampled_from([" ", "  ", "\n", "\t "]),
)
def test_alignment_finds_each_word_in_turn(tokens: list[str], gap: str) -> None:
    text = gap.join(tokens)
    assert [s.of(text) for s in align(text, tokens)] == tokens
