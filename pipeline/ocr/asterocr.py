"""A second opinion on doubtful words: AsterOCR's model (MIT), which loses fewer marks and figures
than Tesseract, but is slower.

Only the model that the package carries is used, through ONNX Runtime; none of the package's code
runs. Source of the way pictures are prepared and letters told: asterocr 1.0.2, ``pipeline.py``
(greedy CTC).
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from vanban.pipeline.ocr.image import Grey

_HEIGHT, _STEP, _LONGEST, _SHORTEST = 32, 4, 1024, 32
"""Pixels: height of the pictures that the model knows, width of a step, and between which widths it
can read.
"""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a picture says, and how sure the model is (0..1): the mean over its letters."""

    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class SecondReader:
    """The model, loaded."""

    session: Any
    letters: tuple[str, ...]
    version: str

    def read(self, pictures: Sequence[Grey]) -> list[Opinion]:
        """What each picture of a word or two says."""
        return [self._read(picture) for picture in pictures]

    def _read(self, picture: Grey) -> Opinion:
        output = self.session.run(None, {"images": _prepared(picture)})[0]
        return _told(np.exp(output[:, 0, :]), self.letters)


def _prepared(picture: Grey) -> NDArray[np.float32]:
    height, width = picture.shape
    wide = min(_LONGEST, max(_SHORTEST, -(-int(width * _HEIGHT / height) // _STEP) * _STEP))
    image = Image.fromarray(picture).resize((wide, _HEIGHT), Image.Resampling.BILINEAR)
    values = np.asarray(image, dtype=np.float32) / 127.5 - 1.0
    return np.broadcast_to(values, (1, 3, _HEIGHT, wide)).copy()


def _told(shares: NDArray[np.float32], letters: Sequence[str]) -> Opinion:
    """Letters from the shares of each step: the likeliest, repeated ones once, blanks (number 0)
    left out.
    """
    best = shares.argmax(axis=1)
    new = np.flatnonzero((best != np.concatenate(([-1], best[:-1]))) & (best != 0))
    sure = shares[new, best[new]]
    return Opinion(
        "".join(letters[i] for i in best[new]).strip(), float(sure.mean()) if len(new) else 0.0
    )


_LOADING = threading.Lock()


def second_reader() -> SecondReader | None:
    """The model, or None where package or runtime are not installed."""
    with _LOADING:  # pages are read in threads: it is loaded once
        return _loaded()


@cache
def _loaded() -> SecondReader | None:
    model = _model()
    if model is None or find_spec("onnxruntime") is None:
        return None
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # pages are read side by side
    options.enable_cpu_mem_arena = (
        False  # pictures differ in width: an arena would keep the largest of everything
    )
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    letters = json.loads(model.with_name("vocab.json").read_text("utf-8"))["chars"]
    return SecondReader(session, tuple(letters), f"asterocr {version('asterocr')}")


def _model() -> Path | None:
    spec = find_spec("asterocr")
    folders = spec.submodule_search_locations if spec else None
    path = Path(folders[0], "assets", "asternet.onnx") if folders else None
    return path if path and path.is_file() and path.with_name("vocab.json").is_file() else None
