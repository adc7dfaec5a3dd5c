"""Trains two small taggers (actors; parts of an assignment) on CPU: seeded, a few minutes on one
core.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.tagger.markup import Labelled, Sentence
from benchmarks.tagger.silver import disjoint, sentences

MODEL = Path(__file__).resolve().parents[2] / "build" / "tagger"
VERSION = "0.1.0"
SEED = 20261123
LAWS, MADE, EPOCHS, DEV = 2600, 2000, 5, 300
_TOKENIZER = {"nlp": {"tokenizer": {"@tokenizers": "vanban.Tokenizer.v1"}}}


def train(shared: Path, out: Path = MODEL, only: str | None = None) -> None:
    """Write both taggers into ``out``; prints loss and F1 on silver sentences that were held back."""
    out.mkdir(parents=True, exist_ok=True)
    found = sentences(shared, SEED, laws=LAWS, made=MADE)
    for name, labels in (("actors", actor_labels), ("parts", part_labels)):
        if only not in (None, name):
            continue
        began = perf_counter()
        nlp = _fit(name, found[DEV:], found[:DEV], labels)
        nlp.meta.update(
            {
                "name": f"vanban_{name}",
                "version": VERSION,
                "description": "Trial tagger, see docs/MODEL_CARD.md",
                "license": "Apache-2.0",
            }
        )
        nlp.to_disk(out / name)
        size = sum(f.stat().st_size for f in (out / name).rglob("*") if f.is_file()) / 1e6
        print(f"{name}: {perf_counter() - began:.0f} s, {size:.1f} MB in {out / name}")


def actor_labels(sentence: Sentence) -> tuple[Labelled, ...]:
    """What the tagger of actors learns."""
    return disjoint(sentence.actors)


def part_labels(sentence: Sentence) -> tuple[Labelled, ...]:
    """What the tagger of parts learns; the work runs from its first word to the next part."""
    parts = list(sentence.parts)
    if sentence.work is not None and sentence.work < len(sentence.text) - 1:
        end = min(
            [a for a, _, _ in parts if a > sentence.work], default=len(sentence.text.rstrip(" .;"))
        )
        parts.append((sentence.work, end, "work"))
    return disjoint(parts)


def _fit(
    name: str,
    found: list[Sentence],
    held_back: list[Sentence],
    labels: Callable[[Sentence], tuple[Labelled, ...]],
) -> Any:
    import spacy
    from spacy.training import Example
    from spacy.util import minibatch
    from thinc.api import fix_random_seed

    fix_random_seed(SEED)
    rng = random.Random(SEED)
    nlp = spacy.blank("vi", config=_TOKENIZER)
    nlp.add_pipe("ner")

    def example(sentence: Sentence) -> Any:
        doc = nlp.make_doc(sentence.text)
        spans = [
            (a, b, label) for a, b, label in labels(sentence) if doc.char_span(a, b) is not None
        ]
        return Example.from_dict(doc, {"entities": spans})

    examples, dev = [example(s) for s in found], [example(s) for s in held_back]
    optimizer = nlp.initialize(lambda: examples)
    for epoch in range(EPOCHS):
        rng.shuffle(examples)
        losses: dict[str, float] = {}
        for batch in minibatch(examples, 32):  # type: ignore[no-untyped-call]
            nlp.update(batch, drop=0.2, sgd=optimizer, losses=losses)
        scores = nlp.evaluate(dev)
        print(
            f"{name} epoch {epoch + 1}: loss {losses['ner']:.0f}, silver F1 {scores['ents_f']:.3f}",
            flush=True,
        )
    return nlp
