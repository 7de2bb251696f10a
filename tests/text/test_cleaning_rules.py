"""The rules of cleaning and mending, each in a record that is else as it should be."""

from __future__ import annotations

from typing import Any

import pytest

from citex.model import Name, Paper, PartialDate, Remark
from citex.text.cleaning import clean, clean_csl
from citex.text.mending import mend, mend_ends

USUAL: dict[str, Any] = {
    "type": "article-journal",
    "title": "How small rivers shape the floors of the valleys that they run through",
    "container_title": "Journal of Example Studies and Reports",
    "publisher": "Example House of Books and Journals",
    "volume": "12", "issue": "3", "page": "101-117", "DOI": "10.5555/12345678",
    "URL": "https://example.org/a", "language": "en", "ISSN": "2049-3630",
}  # fmt: skip
"""A record without anything to clean: what is changed in it is alone."""
LOST, TAKEN = "dropped", "repaired"


def told(paper: Paper) -> list[tuple[str, str, str, str]]:
    return [(note.kind, note.variable, note.message, note.before) for note in paper.remarks]


def test_what_is_usual_stays() -> None:
    paper = clean(Paper(**USUAL))
    assert paper == Paper(**USUAL)
    assert told(paper) == []


CASES: list[tuple[dict[str, Any], dict[str, Any], list[tuple[str, str, str, str]]]] = [
    ({"title": "n/a"}, {"title": None}, [(LOST, "title", "stands for a missing title", "n/a")]),
    ({"title": "[Not Available]"}, {"title": None},
     [(LOST, "title", "stands for a missing title", "[Not Available]")]),
    ({"container_title": "IEEE Access", "page": "1", "volume": None, "issue": None}, {"page": None},
     [(LOST, "page", "stands for a missing page", "1")]),
    ({"container_title": "IEEE Access", "page": "1", "issue": None}, {"page": "1"}, []),
    ({"type": "chapter", "container_title": "IEEE Access", "page": "1", "volume": None,
      "issue": None}, {"page": "1"}, []),
    ({"URL": "10.5555/9", "DOI": None}, {"URL": None, "DOI": "10.5555/9"},
     [(TAKEN, "DOI", "the DOI stood in the place of an address", "10.5555/9")]),
    ({"URL": "10.5555/9"}, {"URL": "10.5555/9", "DOI": USUAL["DOI"]}, []),
    ({"URL": " https://example.org/b "}, {"URL": "https://example.org/b"}, []),
    ({"URL": "[a](https://example.org/b)"}, {"URL": "https://example.org/b"},
     [(TAKEN, "URL", "the address alone was taken", "[a](https://example.org/b)")]),
    ({"ISBN": "978-3-16-148410-0;"}, {"ISBN": "978-3-16-148410-0"}, []),
    ({"ISBN": "9783161484100 (pbk.); 0198526636 (hbk.)"},
     {"ISBN": "9783161484100, 0198526636"}, []),
    ({"ISBN": "9783161484100; x"}, {"ISBN": "9783161484100; x"}, []),
    ({"ISSN": "2049-3630; 0378-5955"}, {"ISSN": "2049-3630, 0378-5955"}, []),
    ({"ISSN": "12345"}, {"ISSN": "12345"}, []),
    ({"container_title": "Example Studies, 12(3), 101-117", "volume": None, "issue": None},
     {"container_title": "Example Studies", "volume": "12", "issue": "3"},
     [(TAKEN, "container-title", "volume and pages stood with the title",
       "Example Studies, 12(3), 101-117")]),
    ({"container_title": "Trees 12, 101-117", "volume": None, "issue": None, "page": None},
     {"container_title": "Trees 12, 101-117", "volume": None, "page": None}, []),
    ({"container_title": "Example Studies, 12", "volume": None, "issue": None, "page": None},
     {"container_title": "Example Studies, 12", "volume": None}, []),
    ({"type": "book", "title": "Studies of Trees and Roots (3rd edition)"},
     {"title": "Studies of Trees and Roots", "edition": "3"},
     [(TAKEN, "title", "the edition stood behind the title",
       "Studies of Trees and Roots (3rd edition)")]),
    ({"note": "Cited by 7"}, {"note": None},
     [(LOST, "note", "how often it was cited, or when it was exported, is no note", "Cited by 7")]),
    ({"note": "A good book\nCited By :3"}, {"note": "A good book"},
     [(LOST, "note", "how often it was cited, or when it was exported, is no note",
       "A good book\nCited By :3")]),
    ({"note": "Cited by: 12; a good book"}, {"note": "Cited by: 12; a good book"}, []),
    ({"type": "patent", "publisher": "Google Patents", "number": "US Patent 2,707,773"},
     {"publisher": None, "number": "US 2,707,773"},
     [(LOST, "publisher", "is where patents are read", "Google Patents")]),
    ({"volume": "0", "issue": "0"}, {"volume": None, "issue": None},
     [(LOST, "volume", "stands for a missing volume", "0"),
      (LOST, "issue", "stands for a missing issue", "0")]),
    ({"volume": None, "issue": "0", "page": None}, {"issue": "0"}, []),
    ({"volume": "0", "issue": "1"}, {"volume": "0", "issue": "1"}, []),
    ({"publisher": "北京：科学出版社：二部"}, {"publisher": "北京：科学出版社：二部"}, []),
    ({"publisher": "北京：科学出版社"}, {"publisher": "科学出版社", "publisher_place": "北京"},
     [(TAKEN, "publisher", "the place stood with the publisher", "北京：科学出版社")]),
    ({"title": "On growth /"}, {"title": "On growth"},
     [(TAKEN, "title", "a library's closing sign was taken off", "On growth /")]),
    ({"title": USUAL["title"] + " :"}, {"title": USUAL["title"]},
     [(TAKEN, "title", "a library's closing sign was taken off", USUAL["title"] + " :")]),
    ({"title": "On growth,"}, {"title": "On growth,"}, []),
    ({"title": "On growth:"}, {"title": "On growth:"}, []),
    ({"title": "Untitled"}, {"title": "Untitled"}, []), ({"title": "On"}, {"title": "On"}, []),
    ({"container_title": "N/A"}, {"container_title": None},
     [(LOST, "container-title", "stands for a missing container-title", "N/A")]),
    ({"container_title": "Annals ="}, {"container_title": "Annals"},
     [(TAKEN, "container-title", "a library's closing sign was taken off", "Annals =")]),
    ({"publisher": "[s.n.]"}, {"publisher": None},
     [(LOST, "publisher", "stands for a missing publisher", "[s.n.]")]),
    ({"publisher": "Acme,"}, {"publisher": "Acme"},
     [(TAKEN, "publisher", "a library's closing sign was taken off", "Acme,")]),
    ({"publisher": USUAL["publisher"] + ","}, {"publisher": USUAL["publisher"]},
     [(TAKEN, "publisher", "a library's closing sign was taken off", USUAL["publisher"] + ",")]),
    ({"publisher": "Acme"}, {"publisher": "Acme"}, []),
    ({"publisher_place": "S.l."}, {"publisher_place": None},
     [(LOST, "publisher-place", "stands for a missing publisher-place", "S.l.")]),
    ({"publisher_place": "Ghent :"}, {"publisher_place": "Ghent"},
     [(TAKEN, "publisher-place", "a library's closing sign was taken off", "Ghent :")]),
    ({"volume": "Vol. 7"}, {"volume": "7"},
     [(TAKEN, "volume", "the label was taken off", "Vol. 7")]),
    ({"volume": "n/a"}, {"volume": None}, [(LOST, "volume", "stands for a missing volume", "n/a")]),
    ({"volume": "7(4)", "issue": None}, {"volume": "7", "issue": "4"},
     [(TAKEN, "volume", "volume and issue stood in one field", "7(4)")]),
    ({"volume": "7(3)"}, {"volume": "7", "issue": "3"},
     [(TAKEN, "volume", "volume and issue stood in one field", "7(3)")]),
    ({"volume": "7(4)", "issue": "n/a"}, {"volume": "7", "issue": "4"},
     [(TAKEN, "volume", "volume and issue stood in one field", "7(4)")]),
    ({"volume": "7(4)"}, {"volume": "7(4)", "issue": "3"}, []),
    ({"volume": None, "issue": "7(4)"}, {"volume": "7", "issue": "4"},
     [(TAKEN, "issue", "volume and issue stood in one field", "7(4)")]),
    ({"type": "book", "volume": "7(4)", "issue": None}, {"volume": "7(4)", "issue": None}, []),
    ({"issue": "03"}, {"issue": "3"},
     [(TAKEN, "issue", "the noughts before it were taken off", "03")]),
    ({"issue": "No. 3"}, {"issue": "3"}, [(TAKEN, "issue", "the label was taken off", "No. 3")]),
    ({"number": "-"}, {"number": None}, [(LOST, "number", "stands for a missing number", "-")]),
    ({"number": "Article 77"}, {"number": "77"}, []),
    ({"type": "book", "number": "Article 77"}, {"number": "Article 77"}, []),
    ({"type": "standard", "title": "ISO 690 Guidelines", "number": "ISO 690"},
     {"title": "Guidelines", "number": "ISO 690"},
     [(TAKEN, "title", "the standard's number stood with it", "ISO 690")]),
    ({"type": "report", "title": "ISO 690 Guidelines", "number": "ISO 690"},
     {"title": "ISO 690 Guidelines"}, []),
    ({"page": "pp. 12–5"}, {"page": "12-15"},
     [(TAKEN, "page", "pages were written in full", "pp. 12–5")]),
    ({"page": "n/a"}, {"page": None}, [(LOST, "page", "stands for no pages", "n/a")]),
    ({"page": "Article 77"}, {"page": None, "number": "77"},
     [(TAKEN, "number", "an article number stood in place of pages", "Article 77")]),
    ({"page": "Article 77", "number": "77"}, {"page": None, "number": "77"},
     [(TAKEN, "number", "an article number stood in place of pages", "Article 77")]),
    ({"page": "Article 77", "number": "78"}, {"page": "Article 77", "number": "78"}, []),
    ({"page": "245 p."}, {"page": None, "number_of_pages": "245"},
     [(TAKEN, "page", "the number of pages stood in place of pages", "245 p.")]),
    ({"page": "245 p.", "number_of_pages": "245"}, {"page": None, "number_of_pages": "245"},
     [(TAKEN, "page", "the number of pages stood in place of pages", "245 p.")]),
    ({"page": "245 p.", "number_of_pages": "250"}, {"page": "245 p", "number_of_pages": "250"},
     [(TAKEN, "page", "pages were written in full", "245 p.")]),
    ({"page": "e1234"}, {"page": "e1234", "number": "e1234"}, []),
    ({"page": "0123"}, {"page": "0123"}, []),
    ({"page": "12345"}, {"page": "12345", "number": "12345"}, []),
    ({"page": "1234"}, {"page": "1234", "number": None}, []),
    ({"type": "book", "page": "e1234"}, {"page": "e1234", "number": None}, []),
    ({"page": "e1234", "number": "9"}, {"page": "e1234", "number": "9"}, []),
    ({"page": "117-101"}, {"page": "117-101"}, []), ({"page": "17-101"}, {"page": "17-101"}, []),
    ({"page": "0-0"}, {"page": None}, [(LOST, "page", "stands for no pages", "0-0")]),
    ({"page": "5-5"}, {"page": "5"}, [(TAKEN, "page", "pages were written in full", "5-5")]),
    ({"number_of_pages": "245 p."}, {"number_of_pages": "245"}, []),
    ({"number_of_pages": "many"}, {"number_of_pages": "many"}, []),
    ({"number_of_pages": "n/a"}, {"number_of_pages": None},
     [(LOST, "number-of-pages", "stands for a missing number-of-pages", "n/a")]),
    ({"edition": "2nd ed."}, {"edition": "2"}, []), ({"edition": "n/a"}, {"edition": None},
     [(LOST, "edition", "stands for a missing edition", "n/a")]),
    ({"DOI": "n/a"}, {"DOI": None}, [(LOST, "DOI", "stands for a missing DOI", "n/a")]),
    ({"DOI": "doi:10.5555/1"}, {"DOI": "10.5555/1"}, []),
    ({"DOI": "10.5555/1 [doi]"}, {"DOI": "10.5555/1"},
     [(TAKEN, "DOI", "the DOI alone was taken", "10.5555/1 [doi]")]),
    ({"DOI": "10.5555/1 10.5555/2"}, {"DOI": "10.5555/1"},
     [(LOST, "DOI", "the field holds several; 10.5555/2 was left out", "10.5555/1 10.5555/2")]),
    ({"DOI": "10.5555/A 10.5555/a"}, {"DOI": "10.5555/A"},
     [(TAKEN, "DOI", "the DOI alone was taken", "10.5555/A 10.5555/a")]),
    ({"DOI": "words"}, {"DOI": "words"}, []), ({"DOI": "10.5555/AbC"}, {"DOI": "10.5555/AbC"}, []),
    ({"URL": "n/a"}, {"URL": None},
     [(LOST, "URL", "stands for a missing URL", "n/a")]),
    ({"URL": "<https://example.org/b>"}, {"URL": "https://example.org/b"}, []),
    ({"URL": "https://example.org/?a&amp;amp;b"}, {"URL": "https://example.org/?a&b"}, []),
    ({"URL": "<Go to ISI>://000123"}, {"URL": None},
     [(LOST, "URL", "leads nowhere outside of EndNote", "<Go to ISI>://000123")]),
    ({"URL": "https://doi.org/10.5555/9", "DOI": None},
     {"DOI": "10.5555/9", "URL": "https://doi.org/10.5555/9"},
     [(TAKEN, "DOI", "the DOI was taken from the address", "https://doi.org/10.5555/9")]),
    ({"URL": "https://doi.org/10.5555/9"}, {"DOI": USUAL["DOI"]}, []),
    ({"URL": "https://example.org/b", "DOI": None}, {"DOI": None}, []),
    ({"language": "eng"}, {"language": "en"}, []), ({"language": "und"}, {"language": None}, []),
    ({"language": "ZXX"}, {"language": None}, []), ({"language": "mul"}, {"language": None}, []),
    ({"language": "mis"}, {"language": None}, []), ({"language": "n/a"}, {"language": None}, []),
    ({"language": "Klingon"}, {"language": "Klingon"}, []),
    ({"language": None}, {"language": None}, []),
    ({"ISSN": "ISSN 2049-3630"}, {"ISSN": "2049-3630"}, []),
    ({"ISSN": "eISSN: 2049-3630"}, {"ISSN": "2049-3630"}, []),
    ({"ISSN": "n/a"}, {"ISSN": None}, []),
    ({"ISBN": "ISBN-13: 978-3-16-148410-0"}, {"ISBN": "978-3-16-148410-0"}, []),
    ({"ISBN": "n/a"}, {"ISBN": None}, []),
    ({"ISBN": "978-3-16-148410-0"}, {"ISBN": "978-3-16-148410-0"}, []),
    ({"PMID": "PMID: 123"}, {"PMID": "123"}, []), ({"PMID": "n/a"}, {"PMID": None},
     [(LOST, "PMID", "stands for a missing PMID", "n/a")]),
    ({"PMID": "x"}, {"PMID": "x"}, []),
    ({"PMCID": "123"}, {"PMCID": "PMC123"}, []), ({"PMCID": "n/a"}, {"PMCID": None},
     [(LOST, "PMCID", "stands for a missing PMCID", "n/a")]),
    ({"PMCID": "x"}, {"PMCID": "x"}, []),
    ({"keyword": "河流，遥感、森林"}, {"keyword": "河流;遥感;森林"},
     [(TAKEN, "keyword", "Chinese commas between keywords", "河流，遥感、森林")]),
    ({"keyword": "a, b"}, {"keyword": "a, b"}, []),
    ({"container_title": "Journal of Example Studies (Online)"},
     {"container_title": "Journal of Example Studies"},
     [(TAKEN, "container-title", "the medium was taken off",
       "Journal of Example Studies (Online)")]),
    ({"container_title": "Journal of Example Studies (London)"},
     {"container_title": "Journal of Example Studies (London)"}, []),
    ({"container_title": "CoRR", "volume": "abs/1706.03762", "DOI": None, "URL": None, "page": None,
      "issue": None},
     {"type": "article", "number": "arXiv:1706.03762", "container_title": None, "volume": None},
     [(TAKEN, "container-title", "CoRR is no journal but a preprint server", "CoRR"),
      (TAKEN, "volume", "arXiv's number stood for the volume", "abs/1706.03762"),
      ("guessed", "DOI", "arXiv's DOI, made from its number", "")]),
    ({"title": "RETRACTED: On growth"}, {"custom": {"status": {"retracted": True}}},
     [("status", "", "the title says that the work is retracted", "")]),
    ({"title": "Withdrawn: On growth"}, {"custom": {"status": {"withdrawn": True}}},
     [("status", "", "the title says that the work is withdrawn", "")]),
    ({"note": "cited By 12"}, {"note": None},
     [(LOST, "note", "how often it was cited, or when it was exported, is no note",
       "cited By 12")]),
    ({"note": "Red; limited"}, {"note": "Red; limited"}, []),
    ({"note": "[Online; accessed 9-July-2022]"},
     {"note": None, "accessed": PartialDate(2022, 7, 9)},
     [(TAKEN, "accessed", "the note said when the page was seen",
       "[Online; accessed 9-July-2022]")]),
    ({"note": "Accessed 9 July 2022.", "accessed": PartialDate(2022, 7, 9)}, {"note": None},
     [(TAKEN, "accessed", "the note said when the page was seen", "Accessed 9 July 2022.")]),
    ({"note": "Accessed 9 July 2022.", "accessed": PartialDate(2021)},
     {"note": "Accessed 9 July 2022."}, []),
    ({"note": "Accessed by many readers"}, {"note": "Accessed by many readers", "accessed": None},
     []),
    ({"note": "Original Date: 1880"}, {"note": None, "original_date": PartialDate(1880)},
     [(TAKEN, "note", "its lines were read as original_date", "")]),
    ({"author": [Name("Lee", "Ann"), Name(literal="Anonymous")]}, {"author": [Name("Lee", "Ann")]},
     [(LOST, "author", "stands for a missing name", "Anonymous")]),
    ({"author": [Name(literal="Anonymous")]}, {"author": None},
     [(LOST, "author", "stands for a missing name", "Anonymous")]),
    ({"author": [Name("Anon")]}, {"author": None},
     [(LOST, "author", "stands for a missing name", "Anon")]),
    ({"author": [Name("Anon", "Ann")]}, {"author": [Name("Anon", "Ann")]}, []),
    ({"author": [Name("Plato")]}, {"author": [Name("Plato")]}, []),
    ({"editor": [Name(literal="n/a")]}, {"editor": None},
     [(LOST, "editor", "stands for a missing name", "n/a")]),
    ({"page": "１２-１５"}, {"page": "12-15"},
     [(TAKEN, "page", "pages were written in full", "１２-１５")]),
    ({"number_of_pages": "0"}, {"number_of_pages": None},
     [(LOST, "number-of-pages", "stands for a missing number-of-pages", "0")]),
    ({"URL": "https://DOI.org/10.5555/9", "DOI": None}, {"DOI": "10.5555/9"},
     [(TAKEN, "DOI", "the DOI was taken from the address", "https://DOI.org/10.5555/9")]),
    ({"URL": "https://example.org/b>"}, {"URL": "https://example.org/b"}, []),
    ({"ISSN": "２０４９-３６３０"}, {"ISSN": "2049-3630"}, []),
    ({"ISSN": "2049-3630, 2049-3630"}, {"ISSN": "2049-3630"}, []),
    ({"ISBN": "978-3-16-148410-0,"}, {"ISBN": "978-3-16-148410-0"}, []),
    ({"ISBN": "ISSN 2049-3630", "ISSN": None}, {"ISBN": None, "ISSN": "2049-3630"},
     [(TAKEN, "ISSN", "an ISSN stood in the place of an ISBN", "2049-3630")]),
    ({"PMCID": "PMC00123"}, {"PMCID": "PMC123"}, []),
    ({"container_title": "Annals [Electronic resource]"}, {"container_title": "Annals"},
     [(TAKEN, "container-title", "the medium was taken off", "Annals [Electronic resource]")]),
    ({"container_title": "Annals, vol. 7, no. 3a", "volume": None, "issue": None},
     {"container_title": "Annals", "volume": "7", "issue": "3a"},
     [(TAKEN, "container-title", "volume and pages stood with the title",
       "Annals, vol. 7, no. 3a")]),
    ({"type": "webpage", "container_title": "bitbucket"},
     {"type": "software", "container_title": None},
     [(TAKEN, "container-title", "is no journal", "bitbucket")]),
    ({"type": "book", "collection_title": "Root Notes ; １２"},
     {"collection_title": "Root Notes", "collection_number": "１２"},
     [(TAKEN, "collection-title", "the number stood with the series", "Root Notes ; １２")]),
    ({"issued": PartialDate(literal="sin fecha")}, {"issued": None},
     [(LOST, "issued", "holds no date", "sin fecha")]),
    ({"title": "[Retracted] On growth"}, {"custom": {"status": {"retracted": True}}},
     [("status", "", "the title says that the work is retracted", "")]),
    ({"title": "On growth (Retracted)"}, {"custom": {"status": {"retracted": True}}},
     [("status", "", "the title says that the work is retracted", "")]),
    ({"title": "[英]莎士比亚研究[J]"}, {"title": "[英]莎士比亚研究"},
     [(TAKEN, "title", "the type mark, which a style writes, was taken off",
       "[英]莎士比亚研究[J]")]),
    ({"DOI": "CSTR：31253.11.sciencedb.1", "URL": None},
     {"DOI": None, "URL": "https://cstr.cn/31253.11.sciencedb.1"},
     [(TAKEN, "URL", "it stood in the place of the DOI", "CSTR：31253.11.sciencedb.1")]),
    ({"note": "DOI：10.5555/1", "DOI": None}, {"DOI": "10.5555/1", "note": None},
     [(TAKEN, "note", "its lines were read as DOI", "")]),
    ({"type": "book", "note": "R Package Version 3.3.0"},
     {"type": "software", "version": "3.3.0", "genre": "R Package", "note": None},
     [(TAKEN, "note", "the note said which package it is", "R Package Version 3.3.0")]),
    ({"author": [Name("indicated", "No author")]}, {"author": None},
     [(LOST, "author", "stands for a missing name", "No author indicated")]),
    ({"author": [Name("LISTED", "NO AUTHORS")]}, {"author": None},
     [(LOST, "author", "stands for a missing name", "NO AUTHORS LISTED")]),
    ({"title": "[On the roots of trees]", "language": "de"}, {"title": "On the roots of trees"},
     [(TAKEN, "title", "the brackets of a translated title were taken off",
       "[On the roots of trees]"),
      ("doubt", "title",
       "is the source's translation, of a work in 'de'; it does not give the own title", "")]),
    ({"type": "book", "title": "[On the roots of trees]", "language": "de"},
     {"title": "[On the roots of trees]"}, []),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expected", "remarks"), CASES)
def test_one_thing_to_clean(
    given: dict[str, Any], expected: dict[str, Any], remarks: list[tuple[str, str, str, str]]
) -> None:
    paper = Paper(**USUAL)
    for name, value in given.items():
        setattr(paper, name, value)
    clean(paper)
    assert {name: getattr(paper, name) for name in expected} == expected
    assert told(paper) == remarks
    others = USUAL.keys() - given.keys() - expected.keys()
    if "type" not in expected:
        assert {name: getattr(paper, name) for name in others} == {
            name: USUAL[name] for name in others
        }


def test_ranges_of_csl_stay_as_they_are() -> None:
    for page in ("1234-40", "1234–40", "e1234"):
        paper = clean_csl(Paper(**{**USUAL, "page": page, "language": "eng"}))
        assert (paper.page, paper.number, paper.language) == (page, None, "en")
    assert clean_csl(Paper(**{**USUAL, "page": "pp. 1–7"})).page == "1-7"
    assert clean_csl(Paper(**{**USUAL, "page": None, "language": "eng"})).language == "en"


RESOLVED = "markup, entities or TeX of the source were resolved"
MENDS: list[tuple[dict[str, Any], dict[str, Any], list[tuple[str, str]]]] = [
    ({"title": "A &amp; B"}, {"title": "A & B"}, [("title", RESOLVED)]),
    ({"title": "On <em>form</em>"}, {"title": "On <i>form</i>"}, [("title", RESOLVED)]),
    ({"title": "On <i>form</i>"}, {"title": "On <i>form</i>"}, []),
    ({"title": r"On \emph{form}"}, {"title": "On <i>form</i>"}, [("title", RESOLVED)]),
    ({"title": "a < b"}, {"title": "a < b"}, []),
    ({"title": "A & B"}, {"title": "A & B"}, []),
    ({"title": "On growth."}, {"title": "On growth"},
     [("title", "the closing stop was taken off")]),
    ({"title": "On growth☆"}, {"title": "On growth"},
     [("title", "a note of the source's was taken off")]),
    ({"title": ": on growth"}, {"title": "on growth"},
     [("title", "a note of the source's was taken off")]),
    ({"author": [Name("Artagnan", "Ann", non_dropping_particle="d&#39;")]},
     {"author": [Name("Artagnan", "Ann", non_dropping_particle="d'")]}, [("author", RESOLVED)]),
    ({"title": "论生长。"}, {"title": "论生长"}, [("title", "the closing stop was taken off")]),
    ({"title": "On <i>growth</i>."}, {"title": "On <i>growth</i>"},
     [("title", "the closing stop was taken off")]),
    ({"title": "On <i>growth.</i>"}, {"title": "On <i>growth</i>"},
     [("title", "the closing stop was taken off")]),
    ({"title": "On  growth"}, {"title": "On growth"}, [("title", "blanks in a row were made one")]),
    ({"title": "On \u00a0growth"}, {"title": "On growth"},
     [("title", "blanks in a row were made one")]),
    ({"title": "On\u00a0 growth"}, {"title": "On growth"},
     [("title", "blanks in a row were made one")]),
    ({"title": "On\u00a0growth"}, {"title": "On\u00a0growth"}, []),
    ({"container_title": "A &amp; B"}, {"container_title": "A & B"},
     [("container-title", RESOLVED)]),
    ({"container_title": "A B."}, {"container_title": "A B."}, []),
    ({"container_title": "A  B."}, {"container_title": "A B."},
     [("container-title", "blanks in a row were made one")]),
    ({"publisher": "A\tB", "event_title": "C\r\nD"}, {"publisher": "A B", "event_title": "C D"},
     [("event-title", "blanks in a row were made one"),
      ("publisher", "blanks in a row were made one")]),
    ({"publisher": "A\u00a0B"}, {"publisher": "A\u00a0B"}, []),
    ({"abstract": "Abstract: Trees."}, {"abstract": "Trees."},
     [("abstract", "its heading was taken off")]),
    ({"abstract": "SUMMARY: Trees."}, {"abstract": "Trees."},
     [("abstract", "its heading was taken off")]),
    ({"abstract": "摘要：树。"}, {"abstract": "树。"}, [("abstract", "its heading was taken off")]),
    ({"abstract": "Summary of trees."}, {"abstract": "Summary of trees."}, []),
    ({"abstract": "A &amp; B.\n\nC &lt;i&gt;d&lt;/i&gt;."}, {"abstract": "A & B.\n\nC <i>d</i>."},
     [("abstract", RESOLVED)]),
    ({"publisher": "A &#38; B"}, {"publisher": "A & B"}, [("publisher", RESOLVED)]),
    ({"note": "A &amp; <em>B</em>"}, {"note": "A &amp; <em>B</em>"}, []),
    ({"URL": "https://example.org/?a&amp;b"}, {"URL": "https://example.org/?a&amp;b"}, []),
    ({"author": [Name("M&uuml;ller", "Ann")]}, {"author": [Name("Müller", "Ann")]},
     [("author", RESOLVED)]),
    ({"author": [Name("Lee", "<i>Ann</i>")]}, {"author": [Name("Lee", "<i>Ann</i>")]}, []),
    ({"editor": [Name("Lee", "Ann"), Name("Lee", r"Ren\'e")]},
     {"editor": [Name("Lee", "Ann"), Name("Lee", "René")]},
     [("editor", RESOLVED)]),
    ({"editor": [Name(literal="A &amp; B")]}, {"editor": [Name(literal="A & B")]},
     [("editor", RESOLVED)]),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expected", "remarks"), MENDS)
def test_one_thing_to_mend(
    given: dict[str, Any], expected: dict[str, Any], remarks: list[tuple[str, str]]
) -> None:
    paper = mend(Paper(**given))
    assert {name: getattr(paper, name) for name in expected} == expected
    assert [(note.variable, note.message) for note in paper.remarks] == remarks
    assert all(note.kind == "repaired" for note in paper.remarks)
    if len(remarks) == 1 and isinstance(next(iter(given.values())), str):
        assert [note.before for note in paper.remarks] == list(given.values())


def test_what_was_decoded_already_is_not_decoded_again() -> None:
    assert mend(Paper(title=r"C:\'e &amp; D"), tex=False).title == r"C:\'e & D"
    assert mend(Paper(title=r"On \emph{form}"), tex=False).title == r"On \emph{form}"
    assert mend(Paper(title="A \ud800 &amp; B")).title == "A \ud800 & B"
    assert mend_ends(Paper(title="A &amp; B.")).title == "A &amp; B"
    assert mend_ends(Paper()) == Paper()


def test_a_long_value_is_told_in_part() -> None:
    def before(length: int) -> str:
        paper = mend(Paper(abstract="&amp;" + "a" * (length - 5)))
        (note,) = paper.remarks
        assert isinstance(note, Remark)
        return note.before

    assert before(500) == "&amp;" + "a" * 495
    assert before(501) == "&amp;" + "a" * 492 + "..."


@pytest.mark.parametrize(
    ("container", "volume", "number"),
    [("CoRR", "abs/1706.03762", "arXiv:1706.03762"),
     ("arXiv:1706.03762", None, "arXiv:1706.03762"),
     ("arXiv preprint arXiv:1706.03762", None, "arXiv:1706.03762"),
     ("Corr", "abs/1706.03762", None)],
)  # fmt: skip
def test_a_preprint_in_the_place_of_a_journal(
    container: str, volume: str | None, number: str | None
) -> None:
    paper = Paper(type="article-journal", title="A", container_title=container, volume=volume)
    clean(paper)
    assert (paper.type == "article") is (number is not None)
    assert paper.number == number
