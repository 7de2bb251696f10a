"""Papers of our own without a fault, and with one fault each: what the check has to find."""

from __future__ import annotations

from typing import Any

Item = dict[str, Any]

CLEAN: dict[str, Item] = {
    "article": {
        "type": "article-journal",
        "title": "Slow growth of river mosses in cold water",
        "author": [
            {"family": "Halder", "given": "Maria T."},
            {"family": "Okonjo", "given": "Peter"},
        ],
        "container-title": "Annals of River Botany",
        "issued": {"date-parts": [[2018, 4]]},
        "volume": "31",
        "issue": "2",
        "page": "112-129",
        "DOI": "10.5555/arb.2018.0412",
        "URL": "https://example.org/arb/31/2/112",
        "ISSN": "2049-3630",
        "language": "en",
    },
    "short": {
        "type": "article-journal",
        "title": "DNA of <i>Fontinalis</i>: 3 μg and “more”",
        "author": [{"family": "Ng", "given": "A."}, {"literal": "others"}],
        "container-title": "PLOS ONE",
        "container-title-short": "PLoS ONE",
        "issued": {"date-parts": [[2020, 2, 29]]},
        "volume": "15",
        "page": "e0229999",
        "DOI": "10.5555/pone.0229999",
        "PMID": "31999999",
        "PMCID": "PMC7000001",
        "language": "en-GB",
    },
    "book": {
        "type": "book",
        "title": "Mosses of the north: A handbook",
        "author": [{"family": "Berg", "given": "Jan", "non-dropping-particle": "van den"}],
        "publisher": "Polar Press",
        "publisher-place": "Oslo",
        "issued": {"date-parts": [[1998]]},
        "edition": "2",
        "ISBN": "978-0-306-40615-7",
        "number-of-pages": "312",
    },
    "chapter": {
        "type": "chapter",
        "title": "Roots that are none",
        "author": [{"family": "Sorensen", "given": "Liv"}],
        "editor": [{"family": "Sorensen", "given": "Liv"}, {"family": "Bell", "given": "Kim"}],
        "container-title": "Handbook of small plants",
        "publisher": "Polar Press",
        "issued": {"date-parts": [[2004]]},
        "page": "7-31",
    },
    "report": {
        "type": "report",
        "title": "Water and moss: Status in 2019",
        "author": [{"literal": "Ministry of Waters and Forests"}],
        "publisher": "Ministry of Waters and Forests",
        "issued": {"date-parts": [[2020, 11, 3]]},
        "number": "WF-2020/12",
        "URL": "https://example.org/reports/12?lang=en&view=full",
        "accessed": {"date-parts": [[2021, 1, 5]]},
    },
    "webpage": {
        "type": "webpage",
        "title": "How to press a moss",
        "author": [{"literal": "Moss Society"}],
        "container-title": "Moss Society",
        "issued": {"date-parts": [[2019, 1, 1]]},
        "URL": "https://example.org/press",
        "accessed": {"date-parts": [[2022, 6, 30]]},
    },
    "chinese": {
        "type": "article-journal",
        "title": "高寒河流苔藓的生长（综述）",
        "author": [{"literal": "张小河"}, {"family": "李", "given": "江"}],
        "container-title": "河流植物学报",
        "issued": {"date-parts": [[2017, 5]]},
        "volume": "12",
        "issue": "3",
        "page": "44-51",
        "language": "zh-CN",
    },
    "thesis": {
        "type": "thesis",
        "title": "Mosse und Flüsse im „alten“ Harz",
        "author": [{"family": "Grün", "given": "Åse-Marie", "suffix": "Jr."}],
        "publisher": "Universität Clausthal",
        "genre": "PhD thesis",
        "issued": {"date-parts": [[1987]]},
        "language": "de",
    },
    "classic": {
        "type": "book",
        "title": "On rivers",
        "author": [{"family": "Hesiod"}],
        "publisher": "Polar Press",
        "issued": {"date-parts": [[-380]], "circa": True},
    },
    "preprint": {
        "type": "article",
        "title": "Mosses grow in [0, 1) and elsewhere",
        "author": [{"family": "Lee", "given": "Y."}, {"family": "Lee", "given": "Y."}],
        "publisher": "arXiv",
        "number": "arXiv:2001.08361",
        "issued": {"date-parts": [[2020, 1, 23]]},
        "DOI": "10.48550/arXiv.2001.08361",
        "URL": "https://arxiv.org/abs/2001.08361",
    },
}
"""Papers in which nothing is odd."""


def _named(*names: Item) -> Item:
    return {"author": list(names)}


def _dated(*parts: int, **more: Any) -> Item:
    return {"issued": {"date-parts": [list(parts)]}, **more}


READER = "doubted"
"""The code of what the reader leaves out, as it cannot be, and tells so itself."""

