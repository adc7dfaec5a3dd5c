"""A small writer of PDF files for tests: words at given places, rules, signature widgets, pictures,
turned pages.

Letters are their own codes (Identity-H with a ToUnicode map), each half as wide as its size; places
are points from the top left.
"""

from __future__ import annotations

from dataclasses import dataclass, field

WIDTH, HEIGHT = 595.0, 842.0
_CMAP = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType "
    b"2 def "
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> "
    b"endbfrange endcmap end end"
)
_FONTS = {"R": "TimesNewRoman", "B": "TimesNewRoman,Bold", "I": "TimesNewRoman,Italic"}


@dataclass
class Page:
    """One page: what is drawn on it, in order."""

    width: float = WIDTH
    height: float = HEIGHT
    rotate: int = 0
    ops: list[bytes] = field(default_factory=list)
    widgets: list[tuple[float, float, str, float]] = field(default_factory=list)
    annotations: list[str] = field(default_factory=list)
    fields: list[tuple[str, str]] = field(default_factory=list)
    picture: bool = False

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 14,
        font: str = "R",
        *,
        matrix: str = "1 0 0 1",
    ) -> Page:
        """Words whose baseline begins at (x, y)."""
        self.ops.append(_show(f"{matrix} {x:.2f} {self.height - y:.2f}", words, size, font))
        return self

    def lines(
        self,
        x: float,
        y: float,
        lines: list[str],
        *,
        size: float = 14,
        font: str = "R",
        leading: float = 17,
    ) -> float:
        """Lines below each other; gives the place of the next one."""
        for line in lines:
            self.text(x, y, line, size, font)
            y += leading
        return y

    def centre(
        self, middle: float, y: float, words: str, size: float = 14, font: str = "R"
    ) -> Page:
        """Words around a middle."""
        return self.text(middle - len(words) * size / 4, y, words, size, font)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        """A thin filled box, as word processors draw borders."""
        w, h = max(x1 - x0, 0.5), max(y1 - y0, 0.5)
        self.ops.append(f"{x0} {self.height - y0 - h} {w} {h} re f".encode())
        return self

    def grid(
        self, xs: list[float], ys: list[float], *, without: tuple[tuple[str, int, int], ...] = ()
    ) -> Page:
        """All borders of a grid but those in ``without``: ("h", line, column) or ("v",
        line, row).
        """
        for i, y in enumerate(ys):
            for c in range(len(xs) - 1):
                if ("h", i, c) not in without:
                    self.rule(xs[c], y, xs[c + 1], y)
        for i, x in enumerate(xs):
            for r in range(len(ys) - 1):
                if ("v", i, r) not in without:
                    self.rule(x, ys[r], x, ys[r + 1])
        return self

    def widget(self, x: float, y: float, words: str, size: float = 14) -> Page:
        """A signature field whose appearance shows some words."""
        self.widgets.append((x, y, words, size))
        return self

    def strike_out(self, x0: float, y: float, x1: float, size: float = 14) -> Page:
        """A reader's mark that strikes out the words on the baseline ``y``."""
        low, high = self.height - y - 0.2 * size, self.height - y + 0.8 * size
        corners = f"{x0} {high} {x1} {high} {x0} {low} {x1} {low}"
        rect = f"/Rect [{x0} {low} {x1} {high}] /QuadPoints [{corners}]"
        self.annotations.append(f"<< /Type /Annot /Subtype /StrikeOut /F 4 {rect} >>")
        return self

    def form_field(self, x: float, y: float, value: str, width: float, flags: int = 4) -> Page:
        """A text field that was filled in and has no appearance of its own."""
        rect = f"/Rect [{x} {self.height - y - 4} {x + width} {self.height - y + 12}]"
        entries = f"/Subtype /Widget /FT /Tx /F {flags} {rect} /DA (/Helv 11 Tf 0 g)"
        self.fields.append((entries, value))
        return self


