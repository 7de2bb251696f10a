"""RefWorks' tagged format ('RT Journal Article'), with the liberties that CNKI takes with it.

Lines end in CR LF, an empty one stands between records.

>>> from citex.model import PartialDate
>>> paper = Paper(id="a", type="book", title="On Growth", issued=PartialDate(1917))
>>> print("".join(write([paper])).replace("\\r", ""), end="")
RT Book, Whole
SR 0
ID a
T1 On Growth
YR 1917
"""

from __future__ import annotations

from citex._late import regex
from citex.formats import Reader, Writer
from citex.formats._plain import MARKUP, writer
from citex.formats.detect import builtin
from citex.formats.tagged._cnki import YEARBOOK, unmark
from citex.formats.tagged._codecs import people_form
from citex.formats.tagged._dates import issued
from citex.formats.tagged._fields import Extra, Form, Group, Kind, leave, texts_of, write_under
from citex.formats.tagged._grammar import Fields, Grammar, Record, reader
from citex.formats.tagged._meeting import meeting
from citex.formats.tagged._rows import rows
from citex.formats.tagged._table import Table
from citex.model import Name, Paper
from citex.model.remarks import remark_on
from citex.text.lines import fold
from citex.text.names.listed import ordinary

NAME = "refworks"

TAGS = frozenset(
    """RT SR ID A1 A2 A3 A4 A5 A6 T1 T2 T3 JF JO YR FD VO IS SP OP K1 AB NO ED PB PP SN AV AD AN LA
    CL SF OT LK DO CN DB DS IP RD ST U1 U2 U3 U4 U5 U6 U7 U8 U9 U10 U11 U12 U13 U14 U15 UL SL LL CR
    WT WV WP OL PMID PMCID PD URL""".split()
)
_TAGGED = regex(r"\s*([A-Z][A-Z0-9]{1,4})(?:[ \t]+(.*)|$)")
_HEADS = {f"{tag} ": tag for tag in TAGS if len(tag) == 2}
_GLUED = regex(r"\s*([A-Z][A-Z0-9])(?=[^\x00-\u2e7f])(.*)")
_SMALL = regex(r"\s*(vo|is|sp|op|yr|sn)[ \t]+(\S*\d\S*)\s*")


def _split(line: str) -> tuple[str, str] | None:
    """The tag and value of a line; only known tags are tags, for text has no mark of its own."""
    if tag := _HEADS.get(line[:3]):
        return tag, line[3:].strip()
    match = _TAGGED.fullmatch(line) or _GLUED.fullmatch(line)
    if match is not None and match[1] in TAGS:
        return "UL" if match[1] == "URL" else match[1], (match[2] or "").strip()
    if small := _SMALL.fullmatch(line):
        return small[1].upper(), small[2]
    return None


GRAMMAR = Grammar(
    _split, "RT", openers=frozenset(("A1", "T1")), lists=frozenset(("K1", "NO", "A1"))
)


def _tight(form: Form) -> Form:
    """RefWorks' own names have no blank behind their commas."""

    def usual(texts: list[str]) -> list[Name] | None:
        joined = "\n".join(texts)
        return None if ", " in joined else ordinary(joined.replace(",", ", "))

    def write(names: list[Name]) -> tuple[list[str], bool]:
        texts, exact = form.write(names)
        bodies = {name.literal for name in names}
        tight = [text if text in bodies else text.replace(", ", ",") for text in texts]
        same = tight == texts or usual(tight) == names or form.read(tight) == form.read(texts)
        return tight, exact and same

    return Form(lambda texts: (found, []) if (found := usual(texts)) else form.read(texts), write)


PEOPLE = _tight(people_form())


def _read_links(paper: Paper, fields: Fields, extra: Extra) -> None:
    """UL is the address; LK may be one too, and is all that CNKI has."""
    paper.URL = next(iter(texts_of(fields, "UL", "LK")), None)
    leave(fields, extra, ("UL", "LK"), paper.URL)


LINKS = Group(("UL", "LK"), _read_links, (("URL", write_under("UL", "LK")),))

FIELDS = rows(
    NAME,
    {
        "people": PEOPLE,
        "meeting": meeting(("T2",), ("U3", "JF"), numbered=("SP", "OP", "SN", "VO", "IS")),
        "issued": issued("FD", "YR"),
        "links": LINKS,
    },
)

TABLE = Table(
    NAME, fields=FIELDS, type_tag="RT", note_tag="NO", id_tag="ID",
    keeps=(TAGS - {"RT", "SR"}).__contains__,
)  # fmt: skip


def _paper(record: Record) -> Paper:
    fields = record.fields
    fields.pop("SR", None)
    kind = _from_cnki(fields) if "CNKI" in fields.get("DS", ()) else None
    if "CL" not in fields and _DEGREE.fullmatch(record.first("ED")):  # Wanfang's theses
        fields["CL"] = fields.pop("ED")
    paper = TABLE.paper(record, kind)
    if not record.opened:
        remark_on(paper, "repaired", "", "the record has no RT; it was read all the same")
    return paper


_DEGREE = regex("(?:博士|硕士|学士)(?:学位论文|论文)?")


def _from_cnki(fields: Fields) -> Kind | None:
    """CNKI's own use of some tags, put in RefWorks' way."""
    unmark(fields, "AB")
    named = " ".join(fields.get("RT", ())).lower()
    if named in ("patent", "standard") and "ID" in fields and "SN" not in fields:
        fields["SN"] = fields.pop("ID")
    if named == "patent" and "A2" in fields and "PB" not in fields:
        fields["PB"] = fields.pop("A2")
    if named == "standard" and "U4" in fields:
        fields["WP"] = fields.pop("U4")
    shelves = (*fields.get("DB", ()), *fields.get("CL", ()))
    if named == "standard" and any(map(YEARBOOK.search, shelves)):
        return Kind("", "chapter", "chapter")
    return None


def _record(paper: Paper) -> str:
    online = paper.URL is not None or paper.DOI is not None
    lines = [("RT", TABLE.kind_of(paper).name), ("SR", str(int(online)))]
    if key := fold(paper.id):
        lines.append(("ID", key))
    lines += TABLE.lines(paper)
    lines += TABLE.extra_lines(paper)
    return "".join([f"{tag} {text}\r\n" for tag, text in lines])


read: Reader = reader(GRAMMAR, _paper)
write: Writer = writer(_record, between="\r\n")
FORMAT = builtin(NAME, read=read, write=write, streams=True, write_options=(MARKUP,))
