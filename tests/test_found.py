"""The cases found in public bug reports, gathered beside the project, through the command.

Records and formats go through the command, styles through the verbs.
Each line of the gathered files is a test by its id:

    pytest tests/test_found.py                      all
    pytest tests/test_found.py -k "n-viet or d-acad"
    pytest tests/test_found.py --update-golden      strike out of the baseline what holds now

`found_baseline.txt` names what is known to fail today, as FILE:ID; see `baseline.py`. ARGUED are
the cases that we hold to be wrong, with the authority. Without the gathered data all is skipped.
"""

from __future__ import annotations

import contextlib
import functools
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from baseline import Baseline
from conftest import shared_folder

import citex
from citex.cli import main

BASELINE = Baseline(Path(__file__).parent / "found_baseline.txt")

_BY_SCRIPT = "a Latin name is ordered as one in whatever company (CSL, name-as-sort-order): Li, N."
ARGUED: dict[str, str] = {
    "records:zh authors + latin": _BY_SCRIPT,
    "records:cr CJK given/family": _BY_SCRIPT,
    "gbt7714:std-number-twice": "an em space parts number and title, as the standard prints (8.9)",
}
"""FILE:ID -> why the case is wrong, with the clause or the manual."""

Case = dict[str, Any]


class Cited(NamedTuple):
    """A record as the command prints it: an item, references in two styles, and what it tells."""

    item: dict[str, Any]
    apa: str
    gbt: str
    told: str
    bibtex: str

    def doubted(self, *variables: str) -> bool:
        """Whether `citex check` doubts one of the variables, or says what was done to it."""
        said = rf": (?:odd|guessed|repaired|dropped): (?:{'|'.join(variables)})\b"
        return bool(re.search(said, self.told))


RECORDS: dict[str, Callable[[Cited], bool]] = {
    # id -> what the case's `expected` says in words
    "zt3375 space before sub": lambda c: "on H2O and CO2 in E. coli. Journal" in c.apa,
    "zt1931c reversed order (book first, series last: Springer LNCS)": lambda c: (
        "In Theory of Cryptography" in c.apa
        and c.item["collection-title"] == "Lecture Notes in Computer Science"
    ),
    "manubot239 (:unav) crossref": lambda c: (
        "unav" not in c.apa + c.gbt and "author" not in c.item and c.doubted("title")
    ),
    "jr8167 no container, short only": lambda c: (
        "Phys. Rev. E, 3, 1–9" in c.apa
        and re.search(r"Phys\.? Rev\.? E, 2020, 3: 1-9", c.gbt) is not None
    ),
    "cr tex in title": lambda c: (
        "The L2-norm and open α sets" in c.apa.replace("ö", "o")
        and "L<sup>2</sup>-norm and öpen" in c.item["title"]
    ),
    "cr page 1-n/a": lambda c: "n/a" not in c.apa + c.gbt and "page" not in c.item,
    "cr names suffix": lambda c: (
        c.apa.startswith("King, M. L., Jr., Doe, J. H., III, Roe, R., Jr., van Gogh, V.,")
        and "& Smith" in c.apa
    ),
    "cr group in family": lambda c: (
        "& STICH Trial Investigators" in c.apa
        and c.item["author"][1]["literal"] == "STICH Trial Investigators"
    ),
    "newline sub": lambda c: "on CO2 and H2O. Journal" in c.apa,
    "springer tex": lambda c: (
        "in √s=13 TeV pp collisions with B+" in c.apa.replace(" = ", "=")
        and "$" not in c.apa + c.gbt
        and r"\$" not in c.bibtex
    ),
    "zh latin names": lambda c: (
        c.apa.startswith("Zhang, S., & Li, S.") and c.gbt.startswith("ZHANG S, LI S.")
    ),
    "not available 2": lambda c: (
        "vailable" not in c.apa + c.gbt and "title" not in c.item and c.doubted("title")
    ),
    "incomplete list": lambda c: (
        c.doubted("author") or "et al" in c.apa
    ),
    "ValidYN N author": lambda c: c.apa.startswith("Lee, A. (2020)"),
    "pubmed book": lambda c: (
        "https://www.ncbi.nlm.nih.gov/books/NBK1/" in c.apa
        and "https://www.ncbi.nlm.nih.gov/books/NBK1/" in c.gbt
    ),
    "dc1648 SeriesInformation only": lambda c: (
        "93–105" in c.apa and "TQC 2013" in c.apa and "LIPIcs" in c.apa
        and c.item["collection-number"] == "22"  # the series' number: no volume of the meeting's
    ),
    "dc relatedItem container": lambda c: (
        "Journal of Roots, 5(2), 11–19" in c.apa and "Journal of Roots, 2020, 5(2): 11-19" in c.gbt
    ),
    "dc organisation no type": lambda c: (
        c.item["author"][0] == {"literal": "Heiliges Römisches Reich Deutscher Nation"}
    ),
    "dc personal w/ consortium": lambda c: (
        c.item["author"][0]["literal"].startswith("Tara Oceans Consortium")
    ),
    "dc container fused": lambda c: (
        "GMS Journal for Medical Education, 34(2), Article Doc25" in c.apa
        and "GMS Journal for Medical Education, 2020, 34(2): Doc25" in c.gbt
    ),
    "dc thesis figshare": lambda c: c.doubted("publisher"),
    "oa raw name inverted": lambda c: re.search(r"& (?:张伟|Zhang,? W)\. \(", c.apa) is not None,
    "oa affiliation author": lambda c: c.apa.startswith("Lee, A. (2020)"),
    "oa book chapter ebook": lambda c: c.doubted("container-title", "volume", "issue"),
    "s2 book null venue (s2-folks104)": lambda c: "[M]" in c.gbt,
    "s2 ssrn+arxiv": lambda c: (
        "SSRN" in c.apa and "arXiv" not in c.apa and "arxiv" not in c.gbt.lower()
    ),
    "ep particles": lambda c: (
        "Roux de Montfort, V." in c.apa and "Tseng, H.," in c.apa and "Lee, A. B., Jr" in c.apa
        and c.item["author"][8]["family"] == "O'Neil"
    ),
    "journal-issue": lambda c: (
        "Human Mutation[J/OL]. 2020, 3(6)" in c.gbt and "Human Mutation, 3(6)" in c.apa
    ),
    "ax published doi": lambda c: (
        "https://doi.org/10.48550/arXiv.2001.00001" in c.apa and "PhysRevD" not in c.apa
        and "physrevd" in json.dumps(c.item).lower()
    ),
}  # fmt: skip


