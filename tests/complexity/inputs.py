"""The worst inputs known, as tables of small makers: what of a length `n` each of them makes.

The kinds: one tag, field, key, name or entity over and over; brackets, quotes, comments and tags
that are opened and never closed; long runs of blanks, dashes, tildes, colons, digits, dots between
Chinese characters, combining marks; records cut at their end.
"""

from __future__ import annotations

import string
from collections.abc import Callable

from citex.model import Name, Paper, PartialDate

Maker = Callable[[int], str]


def repeated(unit: str, head: str = "", tail: str = "") -> Maker:
    """A text in which a unit is repeated: "{}" in it is the number of the repetition."""

    def make(length: int) -> str:
        times = max(1, length // len(unit))
        if "{}" not in unit:
            return head + unit * times + tail
        return head + "".join(unit.replace("{}", str(index)) for index in range(times)) + tail

    return make


RUNS = """
: - – ~ . , ; 1 0 A 中 ア・ ・ < > & &amp; &#x26; &# \\ \\a \\emph{ { } {} ( ) [ ] " ' ` “ $
$x$ <i> <i><b> </i> <sup> <math> <mml:mi>x <!-- <![CDATA[ <span␣class="nocase"> # %
_{ ^{ and␣ ␣&␣ et␣al.␣ / http:// 10.1/ doi:10.1000/a␣ 1234-5678␣ 978-3-16-148410-0,␣ 2000/ 1-2,
a:␣b␤ {:a:␣b} ␤ Word,␣ Smith,␣J.,␣ J.␣Smith;␣ J.␣ IV␣ vol.␣1␣ (a)␣ \\"{o} \\verb| \\begin{a} @a{ |
RETRACTED:␣ ␣/␣ ␣:␣ ! ? ISSN:␣ *""".split()
RUNS = [
    " ", "\t", "\u00a0", "\u3000", "\r\n", "e\u0301", "\u0301", "\u202e", "\ufdd0", "😀",
    *(run.replace("␣", " ").replace("␤", "\n") for run in RUNS),
]  # fmt: skip
"""What a value may hold over and over."""


def _tagged(line: str, tags: str, head: str, tail: str) -> dict[str, Maker]:
    """One tag over and over, with the same value and with another each time."""
    return {
        f"{tag} {value}": repeated(line.format(tag, value), head, tail)
        for tag in tags.split()
        for value in ("Smith, J", "1234-567{}")
    }


RIS = "TY  - JOUR\n", "ER  - \n"
FILES: dict[str, dict[str, Maker]] = {
    "ris": {
        **_tagged(
            "{}  - {}\n", "AU A2 ED KW N1 AB TI T2 VL IS SN SP PY DA UR DO ID PB L1 ZZ", *RIS
        ),
        "tags in turn": repeated("AU  - A, B\nA1  - B, C\nSN  - 1234-5678\n", *RIS),
        "lines": repeated("more text\n", "TY  - JOUR\nAB  - x\n", RIS[1]),
        "beginnings": repeated("TY  - JOUR\n"),
        "ends": repeated("ER  - \n"),
        "no tags": repeated("x\n"),
        "one id": repeated("TY  - JOUR\nID  - a\nER  - \n"),
    },
    "bibtex": {
        "one key": repeated("@book{a, title={T}}\n"),
        "fields": repeated(" f{} = {x},\n", "@a{b,", "}"),
        "one field": repeated(" title = {x},\n", "@a{b,", "}"),
        "names": repeated("Smith, John and ", "@a{b, author={", "X}}"),
        "and": repeated("and ", "@a{b, author={", "}}"),
        "commas in names": repeated("Smith, ", "@a{b, author={", "}}"),
        "unclosed values": repeated("@book{a, title={\n"),
        "one line": repeated("@book{a, title={"),
        "unclosed comments": repeated("@comment{\n"),
        "in parentheses": repeated("@comment(\n"),
        "unclosed preambles": repeated("@preamble{{\n"),
        "and quotes": repeated('@preamble{"\n'),
        "unclosed macros": repeated("@string{a={\n"),
        "key alone": repeated("@a{b c={\n"),
        "junk": repeated("@a{b, {\n"),
        "at": repeated("@"),
        "keys": repeated("@a{"),
        "opened": repeated("{", "@a{b,t="),
        "closed": repeated("}", "@a{b,t={x}}"),
        "blank key": repeated(" ", "@a{"),
        "blanks behind a key": repeated(" ", "@a{b", "c"),
        "macros": repeated("x # ", "@a{b,t=", "x}"),
        "strings": repeated("@string{s{} = {x}}\n"),
        "parents behind": repeated("@inbook{k{},crossref={nope},title={T}}\n"),
        "one parent": repeated("@inbook{a,crossref={p}}\n", "", "@book{p,title={x}}"),
        "many parents": lambda n: (
            repeated("a{},", "@book{k,xdata={", "},title={T}}\n")(n // 2)
            + repeated("@book{x,title={T}}\n")(n // 2)
        ),
        "lent names": lambda n: (
            repeated("A B and ", "@xdata{k,author={", "A B}}\n")(n // 3)
            + repeated("xdata=k-author-{} and ", "@book{b,author={", "A B}}\n")(2 * n // 3)
        ),
        "percent": repeated("%"),
        "lines of comment": repeated("% x\n"),
        "pages of ties": repeated("~", "@a{b,pages={", "}}"),
        "dates": repeated("2000/", "@a{b,date={", "}}"),
        "no values": repeated("x,", "@a{b,", "}"),
        "files": repeated(":a.pdf:PDF;", "@a{b,file={", "}}"),
    },
    "nbib": {
        **_tagged(
            "{:4}- {}\n", "AU FAU AD AUID MH OT TI AB IS AID DP PT JT VI PG", "PMID- 1\n", "\n"
        ),
        "names": repeated("FAU - A, B\nAU  - A B\nAD  - X\n", "PMID- 1\n"),
        "ids": repeated("PMID- 1\n"),
    },
    "endnote": {
        **_tagged(
            "%{} {}\n",
            "A E Y ? T J B V N P @ K X Z U R D 8 I 9 S M +",
            "%0 Journal Article\n",
            "\n",
        ),
        "serials in a line": repeated("1234-5678, ", "%0 Journal Article\n%@ "),
        "names that are none": repeated('";', "%0 Book\n%E "),
        "beginnings": repeated("%0 Book\n"),
    },
    "refworks": _tagged(
        "{} {}\n", "A1 A2 K1 T1 JF VO IS SN SP YR UL DO NO AB PB ID", "RT Journal\n", "\n"
    ),
    "isi": _tagged("{} {}\n", "AU AF TI SO SN VL IS BP PY DI UT DE AB C1", "PT J\n", "ER\n"),
    "noteexpress": _tagged(
        "{{{}}}: {}\n",
        "Author Title Journal Year Volume Pages Keywords ISBN/ISSN URL DOI Notes",
        "{Reference Type}: Journal Article\n",
        "\n",
    ),
    "csljson": {
        "cut": repeated('{"id":"a","type":"book","title":"x"},', "["),
        "cut in a string": lambda n: (
            repeated('{"id":"a","type":"book"},', "[")(n // 2) + repeated('\\"', '{"id":"')(n // 2)
        ),
        "opened": repeated("["),
        "opened within": repeated('[{"a":'),
        "lines": repeated('{"id":"a"}\n'),
        "broken lines": repeated('{"id":"a"\n'),
        "names": repeated(
            '{"family":"a","given":"b"},', '[{"id":"a","author":[', '{"family":"a"}]}]'
        ),
        "keys": repeated('"x{}":"y",', '[{"id":"a",', '"type":"book"}]'),
        "digits": repeated("1", '[{"id":"a","type":"book","volume":', "}]"),
        "variables in a note": repeated("x: y\\n", '[{"id":"a","type":"book","note":"', '"}]'),
    },
    "cslyaml": {
        "items": repeated("- id: a\n  title: x\n", "references:\n"),
        "broken": repeated("- id: a\n  x: [\n"),
        "merged": repeated("- <<: *a\n", "- &a {id: a}\n"),
    },
    "hayagriva": {
        "one key": repeated("k:\n  type: book\n  title: x\n"),
        "broken": repeated("k:\n  type: [\n"),
        "names": repeated("    - Smith, J\n", "k:\n  type: book\n  author:\n"),
    },
    "cff": {
        "authors": repeated("  - family-names: a\n", "cff-version: 1.2.0\ntitle: x\nauthors:\n"),
        "references": repeated(
            "  - type: book\n    title: b\n", "cff-version: 1.2.0\ntitle: x\nreferences:\n"
        ),
    },
    "coins": {
        "names": repeated(
            "&amp;rft.au=A", '<span class="Z3988" title="ctx_ver=Z39.88-2004', '"></span>'
        ),
        "opened": repeated('<span class="Z3988" title="'),
        "tags": repeated("<span "),
        "brackets": repeated("<"),
    },
}
"""Format -> what is wrong with a file of it -> what makes one."""

_XML = {
    "mods": (
        '<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods>',
        "</mods></modsCollection>",
        [
            '<name type="personal"><namePart>a</namePart></name>',
            "<note>a</note>",
            "<zz>a</zz>",
            '<relatedItem type="host"><titleInfo><title>a</title></titleInfo></relatedItem>',
            "<titleInfo><title>a</title></titleInfo>",
            '<identifier type="issn">1234-5678</identifier>',
            "<subject><topic>a</topic></subject>",
            "<originInfo><publisher>a</publisher></originInfo>",
        ],
    ),
    "marcxml": (
        '<collection xmlns="http://www.loc.gov/MARC21/slim"><record>'
        "<leader>00000nam a2200000 i 4500</leader>",
        "</record></collection>",
        [
            f'<datafield tag="{tag}" ind1="1" ind2="0"><subfield code="6">880-01</subfield>'
            f'<subfield code="a">{text}</subfield></datafield>'
            for tag, text in (
                ("700", "Roe, Jane"),
                ("245", "A b :"),
                ("650", "a"),
                ("880", "a"),
                ("773", "a"),
                ("264", "[1998?]"),
                ("020", "0198526636"),
                ("500", "a"),
                ("999", "a"),
            )
        ],
    ),
    "endnote-xml": (
        '<xml><records><record><ref-type name="Book">6</ref-type>',
        "</record></records></xml>",
        [
            "<isbn>1234-5678</isbn>",
            "<keywords><keyword>a</keyword></keywords>",
            "<zz>a</zz>",
            "<contributors><authors><author>Smith, J</author></authors></contributors>",
            "<urls><related-urls><url>http://a</url></related-urls></urls>",
            "<notes>a: b</notes>",
        ],
    ),
    "word": (
        '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">'
        "<b:Source><b:SourceType>Book</b:SourceType>",
        "</b:Source></b:Sources>",
        [
            "<b:Title>x</b:Title>",
            "<b:Zz>x</b:Zz>",
            "<b:StandardNumber>ISSN 1234-5678</b:StandardNumber>",
        ],
    ),
    "pubmed": (
        "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article>",
        "</Article></MedlineCitation></PubmedArticle></PubmedArticleSet>",
        [
            "<AuthorList><Author><LastName>a</LastName></Author></AuthorList>",
            "<Language>eng</Language>",
            "<Abstract><AbstractText>x</AbstractText></Abstract>",
        ],
    ),
    "notefirst": (
        "<Bibliographies><Bibliography>",
        "</Bibliography></Bibliographies>",
        ["<Title>x</Title>", "<Zz>x</Zz>", "<Keywords>a</Keywords>"],
    ),
    "arxiv": (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/1</id>',
        "</entry></feed>",
        ["<author><name>a b</name></author>", '<category term="a"/>', "<title>x</title>"],
    ),
}
for _name, (_head, _tail, _units) in _XML.items():
    FILES[_name] = {
        **{unit[:30]: repeated(unit, _head, _tail) for unit in _units},
        "opened": repeated("<x>", _head),
        "records": repeated(_head),
        "files": repeated(_head + _tail),
        "halves of pairs": repeated("&#55357;&#56832;", f"{_head}<title>", f"</title>{_tail}"),
        "references": repeated("&", f"{_head}<title>", f"</title>{_tail}"),
        "entities": repeated("&nbsp;", f"{_head}<title>", f"</title>{_tail}"),
        "prefixes": repeated("<q:x>a</q:x>", _head, _tail),
        "comments": repeated("<!--", _head, _tail),
        "sections": repeated("<![CDATA[", _head, _tail),
    }


def _given(number: int) -> str:
    """Another given name for each number, of letters alone."""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text += string.ascii_lowercase[rest]
    return text.capitalize()


def _work(number: int, **variables: object) -> Paper:
    usual: dict[str, object] = {
        "id": f"p{number}", "type": "article-journal", "title": f"Title {number}",
        "author": [Name("Smith", _given(number))], "container_title": "Journal", "volume": "1",
        "page": "1-2", "issued": PartialDate(2000),
    }  # fmt: skip
    return Paper(**{**usual, **variables})  # type: ignore[arg-type]


ANNA = [Name("Smith", "Anna")]
LISTS: dict[str, Callable[[int], list[Paper]]] = {
    "one family name": lambda n: [_work(i) for i in range(n)],
    "one initial": lambda n: [_work(i, author=[Name("Smith", f"A{_given(i)}")]) for i in range(n)],
    "second names": lambda n: [
        _work(i, author=[*ANNA, Name("Jones", _given(i))]) for i in range(n)
    ],
    "last of nine": lambda n: [
        _work(i, author=[*(Name(f"F{k}", "A") for k in range(8)), Name("Jones", _given(i))])
        for i in range(n)
    ],
    "pairs": lambda n: [_work(i, author=[Name("Smith", _given(i // 2))]) for i in range(n)],
    "identical works": lambda n: [_work(i, title="Same", author=ANNA) for i in range(n)],
    "one id": lambda n: [_work(i, id="same") for i in range(n)],
    "one title": lambda n: [_work(i, title="Same", author=None) for i in range(n)],
    "no dates": lambda n: [_work(i, title="Same", issued=None) for i in range(n)],
    "nothing": lambda n: [Paper(id=f"x{i}") for i in range(n)],
    "years": lambda n: [_work(i, author=ANNA, issued=PartialDate(1 + i % 3000)) for i in range(n)],
    "pages": lambda n: [_work(i, title="Same", author=ANNA, page=str(i)) for i in range(n)],
    "one body": lambda n: [_work(i, author=[Name(literal="World Bank")]) for i in range(n)],
    "Chinese": lambda n: [_work(i, title="同一", author=[Name("张", "伟")]) for i in range(n)],
    "editors": lambda n: [_work(i, editor=[Name("Smith", _given(i // 3))]) for i in range(n)],
    "many authors": lambda n: [_work(0, author=[Name("Smith", _given(i)) for i in range(n)])],
    "one author often": lambda n: [_work(0, author=ANNA * n)],
    "two of many authors": lambda n: [
        _work(k, author=[*(Name(_given(i), "A") for i in range(n)), Name("X", _given(k))])
        for k in range(2)
    ],
}
"""Lists of references: what is the same in all of them -> what makes `n` of them."""
