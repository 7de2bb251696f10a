"""UNIMARC, and CNMARC, which is China's: its fields as those of MARC 21, by one table."""

from __future__ import annotations

from collections.abc import Iterable

from citex.formats._fields import common
from citex.formats.marc._record import Field, Record, indicator
from citex.text.names.cjk import has_cjk

_OTHER_FILES = {
    "z": "describes a name or a subject (an authority record), and no work",
    "w": "describes a class of a classification, and no work",
    **dict.fromkeys("uvxy", "describes the holdings of a library, and no work"),
}
"""What a record is by its leader/06 that describes no work (MARC 21)."""


def refusal(record: Record) -> str:
    """Why a record is not read: it describes no work, or says nothing; else nothing.

    >>> refusal(Record("00000nz  a2200000n  4500"))
    'describes a name or a subject (an authority record), and no work'
    """
    if said := _OTHER_FILES.get(record.leader[6:7]):
        return said
    return "" if record.fields else "holds no field"


def is_unimarc_tags(tags: Iterable[str]) -> bool:
    """Whether fields with these tags are UNIMARC's, whose title is 200, not 245.

    >>> is_unimarc_tags(["001", "200"]), is_unimarc_tags(["001", "245"])
    (True, False)
    """
    found = set(tags)
    return "200" in found and "245" not in found


def as_marc21(record: Record) -> Record:
    """The record; one of UNIMARC with the fields of MARC 21 that say the same.

    What has no like there keeps its tag, behind a "u".

    >>> record = Record(fields={"200": [Field("200", "1", " ", [("a", "论语译注")])]})
    >>> str(as_marc21(record).first("245"))
    '1#$a论语译注'
    """
    if not is_unimarc_tags(record.fields):
        return record
    found = Record(_leader(record), dict(record.controls))
    for tag, fields in record.fields.items():
        for field in fields:
            for made in _fields(tag, field):
                found.fields.setdefault(made.tag, []).append(made)
    found.coded = _coded(record)
    return found


def _leader(record: Record) -> str:
    """The leader, its kinds of records as MARC 21 letters them: "l" is a computer file there."""
    kinds = common("unimarc, kinds")
    return record.leader[:6] + kinds.get(record.leader[6], record.leader[6]) + record.leader[7:]


def _coded(record: Record) -> str:
    """008 as far as 100 says the same: the kind of date and its years (positions 8-16)."""
    field = record.first("100")
    coded = (field.get("a") or "").ljust(24) if field is not None else " " * 24
    kind = common("unimarc, dates").get(coded[8], " ")
    return " " * 6 + kind + coded[9:13] + coded[13:17] + " " * 25


def _fields(tag: str, field: Field) -> Iterable[Field]:
    """The field of MARC 21 for one of UNIMARC, and those for which it has one more subfield."""
    target = common("unimarc, fields").get(tag)
    if target is None:
        yield Field(f"u{tag}", field.first, field.second, field.subfields, field.scripts)
        return
    codes = common(f"unimarc, {target}") or common("unimarc, any")
    pairs = [(codes.get(code, code), text) for code, text in field.subfields]
    first, second = field.first, field.second
    if target[1:] == "00" and target[0] in "17":
        pairs, first = _person(pairs, field), "1" if field.second == "1" else "0"
    elif target == "245":
        pairs = _title(field)
        for parallel in field.all("d"):
            yield Field("246", "1", "1", [("a", parallel.lstrip("= "))])
    elif target[1:] in ("73", "65") and field.get("1"):
        pairs = _embedded(field)
    elif target == "246":
        second = "1"
    elif target == "856":
        second = "0"
    pairs = [(code, _role(text) if code == "4" else text) for code, text in pairs]
    yield Field(target, first, indicator(second), pairs)


def _embedded(field: Field) -> list[tuple[str, str]]:
    """A linked entry whose parts are fields of their own, each behind a $1 with its tag."""
    codes = common("unimarc, embedded")
    tag, found = "", list[tuple[str, str]]()
    imprint: dict[str, str] = {}
    for code, text in field.subfields:
        if code == "1":
            tag = text[:3]
        elif tag == "210":
            imprint.setdefault(code, text)
        elif target := codes.get(f"{tag} {code}"):
            found.append((target, text))
    behind = ", ".join(imprint[code] for code in "cd" if code in imprint)
    if imprint:
        found.append(("d", " : ".join(filter(None, (imprint.get("a"), behind)))))
    return found


def _role(code: str) -> str:
    """The relator's code in MARC 21; France writes it with four figures ("0070")."""
    bare = code.strip()
    return common("unimarc, roles").get(bare[-3:] if bare.isdecimal() else bare, code)


def _person(pairs: list[tuple[str, str]], field: Field) -> list[tuple[str, str]]:
    """A name in one subfield, family before given, as MARC 21 has it."""
    given = field.get("b") if field.second == "1" or not has_cjk(field.get("a") or "") else None
    family = (field.get("a") or "").strip(" ,")
    rest = [pair for pair in pairs if pair[0] not in ("a", "b")]
    return [("a", f"{family}, {given.strip(' ,')}" if given else family), *rest]


def _title(field: Field) -> list[tuple[str, str]]:
    """200 as 245: subtitle, parts, and the statement of responsibility ($f, $g)."""
    codes = common("unimarc, 245")
    others = [pair for pair in field.subfields if pair[0] not in ("d", "f", "g")]
    pairs = [(codes.get(code, code), text) for code, text in others]
    said = " ; ".join(field.all("f", "g"))
    return [*pairs, ("c", said)] if said else pairs
