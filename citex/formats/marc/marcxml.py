"""MARCXML, the record of library catalogues in XML: MARC 21 and UNIMARC, alone or in an envelope.

Read after loc.gov/standards/marcxml and loc.gov/marc/bibliographic, and for UNIMARC after IFLA's
manual (bibliographic format, 2012). It is not written: a record of a catalogue says who made it,
after which rules, and from which copy, and a citation knows none of that.
"""

from __future__ import annotations

from collections.abc import Iterator

from citex.errors import Problem
from citex.formats import Problems, Source
from citex.formats.detect import builtin
from citex.formats.marc._read import paper_of
from citex.formats.marc._record import from_element, is_record
from citex.formats.marc._unimarc import as_marc21, refusal
from citex.formats.tree._xml import records
from citex.model import Paper

NAME = "marcxml"


def read(source: Source, problems: Problems, /) -> Iterator[Paper]:
    """The works of a collection, of an answer by SRU or OAI-PMH, or of one record.

    Records of authorities and holdings are problems: they describe no work.
    """
    found = refused = False
    for element in records(source, problems, "record", roots=("collection",)):
        if not is_record(element):  # an envelope, which is called the same
            refused = True
            continue
        found = True
        record = as_marc21(from_element(element))
        if message := refusal(record):
            line = element.sourceline if isinstance(element.sourceline, int) else None
            problems.append(Problem(message=message, source=source.name, line=line))
            continue
        yield paper_of(record, NAME)
    if refused and not found:
        problems.append(Problem(message="holds no record of MARC", source=source.name))


FORMAT = builtin(NAME, read=read, streams=True)
