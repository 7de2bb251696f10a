"""The pieces of lore, one a row: what sources write, and what it is for a paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from lore.carriers import Raw

from citex.model import OTHERS, Name, PartialDate

Said = Mapping[str, Mapping[str, Any]]
"""Slot -> what a carrier speaks -> the raw value, or several; "*" is for all others."""


class Unsaid(str):
    """Why a format does not say such a thing: it stands where a raw value would."""


class Lore(NamedTuple):
    """A piece of lore: what stands in which slots, and the variables that must come of it.

    A value in a tuple is one of several that are right; None says that there must be none. `told`
    is the variable about which the reader must say something. `home` is the module of
    `citex.text` where the lore lives. `type` is the paper's, for writers. `written` is False for
    what is a matter of reading only: a writer writes the right thing anyhow.
    """

    name: str
    home: str
    says: Said
    means: Mapping[str, Any]
    told: str = ""
    written: bool = True
    type: str = "article-journal"
    changes: Mapping[str, Any] = {}
    """What a paper has, for writers, where that is not what `means` says."""


APART = Unsaid("family name, given names and suffix are fields of their own")
TEX_ONLY = Unsaid("only TeX is written so")
NAMED = Unsaid("its names are in their natural order, or one word: nothing to tell apart")
SHORT = Unsaid("has surnames with initials only")
STRUCTURED = Unsaid("its source gives names with their parts told apart, or whole, never so")

PLAIN = Unsaid("its text is plain: what looks like a command is what the title says")
NO_TEX = {"text": PLAIN, "csljson": PLAIN}
OWN_TAGS = {
    "text": PLAIN,
    "csljson": Unsaid("its markup is CSL's own"),
    "tex": Unsaid("TeX has commands of its own for it"),
}

NO_SUFFIX = {"word": Unsaid("Word's people have no suffix")}
OWN_PARTICLE = dict.fromkeys(
    ("csljson", "cff", "hayagriva"), Unsaid("a particle is a field of its own")
)
ONE_BY_ONE = {"pubmed": Unsaid("its keywords stand one by one")}

VARGA, OKORO, LIND = Name("Varga", "Milos"), Name("Okoro", "Ada"), Name("Lind", "Karin")
BODY = Name(literal="Harbour Research Council")


def person(inverted: Any, *, tex: Any = None, parts: Any = APART, natural: Any = NAMED,
           initials: Any = SHORT) -> dict[str, Any]:  # fmt: skip
    """A name (or several) in the ways that formats write names."""
    return {
        "tex": inverted if tex is None else tex, "inverted": inverted, "parts": parts,
        "natural": natural, "initials": initials,
    }  # fmt: skip


def _name(name: str, said: dict[str, Any], *means: Name | tuple[Name, ...], home: str = "names",
          slot: str = "author", **rest: Any) -> Lore:  # fmt: skip
    return Lore(name, home, {slot: said}, {slot: list(means)}, **rest)


def _date(name: str, raw: str, means: Any, said: Mapping[str, Any] = {}, **rest: Any) -> Lore:
    return Lore(name, "dates", {"date": {"*": raw, **said}}, {"issued": means}, **rest)


def _text(name: str, home: str, slot: str, raw: Any, variable: str, means: Any,
          said: Mapping[str, Any] = {}, **rest: Any) -> Lore:  # fmt: skip
    return Lore(name, home, {slot: {"*": raw, **said}}, {variable: means}, **rest)


PEOPLE = (
    _name("suffix", person("Varga, Milos, Jr.", tex="Varga, Jr., Milos",
                           parts="Varga|Milos|Jr.", natural="Milos Varga Jr.",
                           initials="Varga M Jr") | NO_SUFFIX,
          Name("Varga", "Milos", suffix="Jr.")),
    _name("suffix in the family name",
          person("Varga III, Milos", parts="Varga III|Milos", natural=NAMED, initials=SHORT),
          Name("Varga", "Milos", suffix="III"), written=False),
    _name("suffix of an editor",
          person("Varga, Milos, Jr.", tex="Varga, Jr., Milos", parts="Varga|Milos|Jr.",
                 initials="Varga M Jr") | NO_SUFFIX,
          Name("Varga", "Milos", suffix="Jr."), slot="editor", type="chapter"),
    _name("and others",
          person(["Varga, Milos", "et al."], tex=["Varga, Milos", "others"],
                 parts=["Varga|Milos", "et al."], natural=["Milos Varga", "et al."],
                 initials=["Varga M", "et al"]),
          VARGA, OTHERS),
    _name("and others, in Chinese",
          person(["张伟", "等"], parts=["张|伟", "等"], natural=["张伟", "等"],
                 initials=["张伟", "等"]),
          Name("张", "伟"), OTHERS, written=False),
    _name("body",
          person(str(BODY), tex="{Harbour Research Council}", parts=str(BODY),
                 natural=str(BODY), initials=str(BODY)),
          BODY),
    _name("body split in two",
          person("Council, Harbour Research", parts="Council|Harbour Research"),
          BODY, written=False),
    _name("body on behalf of whom",
          person("on behalf of the NORDLYS Trial Investigators",
                 parts="Investigators|on behalf of the NORDLYS Trial",
                 natural="on behalf of the NORDLYS Trial Investigators"),
          (Name(literal="NORDLYS Trial Investigators"),
           Name(literal="on behalf of the NORDLYS Trial Investigators")), written=False),
    _name("particle that stays",
          person("van der Meer, Joost", parts="van der Meer|Joost", natural="Joost van der Meer",
                 initials="van der Meer J") | OWN_PARTICLE,
          Name("Meer", "Joost", non_dropping_particle="van der")),
    _name("particle that drops",
          person("Rocha, Inês da", parts="Rocha|Inês da", natural=NAMED) | OWN_PARTICLE,
          Name("Rocha", "Inês", dropping_particle="da")),
    _name("no-break and thin spaces",
          person("Varga,\xa0M.\u2009J.", parts="Varga|M.\u2009J.", natural="M.\u2009J.\xa0Varga",
                 initials="Varga\xa0MJ"),
          Name("Varga", "M. J."), written=False),
    _name("Chinese name",
          person("张伟", parts="张|伟", natural="张伟", initials="张伟"), Name("张", "伟")),
    _name("Chinese name with a comma",
          person("欧阳, 明", parts=APART, natural="欧阳, 明"), Name("欧阳", "明"), written=False),
    _name("name with an interpunct",
          person("阿米尔·汗尼", parts="阿米尔·汗尼", natural="阿米尔·汗尼", initials="阿米尔·汗尼"),
          Name(literal="阿米尔·汗尼")),
    _name("initials without a comma",
          person("Varga MJ", natural="Varga MJ", initials="Varga MJ"), Name("Varga", "M. J."),
          written=False),
    _name("several people in one field",
          person("Varga, Milos; Okoro, Ada", natural="Milos Varga; Ada Okoro"),
          VARGA, OKORO, written=False),
    _name("several people, Chinese commas",
          person("张伟，李娜，王芳", natural="张伟，李娜，王芳"),
          Name("张", "伟"), Name("李", "娜"), Name("王", "芳"), written=False),
    _name("several people, commas",
          person("Varga M, Okoro A, Lind K"), Name("Varga", "M."), Name("Okoro", "A."),
          Name("Lind", "K."), written=False),
    _name("several people, and of another language",
          person("Milos Varga und Ada Okoro", natural="Milos Varga und Ada Okoro"),
          (VARGA, Name(literal="Milos Varga")), (OKORO, Name(literal="Ada Okoro")),
          written=False),
    _name("several people, and between Han names",
          person("张伟 and 李娜", natural="张伟 and 李娜"),
          Name("张", "伟"), Name("李", "娜"), written=False),
    _name("several people in capitals",
          person("ZHANG W, OKORO A B", natural="ZHANG W, OKORO A B"),
          Name("ZHANG", "W."), Name("OKORO", "A. B."), written=False),
    _name("a family name that is two",
          person("José Ortega y Gasset", natural="José Ortega y Gasset"),
          (Name("Ortega y Gasset", "José"), Name(literal="José Ortega y Gasset")), written=False),
    _name("several people, initials first",
          person("M. J. Varga, A. Okoro", natural="M. J. Varga, A. Okoro"),
          Name("Varga", "M. J."), Name("Okoro", "A."), written=False),
    _name("Han name in brackets",
          person("Zhang, Wei (张伟)", parts="Zhang|Wei (张伟)", natural="Zhang Wei (张伟)"),
          (Name("张", "伟"), Name("Zhang", "Wei")), written=False),
    _name("number of a namesake",
          person("Okoro, Ada 0002", tex="Ada Okoro 0002", natural="Ada Okoro 0002",
                 parts=Unsaid("DBLP alone numbers namesakes, and gives names whole")),
          OKORO, written=False),
    _name("degrees",
          person("Varga, Milos, MD, PhD", tex=Unsaid("a second comma is the suffix's"),
                 parts="Varga|Milos MD PhD", natural="Milos Varga, MD, PhD"),
          VARGA, written=False),
    _name("title before the given names",
          person("Varga, Dr. Milos", parts="Varga|Dr. Milos", natural="Dr. Milos Varga"),
          VARGA, written=False),
    Lore("role behind a name", "names",
         {"author": person("Varga, Milos, ed.", natural="Varga, Milos, ed.",
                           parts=Unsaid("its roles are fields of their own"))},
         {"editor": [VARGA], "author": None}, written=False),
    Lore("role behind a Chinese name", "names",
         {"author": person("张三 主编", parts=Unsaid("its roles are fields of their own"),
                           natural="张三 主编")},
         {"editor": ([Name("张", "三")], [Name(literal="张三")]), "author": None},
         type="book", written=False),
    _name("initials that run together behind a comma",
          person("Varga, MJ", parts="Varga|MJ", natural="Varga, MJ"), Name("Varga", "M. J."),
          written=False),
    _name("rank behind the given names",
          person("Varga, Milos J. III", parts="Varga|Milos J. III", natural="Varga, Milos J. III"),
          Name("Varga", "Milos J.", suffix="III"), written=False),
    _name("person on behalf of a body",
          person("Varga, Milos on behalf of the NORDLYS Study Group",
                 parts="Varga|Milos on behalf of the NORDLYS Study Group",
                 natural="Milos Varga on behalf of the NORDLYS Study Group"),
          VARGA, Name(literal="NORDLYS Study Group"), written=False),
    _name("affiliation in brackets behind a name",
          person("Varga, Milos (University of Harbourton)",
                 parts="Varga|Milos (University of Harbourton)",
                 natural="Varga, Milos (University of Harbourton)"), VARGA, written=False),
    _name("sign of a footnote behind initials",
          person("Varga, M.*", parts="Varga|M.*", natural="Varga, M.*"), Name("Varga", "M."),
          written=False),
    _name("word that joins names before one",
          person("and Varga, Milos", parts="and Varga|Milos", natural=NAMED,
                 tex=Unsaid("the word parts names")), VARGA, written=False),
    _name("suffix behind a comma in the family name",
          person(NAMED, parts="Varga, Jr.|Milos") | NO_SUFFIX, Name("Varga", "Milos", suffix="Jr."),
          written=False),
    _name("years of a life",
          person("Varga, Milos, 1835-1910", natural="Varga, Milos, 1835-1910"), VARGA,
          written=False),
    _name("number of a footnote",
          person("Okoro1, Ada", parts="Okoro1|Ada", natural="Ada Okoro1"), OKORO, written=False),
    _name("affiliation among authors",
          person(["Okoro, Ada", "Department of Geology, University of Harbourton"],
                 tex=["Okoro, Ada", "{Department of Geology, University of Harbourton}"],
                 parts=["Okoro|Ada", "Department of Geology, University of Harbourton"],
                 natural=["Ada Okoro", "Department of Geology, University of Harbourton"]),
          OKORO, told="author", written=False),
    Lore("placeholder for an author", "placeholders",
         {"author": {"*": "(:unav)"}}, {"author": None}),
    _name("ORCID in a name",
          person("Okoro, Ada (0000-0002-1825-0097)", parts="Okoro|Ada (0000-0002-1825-0097)",
                 natural="Ada Okoro (0000-0002-1825-0097)"),
          OKORO, written=False),
    _name("Russian name with its patronymic",
          person("Орлов Иван Сергеевич", natural="Орлов Иван Сергеевич",
                 parts=APART), Name("Орлов", "Иван Сергеевич"), written=False),
    _name("accents in TeX",
          {**person(r"\v{Z}ivkovi\'{c}, Ana", parts=r"\v{Z}ivkovi\'{c}|Ana",
                    natural=r"Ana \v{Z}ivkovi\'{c}"), **NO_TEX},
          Name("Živković", "Ana"), home="tex"),
)  # fmt: skip

_PARTS = Unsaid("year, month and day are numbers of their own")
_YEAR = Unsaid("the field is the year alone")
_WHOLE = {"arxiv": Unsaid("its dates are whole, in ISO 8601")}
D = PartialDate

DATES = (
    _date("year and month", "2014 Mar", D(2014, 3), _WHOLE),
    _date("month and year with a slash", "09/2020", D(2020, 9), _WHOLE, written=False),
    _date("month with a stop", "Mar./1992", D(1992, 3), _WHOLE, written=False),
    _date("digits run together", "20200615", D(2020, 6, 15), written=False),
    _date("day, month, year with stops", "25.12.2004", D(2004, 12, 25), _WHOLE, written=False),
    _date("day of zero", "2020-05-00", D(2020, 5), written=False),
    _date("Chinese date", "2020年5月", D(2020, 5), _WHOLE, written=False),
    _date("qualified year: copyright", "c1988",
          (D(1988), D(literal="c1988"), D(1988, literal="c1988"), D(1988, circa=True)), _WHOLE,
          changes={"issued": D(literal="c1988")}),
    _date("qualified year: brackets", "[1936]",
          (D(1936), D(literal="[1936]"), D(1936, circa=True)), _WHOLE,
          changes={"issued": D(literal="[1936]")}),
    _date("doubted year", "1936?", (D(1936, circa=True), D(literal="1936?")), _WHOLE,
          changes={"issued": D(1936, circa=True)}),
    _date("circa", "ca. 1850", D(1850, circa=True), _WHOLE, written=False),
    _date("short end year", "2013/14", D(2013, end=D(2014)), _WHOLE, written=False),
    _date("season", "Spring 2019", D(2019, season=1), _WHOLE),
    _date("range of months", "2021 Nov-Dec", D(2021, 11, end=D(2021, 12)), _WHOLE),
    _date("range of days", "2004-04-25/2004-04-26", D(2004, 4, 25, end=D(2004, 4, 26)), _WHOLE),
    _date("open range", "2004/..", D(2004, end=D()), _WHOLE),
    _date("year before the common era", "-0050", (D(-50), D(-51)), _WHOLE,
          changes={"issued": D(-51)}),
    Lore("month of thirteen", "dates", {"date": {"*": "2020-13-05", **_WHOLE}},
         {"issued": (D(2020), D(literal="2020-13-05"))}, told="issued", written=False),
    Lore("words for no date", "standing", {"date": {"*": "[n.d.]", **_WHOLE}}, {"issued": None},
         written=False),
    Lore("day that is none", "dates", {"date": {"*": "2021-02-30"}},
         {"issued": (D(2021, 2), D(literal="2021-02-30"))}, told="issued", written=False),
)  # fmt: skip

TEXT = (
    _text("accent in TeX in a title", "tex", "title", r"The {\"o}ber paths of $\alpha$ rays",
          "title", "The öber paths of α rays", NO_TEX),
    _text("formula in TeX", "tex", "title", r"Boiling H$_2$O slowly", "title",
          "Boiling H<sub>2</sub>O slowly", NO_TEX),
    _text("text command in a formula", "tex", "title", r"Boiling H$_{\textrm{2}}$O slowly",
          "title", "Boiling H<sub>2</sub>O slowly", NO_TEX, written=False),
    _text("entity", "richtext", "title", "Salt &amp; sand", "title", "Salt & sand",
          {"xml": Raw("Salt &amp;amp; sand")}),
    _text("tags of HTML", "richtext", "title", "Growth of <i>Tilia</i> buds", "title",
          "Growth of <i>Tilia</i> buds",
          {"xml": Raw("Growth of <i>Tilia</i> buds"), "tex": r"Growth of \textit{Tilia} buds"}),
    _text("tags of JATS", "richtext", "title", "Growth of <italic>Tilia</italic> buds", "title",
          "Growth of <i>Tilia</i> buds",
          {"xml": Raw("Growth of <italic>Tilia</italic> buds"), **OWN_TAGS}, written=False),
    _text("subscript with blanks", "richtext", "title", "Boiling H<sub> 2</sub>O slowly", "title",
          "Boiling H<sub>2</sub>O slowly",
          {"xml": Raw("Boiling H<sub> 2</sub>O slowly"), "tex": OWN_TAGS["tex"]}, written=False),
    _text("MathML", "richtext", "title",
          "Paths of <math><msup><mi>x</mi><mn>2</mn></msup></math> rays", "title",
          "Paths of x<sup>2</sup> rays",
          {"xml": Raw("Paths of <math><msup><mi>x</mi><mn>2</mn></msup></math> rays"), **OWN_TAGS},
          written=False),
    _text("tags in an abstract", "abstracts", "abstract", "<p>Buds grow &lt; 2 cm.</p>",
          "abstract", "Buds grow < 2 cm.", {"xml": Raw("Buds grow &lt; 2 cm.")}, written=False),
    _text("heading of the abstract", "abstracts", "abstract", "Abstract: Buds grow in spring.",
          "abstract", "Buds grow in spring.", written=False),
    _text("an accent apart from its letter", "unseen", "title", "U\u0308ber paths of rays", "title",
          "Über paths of rays", written=False),
    _text("what nobody sees in a title", "unseen", "title", "Mi\u00adcroscopy\u200b of rays",
          "title", "Microscopy of rays", written=False),
    _name("an accent apart from its letter, in a name",
          person("Mu\u0308ller, Rene\u0301", parts="Mu\u0308ller|Rene\u0301",
                 natural="Rene\u0301 Mu\u0308ller", initials=SHORT),
          Name("Müller", "René"), home="unseen", written=False),
    _text("closing stop", "titles", "title", "Paths of the Arctic tern.", "title",
          "Paths of the Arctic tern", written=False),
    _text("closing stop of an abbreviation", "titles", "title", "Stones, shells, bones, etc.",
          "title", "Stones, shells, bones, etc."),
    _text("placeholder for a title", "placeholders", "title", "(:unav)", "title", None,
          written=False),
    Lore("translated title", "titles",
         {"title": {"*": "[Paths of the Arctic tern]."}, "language": {"*": "ger"}},
         {"title": "Paths of the Arctic tern"}, written=False),
    Lore("translated title beside its own", "translations",
         {"title": {"*": "[Paths of the Arctic tern]."}, "language": {"*": "ger"},
          "original_title": {"*": "Wege der Küstenseeschwalbe"},
          "author": person("Varga, Milos", parts="Varga|Milos", natural="Milos Varga",
                           initials="Varga M")},
         {"titles": {"Paths of the Arctic tern", "Wege der Küstenseeschwalbe"}},
         changes={"title": "Paths of the Arctic tern",
                  "original-title": "Wege der Küstenseeschwalbe"}),
    _text("lines broken in a title", "lines", "title", "Paths of the \u00a0 Arctic tern", "title",
          "Paths of the Arctic tern", written=False),
    _text("retraction in the title", "status", "title", "RETRACTED: Paths of the tern",
          "custom.status.retracted", True, written=False),
)  # fmt: skip

OWN_TYPE = dict.fromkeys(
    ("crossref", "datacite", "pubmed", "initials", "europepmc", "openalex"),
    Unsaid("the source says by its type what is a preprint"),
)

KINDS = (
    _text(
        "genre that repeats the type",
        "kinds",
        "genre",
        "Journal Article",
        "genre",
        None,
        written=False,
    ),
    _text(
        "document type of a database", "genres", "genre", "Article", "genre", None, written=False
    ),
    _text(
        "retraction among the types",
        "status",
        "genre",
        "Retracted Publication",
        "custom.status.retracted",
        True,
        dict.fromkeys(
            ("tex", "csljson", "mods", "hayagriva", "word", "datacite"),
            Unsaid("PubMed's publication types do not stand there"),
        ),
        written=False,
    ),
    Lore(
        "preprint as an article",
        "preprints",
        {"journal": {"*": "arXiv preprint arXiv:2101.00001", **OWN_TYPE}},
        {"type": "article", "container-title": None},
        written=False,
    ),
)

LANGUAGES = (
    _text("language by name", "languages", "language", "German", "language", "de", written=False),
    _text("language by code", "languages", "language", "ger", "language", "de"),
    _text(
        "language by its own name", "languages", "language", "中文", "language", "zh", written=False
    ),
    _text("language and country", "languages", "language", "pt_BR", "language", "pt-BR"),
)

NUMBERS = (
    _text(
        "article number and count of pages",
        "pages",
        "page",
        "Paper No. 123, 45 pp.",
        "number",
        "123",
        written=False,
    ),
    _text("abbreviated page range", "pages", "page", "1234-40", "page", "1234-1240", written=False),
    _text("dash between pages", "pages", "page", "12–34", "page", "12-34"),
    _text("pages in brackets", "pages", "page", "[12]-34", "page", "12-34", written=False),
    _text("Russian label of pages", "pages", "page", "С. 12-34", "page", "12-34", written=False),
    _text("label of pages", "pages", "page", "pp. 12-34", "page", "12-34", written=False),
    _text("placeholder for pages", "placeholders", "page", "n/a-n/a", "page", None, written=False),
    _text("dash for pages", "placeholders", "page", "-", "page", None, written=False),
    Lore(
        "page range in two fields",
        "pages",
        {"page": {"*": "12"}, "page_last": {"*": "34"}},
        {"page": "12-34"},
        written=False,
    ),
    Lore(
        "page range, and its end again",
        "pages",
        {
            "page": {"*": "12-34", "cff": Unsaid("start and end are numbers of their own")},
            "page_last": {"*": "34"},
        },
        {"page": "12-34"},
        written=False,
    ),
    _text("article number as a page", "pages", "page", "e1234", "number", "e1234"),
    _text("article number", "pages", "number", "104512", "number", "104512"),
    _text("label of a volume", "pages", "volume", "Vol. 12", "volume", "12", written=False),
    _text("label of an issue", "pages", "issue", "no. 3", "issue", "3", written=False),
    _text(
        "edition in words",
        "pages",
        "edition",
        "Second edition",
        "edition",
        "2",
        type="book",
        written=False,
    ),
    _text(
        "edition as an ordinal",
        "pages",
        "edition",
        "2nd ed.",
        "edition",
        "2",
        type="book",
        written=False,
    ),
)

IDENTIFIERS = (
    _text("DOI as an address", "identifiers", "DOI", "https://doi.org/10.5555/abc.1", "DOI",
          "10.5555/abc.1"),
    _text("DOI with a label", "identifiers", "DOI", "doi: DOI: 10.5555/abc.1", "DOI",
          "10.5555/abc.1", written=False),
    _text("Chinese marks around a DOI", "identifiers", "DOI", "DOI：10.5555/abc.1，下", "DOI",
          "10.5555/abc.1", written=False),
    _text("entity in an address", "identifiers", "URL", "https://example.org/a?b=c&amp;d=e",
          "URL", "https://example.org/a?b=c&d=e"),
    _text("ISBN with a label", "identifiers", "ISBN", "ISBN 978-3-16-148410-0", "ISBN",
          ("978-3-16-148410-0", "9783161484100"), type="book",
          changes={"ISBN": "978-3-16-148410-0"}),
    Lore("ISSN with its kind", "identifiers",
         {"ISSN": {"*": "0028-0836 (Print)"}, "journal": {"*": "Annals of Buds"}},
         {"ISSN": "0028-0836"}),
    _text("name of a journal with its kind", "journals", "journal", "Annals of Buds (Print)",
          "container-title", "Annals of Buds", written=False),
    _text("volume, issue and pages in the name of a journal", "trimming", "journal",
          "Annals of Buds 12(3): 1-9", "issue", "3", written=False),
    _text("entity in the name of a journal", "journals", "journal", "Salt &amp; Sand",
          "container-title", "Salt & Sand", written=False),
    _text("stop between digits in a name", "journals", "journal", "Web 3.0 Letters",
          "container-title", "Web 3.0 Letters"),
    _text("keywords with semicolons", "keywords", "keyword", "buds; leaves, dry", "keyword",
          ("buds, leaves, dry", "buds; leaves, dry"), ONE_BY_ONE, written=False),
    _text("keywords with Chinese commas", "keywords", "keyword", "芽，叶", "keyword",
          ("芽, 叶", "芽; 叶", "芽;叶"), ONE_BY_ONE, written=False),
    _text("place before the publisher", "trimming", "publisher", "Harbourton: Lighthouse Books",
          "publisher-place", "Harbourton", type="book", written=False),
    _text("signs of a library in a title", "trimming", "title", "Buds : a study / by Ada Okoro",
          "title", "Buds: a study", written=False),
    _text("formula without a backslash", "tex", "title", "Buds in H$_2$O", "title",
          "Buds in H<sub>2</sub>O", written=False),
    _text("number of a patent in a note", "trimming", "note", "US Patent 2,707,773", "note",
          ("US Patent 2,707,773", None), type="document", written=False),
    _text("several places", "places", "place", "Bern; Harbourton", "publisher-place",
          ("Bern; Harbourton", "Bern", "Bern, Harbourton"), type="book",
          changes={"publisher-place": "Bern; Harbourton"}),
    Lore("variable in a note", "extra_field", {"note": {"*": "original-date: 1880"}},
         {"original-date": D(1880)}),
    Lore("PMID in a note", "extra_field",
         {"note": {"*": "PMID: 12345", "nbib": Unsaid("it is the first field")}},
         {"PMID": "12345"}),
)  # fmt: skip

ROWS: tuple[Lore, ...] = (*PEOPLE, *DATES, *TEXT, *KINDS, *LANGUAGES, *NUMBERS, *IDENTIFIERS)
