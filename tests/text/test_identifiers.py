"""Identifiers in every usual spelling come to one normal form, or to none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citex.text import identifiers as ids

DOIS = [
    ("10.1000/182", "10.1000/182"),
    ("doi:10.1000/182", "10.1000/182"),
    ("DOI 10.1000/182", "10.1000/182"),
    ("https://doi.org/10.1000/182", "10.1000/182"),
    ("http://dx.doi.org/10.1000/182", "10.1000/182"),
    ("dx.doi.org/10.1000/182", "10.1000/182"),
    ("https://www.doi.org/10.1000/182", "10.1000/182"),
    ("https://doi.org/10.1000%2F182", "10.1000/182"),
    ("urn:doi:10.1000/182", "10.1000/182"),
    ("info:doi/10.1000/182", "10.1000/182"),
    ("<10.1000/182>", "10.1000/182"),
    ("(10.1000/182).", "10.1000/182"),
    ("10.1000/182,", "10.1000/182"),
    ("10.1016/S0140-6736(97)11096-0", "10.1016/s0140-6736(97)11096-0"),
    ("(doi:10.1016/S0140-6736(97)11096-0)", "10.1016/s0140-6736(97)11096-0"),
    ("10.1130/0091-7613(1995)023<0292:FOITVS>2.3.CO;2",
     "10.1130/0091-7613(1995)023<0292:foitvs>2.3.co;2"),
    ("10.1130/0091-7613(1995)023&lt;0292:FOITVS&gt;2.3.CO;2",
     "10.1130/0091-7613(1995)023<0292:foitvs>2.3.co;2"),
    ("10.1890/0012-9658(2006)87[2832:TIOPMA]2.0.CO;2",
     "10.1890/0012-9658(2006)87[2832:tiopma]2.0.co;2"),
    ("10.1000/ABC", "10.1000/abc"),
    ("10.1000.10/123", "10.1000.10/123"),
    ("[10.1000/182](https://doi.org/10.1000/182)", "10.1000/182"),  # a link in Markdown
    ("10.1000/182}{10.1000/182", "10.1000/182"),  # what stands in \\href
    ("10.1000/a[1]b]c", "10.1000/a[1]b"),
    ("11.1000/182", None),
    ("10.1000", None),
    ("10.1000/", None),
    ("see 10.1000/182", None),
    ("", None),
]  # fmt: skip

PARSED = [
    ("info:pmid/30089069", "pmid:30089069"),
    ("10.1101/2020.03.03.975524v2", "doi:10.1101/2020.03.03.975524"),
    ("https://doi.org/10.1101/098765v1", "doi:10.1101/098765"),
    ("10.21203/rs.3.rs-1234/v1", "doi:10.21203/rs.3.rs-1234/v1"),  # each version has its own
    (
        "https://www.medrxiv.org/content/early/2020/03/03/2020.03.01.20029769",
        "doi:10.1101/2020.03.01.20029769",
    ),
    ("https://hal.inria.fr/inria-00123456", "hal:inria-00123456"),
    ("https://hal.sorbonne-universite.fr/hal-01234567v2/document", "hal:hal-01234567"),
    ("https://book.douban.com/isbn/9787111407010/", "isbn:9787111407010"),
    ("CorpusID:13756489", "s2:CorpusId:13756489"),
    ("S2CID 13756489", "s2:CorpusId:13756489"),
    ("https://api.semanticscholar.org/CorpusID:13756489", "s2:CorpusId:13756489"),
    ("PMID: 30089069", "pmid:30089069"),
    ("https://pubmed.ncbi.nlm.nih.gov/30089069/", "pmid:30089069"),
    ("https://www.ncbi.nlm.nih.gov/pubmed/30089069", "pmid:30089069"),
    ("30089069", "pmid:30089069"),
    ("PMC12505684", "pmcid:PMC12505684"),
    ("pmc12505684", "pmcid:PMC12505684"),
    ("PMCID: PMC12505684", "pmcid:PMC12505684"),
    ("PMC12505684.1", "pmcid:PMC12505684"),
    ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC12505684/", "pmcid:PMC12505684"),
    ("https://pmc.ncbi.nlm.nih.gov/articles/PMC12505684", "pmcid:PMC12505684"),
    ("arXiv:2404.13957", "arxiv:2404.13957"),
    ("2404.13957v2", "arxiv:2404.13957v2"),
    ("https://arxiv.org/abs/2404.13957", "arxiv:2404.13957"),
    ("https://arxiv.org/pdf/2404.13957v3.pdf", "arxiv:2404.13957v3"),
    ("http://export.arxiv.org/abs/math.GT/0309136", "arxiv:math.GT/0309136"),
    ("hep-th/9901001v3", "arxiv:hep-th/9901001v3"),
    ("10.48550/arXiv.2404.13957", "arxiv:2404.13957"),
    ("978-7-111-40701-0", "isbn:9787111407010"),
    ("ISBN-13: 978 7 111 40701 0", "isbn:9787111407010"),
    ("0-19-852663-6", "isbn:0198526636"),
    ("urn:isbn:0198526636", "isbn:0198526636"),
    ("0-8044-2957-X", "isbn:080442957X"),
    ("ISSN 0003-987X", "issn:0003-987X"),
    ("1529\u20132908", "issn:1529-2908"),
    ("10.1000/182", "doi:10.1000/182"),
    ("https://example.org/paper", "https://example.org/paper"),
    ("www.example.org/paper", "http://www.example.org/paper"),
    ("not an identifier", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "expected"), DOIS)
def test_doi(text: str, expected: str | None) -> None:
    assert ids.parse_doi(text) == expected


@pytest.mark.parametrize(("text", "expected"), PARSED)
def test_any_identifier(text: str, expected: str | None) -> None:
    found = ids.parse(text)
    assert (str(found) if found else None) == expected


@pytest.mark.parametrize("wrong", ["1234-5678", "0003-9871", "00039870", "ISSN", "1529-29081"])
def test_issn_with_a_wrong_check_digit_is_none(wrong: str) -> None:
    assert ids.parse_issn(wrong) is None


@pytest.mark.parametrize("wrong", ["978-7-111-40701-1", "0198526637", "977711140701", "X198526636"])
def test_isbn_with_a_wrong_check_digit_is_none(wrong: str) -> None:
    assert ids.parse_isbn(wrong) is None


def test_isbn_in_thirteen_digits() -> None:
    assert ids.isbn13("0198526636") == "9780198526636"
    assert ids.parse_isbn(ids.isbn13("080442957X")) is not None


def test_doi_inside_a_sentence() -> None:
    assert ids.find_doi("See Lancet 1997 (doi: 10.1016/S0140-6736(97)11096-0); and more") == (
        "10.1016/s0140-6736(97)11096-0"
    )
    assert ids.find_doi("https://example.org/doi/10.1000/182") == "10.1000/182"
    assert ids.find_doi("version 10.2/3 of it") is None


def test_the_case_of_a_doi_can_be_kept() -> None:
    assert ids.plain_doi("https://doi.org/10.1097/SAP.0000000000003997") == (
        "10.1097/SAP.0000000000003997"
    )


@given(st.text(max_size=60))
def test_anything_at_all_is_taken(text: str) -> None:
    """No text raises, and what is found is found again in its normal form."""
    found = ids.parse(text)
    if found is not None:
        assert ids.parse(found.value) is not None


@given(st.from_regex(r"10\.\d{4,9}/[!-~]{1,30}", fullmatch=True))
def test_a_normal_doi_stays_as_it_is(text: str) -> None:
    normal = ids.parse_doi(text)
    if normal is not None:
        assert ids.parse_doi(normal) == normal
        of_address = ids.parse_doi(f"https://doi.org/{normal}")
        assert of_address in (normal, None) or not {*"%?&#"}.isdisjoint(normal)
