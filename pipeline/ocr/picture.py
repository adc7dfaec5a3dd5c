"""A photograph or scan that comes as a picture file: JPEG, PNG, TIFF (also of many pages), GIF,
BMP, WebP.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from functools import partial

from PIL import Image, ImageOps, UnidentifiedImageError

from vanban.pipeline.errors import DamagedFile, LimitExceeded, NoText, ToolMissing
from vanban.pipeline.ocr.finish import finished
from vanban.pipeline.ocr.image import DPI
from vanban.pipeline.ocr.pages import Picture, read_pictures
from vanban.pipeline.ocr.tesseract import INSTALL
from vanban.pipeline.ocr.two_engines import installed_engine
from vanban.pipeline.options import Limits
from vanban.pipeline.readers.page.model import PageText
from vanban.pipeline.readers.pdf.reader import source_of
from vanban.pipeline.readers.sniff import sniff
from vanban.schemas import Source

_A4 = 595.3, 841.9
_MOST_PIXELS = 20_000_000
_LEAST = 60
"""Pixels: what is smaller on one side holds no lines of text."""
_FEW = 12
"""Letters and figures that a document has at least."""


def read_picture(data: bytes, *, filename: str, limits: Limits) -> Source:
    """The source of a picture file. Sizes are measured as if the picture were a page of A4.

    Raises DamagedFile, LimitExceeded (pixels, pages), ToolMissing without an engine, and NoText
    where nothing can be read.
    """
    pages = picture_pages(data, limits)
    if sum(map(str.isalnum, "".join(w.text for page in pages for w in page.words))) < _FEW:
        raise NoText("không đọc được chữ nào trong ảnh")
    return source_of(
        pages,
        data,
        filename=filename,
        media_type=sniff(data, filename),
        limits=limits,
        finish=partial(finished, filename=filename),
    )


def picture_pages(data: bytes, limits: Limits) -> list[PageText]:
    """What stands on the pages of a picture file; raises as ``read_picture`` does."""
    with _opened(data, limits) as image:
        count = getattr(image, "n_frames", 1)
        if count > limits.pages:
            raise LimitExceeded(f"tệp ảnh có {count} trang, giới hạn là {limits.pages}")
        if min(image.size) < _LEAST:
            raise NoText("ảnh quá nhỏ, không có chữ đọc được")
        engine = installed_engine()
        if engine is None:
            raise ToolMissing("văn bản là ảnh, cần chương trình nhận dạng chữ", INSTALL)
        return read_pictures(_frames(image, limits), count, engine)


def _opened(data: bytes, limits: Limits) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(data))
        if image.width * image.height > limits.image_pixels:
            raise LimitExceeded(
                f"ảnh có {image.width}×{image.height} điểm, giới hạn là {limits.image_pixels} điểm"
            )
        image.load()
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        Image.DecompressionBombError,
    ) as error:
        raise DamagedFile("không mở được tệp ảnh") from error
    return image


def frames(data: bytes, limits: Limits) -> Iterator[Picture]:
    """The pages of a picture file as they are read."""
    with _opened(data, limits) as image:
        yield from _frames(image, limits)


def _frames(image: Image.Image, limits: Limits) -> Iterator[Picture]:
    """The pages of a picture file, upright as the camera says, at the dots an inch at which pages
    are read.
    """
    for index in range(getattr(image, "n_frames", 1)):
        try:
            image.seek(index)
            if image.width * image.height > limits.image_pixels:
                raise LimitExceeded(
                    f"ảnh có {image.width}×{image.height} điểm, giới hạn là "
                    f"{limits.image_pixels} điểm"
                )
            frame = ImageOps.exif_transpose(image).convert("RGB")
        except (OSError, ValueError, SyntaxError, EOFError) as error:
            raise DamagedFile("tệp ảnh bị hỏng") from error
        size = page_size(frame.size)
        scale = min(DPI / 72, math.sqrt(_MOST_PIXELS / (size[0] * size[1])))
        wide, high = round(size[0] * scale), round(size[1] * scale)
        yield (
            index + 1,
            frame.resize((wide, high), Image.Resampling.BICUBIC) if frame.width != wide else frame,
            size,
        )


def page_size(pixels: tuple[int, int]) -> tuple[float, float]:
    """Width and height in points of a picture laid on A4: as wide as the page it fits."""
    short, long_ = min(pixels), max(pixels)
    unit = min(_A4[0] / short, _A4[1] / long_) if long_ / short < 2 else _A4[1] / long_
    return pixels[0] * unit, pixels[1] * unit
