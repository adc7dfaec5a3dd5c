"""JSON, JSON-LD and the metadata of documents."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pyld import jsonld

from tests.tracking.exports.plans import NAMES, sample
from tests.tracking.factory import plan, work
from vanban.schemas import Plan
from vanban.tracking.exports.jsonld import json_ld, json_ld_text
from vanban.tracking.exports.metadata import LENGTHS, document_id, metadata, metadata_xml


@pytest.mark.parametrize("name", NAMES)
def test_a_plan_comes_back_from_its_json(name: str) -> None:
    assert (
        Plan.model_validate_json(sample(name).model_dump_json()).model_dump()
        == sample(name).model_dump()
    )


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=30), max_size=4
    ),
    st.none() | st.text(max_size=9),
)
def test_made_plans_come_back_from_their_json(texts: list[str], group: str | None) -> None:
    made = plan(*[work(text, group=group) for text in texts])
    assert Plan.model_validate_json(made.model_dump_json()) == made


def _context_only(url: str, _options: Any) -> Any:
    raise AssertionError(f"no network in tests: {url}")


@pytest.mark.parametrize("name", NAMES)
def test_json_ld_is_understood_by_another_program(name: str) -> None:
    graph = json.loads(json_ld_text(sample(name)))
    expanded = jsonld.expand(graph, {"documentLoader": _context_only})
    (document,) = expanded
    assert document["@type"] == ["https://schema.org/Legislation"]
    assert document["@id"].startswith("urn:lex:vn:")
    assert document["https://schema.org/legislationIdentifier"] == [
        {"@value": sample(name).document.number_symbol}
    ]
    quads = jsonld.to_rdf(graph, {"documentLoader": _context_only, "format": "application/n-quads"})
    assert "<https://schema.org/legislationPassedBy>" in quads


def test_json_ld_tells_what_a_decision_rests_on_and_whom_it_charges() -> None:
    graph = json_ld(sample("quyet-dinh-phan-cong"))
    assert "64/2025/QH15" not in str(graph["@id"])
    assert {node["@type"] for node in graph["isBasedOn"]} == {"Legislation"}
    assert [part["legislationIdentifier"] for part in graph["hasPart"][:3]] == [
        "Điều 1",
        "Điều 2",
        "Điều 3",
    ]
    actions = [a for a in graph["potentialAction"] if a.get("agent")]
    assert {a["agent"][0]["@type"] for a in actions} == {"GovernmentOrganization"}
    assert any(a.get("endTime") for a in actions)


def test_json_ld_says_nothing_that_is_not_known() -> None:
    assert "null" not in json_ld_text(
        plan("Một", number=None, issuer=None, title=None, issued_on=None)
    )


def test_metadata_of_a_decision() -> None:
    root = etree.fromstring(metadata_xml(sample("quyet-dinh-phan-cong"), organ_id="000.00.00.G99"))
    assert [child.tag for child in root][:7] == [
        "FileCode", "TypeName", "CodeNumber", "CodeNotation", "IssuedDate", "OrganName", "Subject",
    ]  # fmt: skip
    assert root.findtext("FileCode/OrganId") == "000.00.00.G99"
    assert (root.findtext("CodeNumber"), root.findtext("CodeNotation")) == ("215", "QĐ-BPTBV")
    assert root.findtext("IssuedDate") == "09/03/2026"
    assert root.findtext("SignerInfo/FullName") == "Lê Minh Thảo Vy"
    assert len(root.findall("To")) == 4


def test_names_as_the_decree_prints_them() -> None:
    root = etree.fromstring(
        metadata_xml(sample("quyet-dinh-phan-cong"), organ_id="000.00.00.G99", spelling="printed")
    )
    assert root.findtext("FileCode/Organld") == "000.00.00.G99"
    assert root.find("Signerlnfo") is not None
    assert root.find("SignerInfo") is None


def test_what_is_too_long_is_cut_and_said() -> None:
    made = metadata(plan("Một", title="Về việc " + "rất dài " * 100))
    assert made.cut == ("Subject",)
    assert len(dict(made.fields)["Subject"]) <= LENGTHS["Subject"]


def test_identity_in_exchange() -> None:
    assert (
        document_id(sample("quyet-dinh-phan-cong").document, "000.00.00.G99")
        == "000.00.00.G99,2026/03/09,215/QĐ-BPTBV"
    )
    assert document_id(plan("Một", number=None).document, "x") is None
