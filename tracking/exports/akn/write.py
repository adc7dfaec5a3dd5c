"""``akoma_ntoso``: a plan as an Akoma Ntoso 3.0 document (OASIS LegalDocML, valid against its
schema).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from lxml import etree

from vanban.schemas import (
    Appendix,
    Article,
    Attachment,
    Block,
    BlockRole,
    Citation,
    Plan,
    Section,
    Span,
    Table,
    Task,
)
from vanban.tracking.exports.akn.body import NS, Element, Writer, outermost, sub
from vanban.tracking.exports.akn.names import UNKNOWN_DAY, document_uri, slug
from vanban.tracking.exports.akn.tree import tree
from vanban.tracking.exports.words import clean

SOURCE = "#vanban"
_SPACES = cast("dict[str, str]", {None: NS})  # the stubs know no default name space


def akoma_ntoso(plan: Plan) -> bytes:
    """The document as XML: an <act> where it has articles, else a <doc>. Attachments and appendices
    are attached.
    """
    root = etree.Element(f"{{{NS}}}akomaNtoso", nsmap=_SPACES)
    header = plan.document
    kind = "act" if plan.articles else "doc"
    made = sub(
        root, kind, name=slug(header.doc_type.name if header.doc_type else None) or "van-ban"
    )
    made.set("contains", "originalVersion")
    writer = Writer(plan.source.text, outermost(_citations(plan)), tuple(_tables(plan)))
    _meta(made, plan, "main", references=True)
    _preface(made, plan)
    _preamble(made, plan, writer)
    body = sub(made, "body" if kind == "act" else "mainBody")
    _body(body, plan, writer)
    _conclusions(made, plan)
    _attachments(made, plan, writer)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=False))


def _citations(plan: Plan) -> Iterator[Citation]:
    for basis in plan.legal_bases:
        yield from basis.citations
    parts: list[Article | Attachment | Task] = [*plan.articles, *plan.attachments, *plan.tasks]
    for part in parts:
        yield from part.citations


def _tables(plan: Plan) -> Iterator[Table]:
    yield from plan.tables
    for part in _parts(plan):
        yield from part.tables


def _parts(plan: Plan) -> list[Attachment | Appendix]:
    both: list[Attachment | Appendix] = [*plan.attachments, *plan.appendices]
    return sorted(both, key=lambda part: part.span.start)


def _meta(made: Element, plan: Plan, component: str, *, references: bool = False) -> None:
    meta = sub(made, "meta")
    identification = sub(meta, "identification", source=SOURCE)
    header = plan.document
    uri = document_uri(header)
    day = header.issued_on.isoformat() if header.issued_on else UNKNOWN_DAY
    issued = "ban-hanh" if header.issued_on else "khong-ro"
    work = _level(identification, "FRBRWork", uri, f"{uri}/!{component}", day, issued)
    _work(work, plan, component)
    spoken = f"{uri}/vie@{day}"
    expression = _level(
        identification, "FRBRExpression", spoken, f"{spoken}/!{component}", day, "ban-hanh"
    )
    sub(expression, "FRBRlanguage", language="vie")
    file = f"{spoken}/!{component}.akn"
    _level(identification, "FRBRManifestation", f"{spoken}.akn", file, day, "chuyen-doi")
    if references:
        _references(meta, plan)


def _work(work: Element, plan: Plan, component: str) -> None:
    """What the document is, whatever the language and the file."""
    header = plan.document
    sub(work, "FRBRcountry", value="vn")
    if header.doc_type:
        sub(work, "FRBRsubtype", value=slug(header.doc_type.code) or "van-ban")
    if header.number_symbol:
        sub(work, "FRBRnumber", value=header.number_symbol)
    if header.title and component == "main":
        sub(work, "FRBRname", value=header.title)


def _level(into: Element, name: str, uri: str, this: str, day: str, event: str) -> Element:
    made = sub(into, name)
    sub(made, "FRBRthis", value=this)
    sub(made, "FRBRuri", value=uri)
    sub(made, "FRBRdate", date=day, name=event)
    sub(made, "FRBRauthor", href="#co-quan-ban-hanh" if name != "FRBRManifestation" else SOURCE)
    return made


def _references(meta: Element, plan: Plan) -> None:
    made = sub(meta, "references", source=SOURCE)
    for n, basis in enumerate((c for b in plan.legal_bases for c in b.citations), 1):
        sub(
            made,
            "original",
            eId=f"can_cu_van_ban_{n}",
            href=document_uri(basis),
            showAs=basis.number_symbol or basis.title or basis.text,
        )
    issuer = plan.document.issuer
    name = (issuer.name or issuer.text) if issuer else "Không rõ"
    sub(
        made,
        "TLCOrganization",
        eId="co-quan-ban-hanh",
        href=f"/akn/ontology/organization/vn/{slug(name) or 'khong-ro'}",
        showAs=name,
    )
    sub(
        made,
        "TLCOrganization",
        eId="vanban",
        href="/akn/ontology/organization/vn/vanban",
        showAs="vanban",
    )


def _preface(made: Element, plan: Plan) -> None:
    header = plan.document
    facts = [
        ("docAuthority", " ".join(header.issuer.text.split()) if header.issuer else None),
        ("docNumber", header.number_symbol),
        ("docDate", header.issued_on.isoformat() if header.issued_on else None),
        ("docType", header.doc_type.name if header.doc_type else None),
        ("docTitle", header.title),
    ]
    if not any(words for _, words in facts):
        return
    preface = sub(made, "preface")
    for name, words in facts:
        if words:
            box = sub(sub(preface, "p"), name, **({"date": words} if name == "docDate" else {}))
            box.text = clean(words)


def _preamble(made: Element, plan: Plan, writer: Writer) -> None:
    authority = plan.document.authority
    loose = [
        block
        for block in plan.source.blocks
        if block.role is BlockRole.PREAMBLE and not _told(block, plan)
    ]
    if not plan.legal_bases and not authority and not loose:
        return
    preamble = sub(made, "preamble")
    if authority:
        formula = sub(
            preamble, "formula", eId=writer.eid(None, "tham_quyen", None), name="thamQuyen"
        )
        sub(formula, "p").text = clean(authority)
    if plan.legal_bases:
        ends = _ends(plan)
        citations = sub(preamble, "citations", eId=writer.eid(None, "can_cu", None))
        for n, basis in enumerate(plan.legal_bases, 1):
            end = ends[basis.span.start]
            writer.blocks(
                sub(citations, "citation", eId=writer.eid("can_cu", "can_cu", str(n))),
                basis.span.start,
                end,
            )
    for block in loose:
        box = sub(preamble, "container", eId=writer.eid(None, "mo_dau", None), name="moDau")
        writer.blocks(box, block.span.start, block.span.end)


def _ends(plan: Plan) -> dict[int, int]:
    """Start of each basis to where its words end: the next basis or the end of its paragraph, so
    that nothing is lost.
    """
    starts = sorted(basis.span.start for basis in plan.legal_bases)
    found = {}
    for basis, following in zip(
        sorted(plan.legal_bases, key=lambda b: b.span.start),
        [*starts[1:], len(plan.source.text)],
        strict=True,
    ):
        ends = [
            block.span.end
            for block in plan.source.blocks
            if block.span.start < basis.span.end <= block.span.end
        ]
        found[basis.span.start] = max(basis.span.end, min([following, *ends]))
    return found


def _told(block: Block, plan: Plan) -> bool:
    """True for words that stand in a basis, an article, a section or an attached part, or are the
    authority line.
    """
    spans = [p.span for p in (*plan.legal_bases, *plan.articles, *plan.sections, *_parts(plan))]
    spans += [
        span for name, span in plan.document.evidence.items() if name in ("authority", "title")
    ]
    return any(span.overlaps(block.span) for span in spans)


def _body(body: Element, plan: Plan, writer: Writer) -> None:
    nodes = tree(plan.sections, plan.articles)
    if nodes:
        writer.part(body, Span(start=nodes[0].span.start, end=nodes[-1].span.end), nodes)
        return
    box = sub(body, "hcontainer", eId=writer.eid(None, "doan", None), name="doan")
    content = sub(box, "content")
    for block in plan.source.blocks:
        if block.role in _LOOSE and not _inside(block, plan):
            writer.blocks(content, block.span.start, block.span.end)
    if not len(content):
        sub(content, "p")


_LOOSE = (
    BlockRole.UNREAD,
    BlockRole.PREAMBLE,
    BlockRole.SECTION,
    BlockRole.ARTICLE,
    BlockRole.TABLE_CELL,
    BlockRole.NOTE,
)


def _inside(block: Block, plan: Plan) -> bool:
    return any(part.span.covers(block.span) for part in _parts(plan))


def _conclusions(made: Element, plan: Plan) -> None:
    header = plan.document
    if not header.signers and not header.recipients:
        return
    conclusions = sub(made, "conclusions")
    for signer in header.signers:
        block = sub(sub(conclusions, "p"), "signature")
        words = " ".join(filter(None, (signer.capacity, signer.on_behalf_of)))
        if words:
            sub(block, "role", refersTo="#co-quan-ban-hanh").text = clean(words)
        if signer.position:
            sub(block, "role", refersTo="#co-quan-ban-hanh").text = clean(signer.position)
        if signer.name:
            sub(block, "person", refersTo="#co-quan-ban-hanh").text = clean(signer.name)
    for recipient in header.recipients:
        sub(conclusions, "p").text = clean(recipient.text)


def _attachments(made: Element, plan: Plan, writer: Writer) -> None:
    parts = _parts(plan)
    if not parts:
        return
    into = sub(made, "attachments")
    for n, part in enumerate(parts, 1):
        prefix = writer.eid(None, "kem_theo", str(n))
        attachment = sub(into, "attachment", eId=prefix)
        name = part.type.name if isinstance(part, Attachment) else part.label
        doc = sub(attachment, "doc", name=slug(name) or "phu-luc")
        _meta(doc, plan, f"kem-theo-{n}")
        if part.title:
            title = sub(sub(sub(doc, "preface"), "p"), "docTitle")
            title.text = clean(part.title)
        body = sub(doc, "mainBody")
        whole = _without_appendices(part, plan)
        _part(body, writer, part, whole, prefix)


def _part(
    body: Element, writer: Writer, part: Attachment | Appendix, whole: Span, prefix: str
) -> None:
    sections: tuple[Section, ...] = part.sections
    nodes = [node for node in tree(sections, part.articles) if whole.covers(node.span)]
    writer.part(body, whole, nodes, prefix)
    if not len(body):
        sub(body, "p")


def _without_appendices(part: Attachment | Appendix, plan: Plan) -> Span:
    """The span of an attachment up to its first appendix, which is attached by itself."""
    inner = [
        a.span.start
        for a in plan.appendices
        if a is not part and part.span.covers(a.span) and a.span.start > part.span.start
    ]
    return Span(start=part.span.start, end=min([part.span.end, *inner]))