PLANTED: list[tuple[str, Item, str]] = [
    # dates
    ("article", _dated(2093), "future-date"),
    ("article", _dated(1020), "too-early"),
    ("article", _dated(18), "too-early"),
    ("webpage", _dated(1954, 5, 2), "too-early"),
    ("book", _dated(202), "too-early"),
    ("article", _dated(2018, 13), READER),
    ("article", _dated(2018, 2, 30), READER),
    ("article", {"issued": {"literal": "30 February 2018"}}, "impossible-date"),
    ("article", {"issued": {"raw": "2018-14-02"}}, READER),
    ("chinese", {"issued": {"literal": "2018年4月31日"}}, "impossible-date"),
    ("article", {"issued": {"date-parts": [[2018, 6], [2018, 4]]}}, "range-runs-back"),
    ("report", {"accessed": {"date-parts": [[2019, 1, 5]]}}, "dates-out-of-order"),
    ("report", {"accessed": {"date-parts": [[2090, 1, 5]]}}, "future-date"),
    ("article", _dated(2018, 1, 1), "first-of-january"),
    # identifiers
    ("article", {"ISSN": "2049-3631"}, "issn"),
    ("article", {"ISSN": "20493"}, "issn"),
    ("book", {"ISBN": "978-0-306-40615-8"}, "isbn"),
    ("book", {"ISBN": "0-306-40615-3"}, "isbn"),
    ("article", {"DOI": "arb.2018.0412"}, "doi"),
    ("article", {"DOI": "10.5555"}, "doi"),
    ("article", {"DOI": "https://doi.org/10.5555/arb.2018.0412"}, "doi"),
    ("article", {"DOI": "10.5555/arb.2018.0412."}, "doi"),
    ("article", {"DOI": "10.5555/arb.2018.0412/abstract"}, "doi"),
    ("article", {"URL": "https://doi.org/10.5555/xyz.77"}, "address-contradicts-doi"),
    ("preprint", {"URL": "https://arxiv.org/abs/1911.00001"}, "address-contradicts-doi"),
    ("article", {"URL": "example/arb"}, "address"),
    ("article", {"URL": "https://www-example-org.ezproxy.uni.example/arb"}, "address"),
    ("short", {"URL": "https://europepmc.org/article/MED/31999998"}, "address-contradicts-pubmed"),
    ("short", {"PMID": "PMC7000001"}, "pmid"),
    ("short", {"PMID": "123456789012"}, "pmid"),
    ("short", {"PMCID": "C70-01"}, "pmcid"),
    ("preprint", {"number": "arXiv:2013.1"}, "arxiv"),
    # pages and numbers
    ("article", {"page": "129-112"}, "pages-run-back"),
    ("article", {"page": "19-1"}, "pages-run-back"),
    ("article", {"page": "n/a"}, "placeholder"),
    ("article", {"page": "1-1"}, "one-page-twice"),
    ("article", {"page": "31"}, "page-is-another-number"),
    ("article", {"page": "1-2750"}, "too-many-pages"),
    ("article", {"page": "pp. 112-129"}, "labelled-pages"),
    ("article", {"page": "in press"}, "no-page"),
    ("article", {"volume": "2018"}, "number-is-year"),
    ("article", {"issue": "2018"}, "number-is-year"),
    ("article", {"volume": "31(2)", "issue": None}, "volume-with-issue"),
    ("article", {"volume": "Vol. 31"}, "labelled-number"),
    ("article", {"volume": "null"}, "placeholder"),
    ("book", {"edition": "2nd ed."}, "labelled-edition"),
    # people
    ("article", _named({"family": "HALDER", "given": "Maria"}), "name-in-capitals"),
    ("article", _named({"family": "halder", "given": "maria"}), "name-in-small-letters"),
    ("article", _named({"family": "Halder1", "given": "Maria"}), "digit-in-name"),
    ("article", _named({"family": "Halder", "given": "Maria 0002"}), "digit-in-name"),
    ("article", _named({"family": "Halder", "given": "Maria*"}), "mark-in-name"),
    ("article", _named({"family": "Halder", "given": "Maria, PhD"}), "degree-in-name"),
    ("article", _named({"family": "Halder MD", "given": "Maria"}), "degree-in-name"),
    ("article", _named({"literal": "Prof. Maria Halder"}), "degree-in-name"),
    ("article", _named({"literal": "Halder maria@example.org"}), "address-in-name"),
    ("article", _named({"family": "Halder et al.", "given": "M."}), "others-in-name"),
    ("article", _named({"literal": "Maria Halder and others"}), "others-in-name"),
    ("chinese", _named({"literal": "张小河等"}), "others-in-name"),
    ("article", _named({"literal": "Maria Halder and Peter Okonjo"}), "several-in-one"),
    ("article", _named({"literal": "Halder, M.; Okonjo, P."}), "several-in-one"),
    ("chinese", _named({"literal": "张小河，李江"}), "several-in-one"),
    ("chinese", _named({"literal": "张小河 李江 王海"}), "several-in-one"),
    ("report", _named({"family": "Organization", "given": "River Health"}), "body-in-parts"),
    ("report", _named({"family": "Halle", "given": "University of"}), "body-in-parts"),
    ("article", _named({"family": "M. T.", "given": "Halder"}), "parts-swapped"),
    ("article", _named({"family": "Halder, Maria"}), "whole-name-in-a-part"),
    ("article", _named({"literal": "Halder, M. T."}), "whole-name-in-a-part"),
    ("article", _named({"literal": "Maria Halder"}), "whole-name-in-a-part"),
    ("article", _named(*2 * [{"family": "Halder", "given": "Maria"}]), "name-twice"),
    ("report", _named({"literal": "Water and moss: Status in 2019"}), "author-is-title"),
    ("book", {"author": [{"literal": "Unknown"}]}, "name-is-placeholder"),
    ("book", {"editor": [{"family": "Berg", "given": "Jan (Ed.)"}]}, "role-in-name"),
    # text
    ("article", {"title": "Growth &amp; form of mosses"}, "left-over"),
    ("article", {"container-title": "River &#38; Moss"}, "left-over"),
    ("article", {"title": "Growth of <jats:italic>Fontinalis</jats:italic>"}, "left-over"),
    ("article", {"title": "Growth of <em>Fontinalis</em>"}, "left-over"),
    ("article", {"title": "Growth of {F}ontinalis at $10^{-3}$"}, "left-over"),
    ("article", {"title": "Growth of Fl\\\"usse"}, "left-over"),
    ("article", {"title": "Growth in FlÃ¼sse and rivers"}, "misread-bytes"),
    ("article", _named({"family": "GrÃ¼n", "given": "Maria"}), "misread-bytes"),
    ("article", {"title": "Growth in the world\u00e2\u20ac\u2122s rivers"}, "misread-bytes"),
    ("article", {"title": "Growth in Fl\ufffdsse"}, "lost-character"),
    ("article", {"title": "Growth in\u0007 rivers"}, "invisible-character"),
    ("article", {"title": "Growth  in rivers"}, "stray-blank"),
    ("article", {"title": "Growth <i>in rivers"}, "unclosed-tag"),
    ("article", {"publisher": " "}, "blank"),
    # titles
    ("article", {"title": "Untitled"}, "placeholder"),
    ("article", {"title": "SLOW GROWTH OF RIVER MOSSES"}, "capitals"),
    ("article", {"title": "Slow growth of river mosses."}, "closing-stop"),
    ("article", {"title": "Annals of River Botany"}, "title-is-container"),
    ("article", {"title": "3. Slow growth of river mosses"}, "numbered-title"),
    ("article", {"title": "[PDF] Slow growth of river mosses"}, "file-note"),
    ("webpage", {"title": "Slow growth - Wikipedia"}, "site-in-title"),
    ("article", {"title": "Slow growth: Slow growth"}, "title-twice"),
    ("article", {"title": "Slow growth (of river mosses"}, "unbalanced"),
    ("article", {"title": "Slow “growth of river mosses"}, "unbalanced"),
    ("article", {"title": "Growth of moss. Abstract: We measured it"}, "abstract-in-title"),
    ("article", {"title": "https://example.org/arb"}, "title-is-an-address"),
    ("article", {"title": "CO_{2} in mosses"}, "left-over"),
    # what does not go together
    ("article", {"container-title": "Annals of River Botany 31(2)"}, "number-in-container"),
    ("article", {"publisher": "London, UK"}, "publisher-is-place"),
    ("article", {"URL": "www.example.org/arb"}, "address"),
    ("article", {"page": "112-"}, "open-range"),
    ("article", {"volume": "31, no. 2"}, "volume-with-issue"),
    ("article", _named({"literal": "Halder M, Okonjo P"}), "several-in-one"),
    ("article", _named({"family": "Halder ", "given": "Maria"}), "stray-blank-in-name"),
    ("article", _named({"given": "Maria Halder"}), "whole-name-in-a-part"),
    ("article", {"type": "journal-article"}, "unknown-type"),
    ("article", {"container-title": "arXiv preprint arXiv:2001.08361"}, "preprint-as-journal"),
    ("article", {"container-title": "bioRxiv"}, "preprint-as-journal"),
    ("article", {"container-title": "Ann. River Bot."}, "abbreviated-container"),
    ("book", {"publisher": "New York", "publisher-place": None}, "publisher-is-place"),
    ("book", {"publisher": "[s.n.]"}, "placeholder"),
    ("chinese", {"language": "en"}, "language-against-script"),
    ("article", {"language": "zh-CN"}, "language-against-script"),
    ("article", {"language": "no language"}, "no-language"),
    ("report", {"URL": None}, "accessed-without-address"),
    ("article", {"DOI": None, "note": "DOI: 10.5555/arb.2018.0412"}, "note-holds-variable"),
    ("article", {"container-title": None}, "missing"),
]  # fmt: skip
"""(the clean paper, what is changed in it, the rule that has to find it)."""


def planted() -> list[tuple[Item, str]]:
    """Each paper with a fault, and the rule that has to find it."""
    return [
        ({"id": f"{base}-{number}", **CLEAN[base], **change}, rule)
        for number, (base, change, rule) in enumerate(PLANTED, start=1)
    ]