def cases(name: str) -> list[Any]:
    """The cases of a gathered file, or one that is skipped, with the reason."""
    folder = shared_folder()
    path = folder / "data" / "found" / f"{name}.jsonl" if folder else None
    if path is None or not path.is_file():
        reason = "the shared data is not at hand (set CITEX_SHARED to its folder)"
        return [pytest.param(None, marks=pytest.mark.skip(reason=reason), id="none")]
    found = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [
        pytest.param(
            case, id=case["id"],
            marks=[pytest.mark.skip(reason=ARGUED[key])] if key in ARGUED else [],
        )
        for case in found
        for key in [f"{name}:{case['id']}"]
    ]  # fmt: skip


def command(text: str | list[Any] | dict[str, Any], *words: str) -> tuple[str, str]:
    """What `citex WORDS` prints on standard output and standard error, given `text`."""
    if not isinstance(text, str):
        text = json.dumps(text, ensure_ascii=False)
    stdin = SimpleNamespace(buffer=io.BytesIO(text.encode("utf-8")))
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", stdin)
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main(list(words))
    return out.getvalue(), err.getvalue()


def convert(case: Case, to: str, **options: Any) -> tuple[str, str]:
    """What `citex convert` prints of a case."""
    words = [word for name, value in options.items() for word in ("-O", f"{name}={value}")]
    return command(case["input"], "convert", "-f", case["format"], "-t", to, *words, "-")


def reference(case: Case, style: str) -> str:
    """The reference to a record, without its number."""
    return re.sub(r"^(?:\[1\]|1\.) ", "", convert(case, style)[0].strip())


def cited(case: Case) -> Cited:
    """A record as the command prints it."""
    show = functools.partial(reference, case)
    items = json.loads(convert(case, "csljson")[0])
    told = "".join(command(case["input"], "check", "-f", case["format"], "-"))
    return Cited(items[0], show("apa"), show("gbt7714-2015"), told, convert(case, "bibtex")[0])


@pytest.mark.parametrize("case", cases("formats"))
def test_formats(case: Case, update_golden: bool) -> None:
    out, told = convert(case, case["to"])
    try:
        names = {"j": json.loads(out) if case["to"] == "csljson" else out, "e": told}
        held = bool(eval(case["holds"], names))
    except (KeyError, IndexError, TypeError, AttributeError, json.JSONDecodeError):
        held = False
    complaint = "" if held else f"expected {case['expected']}; got {out} {told}"
    BASELINE.hold(f"formats:{case['id']}", complaint, update=update_golden)


@pytest.mark.parametrize("case", cases("records"))
def test_records(case: Case, update_golden: bool) -> None:
    if case["held"]:
        wanted = {style: text for seen in case["seen"] for style, text in seen.items()}
        printed = {style: reference(case, style) for style in wanted}
        complaint = "" if printed == wanted else f"{printed}, not {wanted}"
    else:
        record = cited(case)
        try:
            held = RECORDS[case["id"]](record)
        except (KeyError, IndexError):
            held = False
        complaint = "" if held else f"expected {case['expected']}; got {record}"
    BASELINE.hold(f"records:{case['id']}", complaint, update=update_golden)


@pytest.mark.parametrize("case", cases("gbt7714"))
def test_gbt7714(case: Case, update_golden: bool) -> None:
    text = convert(case, case["to"], **case["options"])[0].strip()
    complaint = "" if re.search(case["pattern"], text) else f"{text}, not {case['pattern']}"
    BASELINE.hold(f"gbt7714:{case['id']}", complaint, update=update_golden)


@pytest.mark.parametrize("case", cases("csl"))
def test_csl(case: Case, update_golden: bool) -> None:
    items, style, output = case["items"], case["style"], case["output"]
    if case["citations"] is None:
        printed = [entry.text for entry in citex.bibliography(items, style, output=output)]
    else:
        citations = [
            citex.Citation([citex.Cite(**cite) for cite in one["items"]], note=one.get("note"))
            for one in case["citations"]
        ]
        printed = citex.cite(items, citations, style, output=output).citations
    complaint = "" if printed == case["expected"] else f"{printed}, not {case['expected']}"
    BASELINE.hold(f"csl:{case['id']}", complaint, update=update_golden)


def test_few_cases_are_argued() -> None:
    """At most 3 % of the 121 cases of formats and records, and of the 83 of styles."""
    told = [key for key in ARGUED if not key.startswith("gbt7714:")]
    assert len([key for key in told if not key.startswith("csl:")]) <= 3
    assert len([key for key in told if key.startswith("csl:")]) <= 2
