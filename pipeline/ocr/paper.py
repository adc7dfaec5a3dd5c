"""A page's picture as if it had been printed on white paper: negatives turned over, coloured paper
and the light of a lamp taken out, black edges made paper.
"""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageOps

from vanban.pipeline.ocr.image import without_borders
from vanban.pipeline.readers.page.negative import is_negative

_PART = 8
"""Dots to a side of what is looked at as one."""
_TINT = 25
"""By how much one colour of the paper outweighs another before it is taken out: less hides neither
red ink nor blue.
"""


def on_white(image: Image.Image) -> Image.Image:
    """The picture on white paper; the same one where it is."""
    small = image.reduce(_PART)
    if is_negative(np.asarray(small.convert("L"))):
        image, small = ImageOps.invert(image), ImageOps.invert(small)
    return without_borders(_without_tint(image, small))


def _without_tint(image: Image.Image, small: Image.Image) -> Image.Image:
    """Every colour made as strong as the paper's strongest."""
    if image.mode != "RGB":
        return image
    colours = np.asarray(small).reshape(-1, 3)
    brightness = colours.sum(axis=1, dtype=np.int32)
    paper = np.median(colours[brightness >= np.median(brightness)], axis=0)
    if paper.max() - paper.min() <= _TINT:
        return image
    shades = np.arange(256)
    scaled = [np.minimum(shades * paper.max() / max(part, 1.0), 255) for part in paper]
    return image.point(np.concatenate(scaled).astype(np.uint8).tolist())