def _show(matrix: str, words: str, size: float, font: str) -> bytes:
    codes = words.encode("utf-16-be").hex()
    return f"BT /{font} {size} Tf {matrix} Tm <{codes}> Tj ET".encode()


def make_pdf(*pages: Page, trailer: str = "") -> bytes:
    """The bytes of a file with these pages; ``trailer`` goes into the trailer's dictionary."""
    objects: list[bytes] = [b"", b""]  # catalogue and page tree, filled in last

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    def stream(content: bytes, entries: str = "") -> int:
        return add(
            b"<< /Length %d %s >> stream\n%s\nendstream" % (len(content), entries.encode(), content)
        )

    fonts = " ".join(f"/{key} {_font(add, stream, name)} 0 R" for key, name in _FONTS.items())
    picture = stream(
        b"\x20",
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
        "/BitsPerComponent 8",
    )
    kids = []
    form: list[int] = []
    for page in pages:
        resources = f"/Resources << /Font << {fonts} >> /XObject << /P {picture} 0 R >> >>"
        drawn = (
            [f"q {page.width} 0 0 {page.height} 0 0 cm /P Do Q".encode()] if page.picture else []
        )
        content = stream(b"\n".join([*drawn, *page.ops]))
        filled = [add(_field(*told, n)) for n, told in enumerate(page.fields, len(form))]
        form += filled
        laid_over = [_widget(add, stream, page, w, fonts) for w in page.widgets]
        laid_over += filled + [add(a.encode()) for a in page.annotations]
        annots = " ".join(f"{number} 0 R" for number in laid_over)
        box = f"/MediaBox [0 0 {page.width} {page.height}] /Rotate {page.rotate}"
        kids.append(
            add(
                f"<< /Type /Page /Parent 2 0 R {box} {resources} /Contents {content} 0 R /Annots "
                f"[{annots}] >>".encode()
            )
        )
    fields = " ".join(f"{number} 0 R" for number in form)
    acro_form = f"/AcroForm << /Fields [{fields}] /NeedAppearances true >>" if form else ""
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R {acro_form} >>".encode()
    objects[1] = (
        f"<< /Type /Pages /Count {len(kids)} /Kids "
        f"[{' '.join(f'{k} 0 R' for k in kids)}] >>".encode()
    )
    return _file(objects, trailer)


def _font(add, stream, name: str) -> int:
    unicode = stream(_CMAP)
    described = add(
        f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /Ascent 891 /Descent -216 /CapHeight "
        "700 /StemV 80 >>".encode()
    )
    system = "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
    inner = add(
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} {system} /DW 500 /FontDescriptor "
        f"{described} 0 R >>".encode()
    )
    kind = "/Type /Font /Subtype /Type0 /Encoding /Identity-H"
    return add(
        f"<< {kind} /BaseFont /{name} /DescendantFonts [{inner} 0 R] /ToUnicode {unicode} "
        "0 R >>".encode()
    )


def _widget(add, stream, page: Page, widget: tuple[float, float, str, float], fonts: str) -> int:
    x, y, words, size = widget
    width, height = len(words) * size / 2 + 4, size * 1.4
    form = (
        f"/Type /XObject /Subtype /Form /BBox [0 0 {width} {height}] /Resources << /Font << "
        f"{fonts} >> >>"
    )
    shown = stream(_show(f"1 0 0 1 0 {size * 0.3}", words, size, "R"), form)
    bottom = page.height - y - size * 0.3
    rect = f"/Rect [{x} {bottom} {x + width} {bottom + height}]"
    return add(
        f"<< /Type /Annot /Subtype /Widget /FT /Sig /F 4 {rect} /AP << /N {shown} 0 "
        "R >> >>".encode()
    )


def _field(entries: str, value: str, number: int) -> bytes:
    words = value.encode("utf-16-be").hex()
    return f"<< /Type /Annot {entries} /T (f{number}) /V <feff{words}> >>".encode()


def _file(objects: list[bytes], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for i, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (i, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} "
        f">>\nstartxref\n{start}\n%%EOF\n"
    ).encode()
    return bytes(out)
