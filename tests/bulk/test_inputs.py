"""What is read in bulk: packed, in folders, cut anywhere, and broken in many ways."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from own_papers import chinese, one_of_each_kind

import citex
from citex import bulk

PAPERS = [
    paper.replace(id=f"p{number}")
    for number, paper in enumerate([*one_of_each_kind(), *chinese()])
    if paper.title
]
LINES = citex.format(PAPERS, "csljson", lines=True).encode()


def zstd(data: bytes) -> bytes:
    package = pytest.importorskip("zstandard", reason="the extra `bulk` is not installed")
    packed: bytes = package.ZstdCompressor().compress(data)
    return packed


PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "zst": zstd,
}  # fmt: skip


def render(
    source: object, outputs: object = ("csljson",), **options: object
) -> tuple[list[bulk.Row], list[bulk.BadRecord]]:
    errors: list[bulk.BadRecord] = []
    return list(bulk.render(source, outputs, jobs=0, errors=errors, **options)), errors  # type: ignore[arg-type]


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


EXPECTED = [row.outputs for row in render(PAPERS)[0]]


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("suffix", ["", ".other"])
def test_packed_files(packing: str, suffix: str, tmp_path: Path) -> None:
    """They are told by what they hold, whatever they are called."""
    data = PACKINGS[packing](LINES)
    rows, errors = render(written(tmp_path / f"a.jsonl.{packing}{suffix}", data))
    assert ([row.outputs for row in rows], errors) == (EXPECTED, [])


@pytest.mark.parametrize("packing", PACKINGS)
def test_two_packed_files_in_one(packing: str, tmp_path: Path) -> None:
    pack = PACKINGS[packing]
    rows, errors = render(written(tmp_path / f"a.{packing}", pack(LINES) + pack(LINES)))
    assert ([row.outputs for row in rows], errors) == (EXPECTED * 2, [])


@pytest.mark.parametrize("packing", PACKINGS)
def test_a_packed_file_that_is_cut_gives_what_it_holds(packing: str, tmp_path: Path) -> None:
    many = LINES * 60
    data = PACKINGS[packing](many)
    place = written(tmp_path / f"a.jsonl.{packing}", data[: len(data) * 2 // 3])
    after = written(tmp_path / "b.jsonl", LINES)
    rows, errors = render([place, after], chunk_size=1000)
    assert [row.outputs for row in rows[-len(EXPECTED) :]] == EXPECTED
    assert [bad.code for bad in errors] == ["unreadable-input"]
    assert errors[0].source == str(place)


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("count", [1, 60])
def test_what_stands_behind_a_packed_file_costs_nothing(
    packing: str, count: int, tmp_path: Path
) -> None:
    """However little it is: all that could be unpacked is read before the fault is told."""
    data = PACKINGS[packing](LINES * count)
    junk = written(tmp_path / f"a.jsonl.{packing}", data + b"no packed data at all")
    rows, errors = render(junk)
    assert [row.outputs for row in rows] == EXPECTED * count
    assert {bad.code for bad in errors} <= {"unreadable-input"}, "some ignore what is behind"


def test_zstd_without_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "zstandard", None)
    monkeypatch.setitem(__import__("sys").modules, "compression.zstd", None)
    place = written(tmp_path / "a.zst", b"\x28\xb5\x2f\xfd" + b"\0" * 20)
    with pytest.raises(citex.MissingPackage, match="zstandard"):
        render(place)


def test_a_folder_is_its_files_in_the_order_of_their_names(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "_hidden").mkdir()
    lines = LINES.splitlines(keepends=True)
    for name, line in zip(("c.jsonl", "b/a.jsonl", "a.jsonl.gz"), lines, strict=False):
        written(tmp_path / name, gzip.compress(line) if name.endswith("gz") else line)
    for name in (".hidden", "_SUCCESS", "_hidden/x.jsonl"):
        written(tmp_path / name, lines[3])
    rows, errors = render(tmp_path, extras=["place"])
    assert [Path(row.source).name for row in rows] == ["a.jsonl.gz", "c.jsonl", "a.jsonl"]
    assert not errors
    (tmp_path / "empty").mkdir()
    with pytest.raises(citex.CitexError, match="no file"):
        render(tmp_path / "empty")


@pytest.mark.parametrize("size", [1, 7, 100, 1000, 4096, 1 << 20])
def test_where_pieces_end_changes_nothing(size: int, tmp_path: Path) -> None:
    lines = LINES.splitlines()
    lines[3:3] = [b"", b"broken", b"   "]
    for end in (b"\n", b"\r\n"):
        place = written(tmp_path / "a.jsonl", b"\xef\xbb\xbf" + end.join(lines))
        rows, errors = render(place, chunk_size=size, extras=["place"])
        assert [row.outputs for row in rows] == EXPECTED
        assert [row.line for row in rows] == [1, 2, 3, *range(7, len(lines) + 1)]
        assert [(bad.line, bad.code) for bad in errors] == [(5, "not-json")]


@pytest.mark.parametrize("junk", [b"\0" * 40, b"\xff\xfe", b"\xfe\xff\n\0", b"broken", b"{", b"}"])
@pytest.mark.parametrize("name", ["a.jsonl", "a"])
def test_a_first_line_that_is_junk_costs_no_other(junk: bytes, name: str, tmp_path: Path) -> None:
    """It makes no UTF-16 of the file, and no unknown format."""
    rows, errors = render(written(tmp_path / name, junk + b"\n" + LINES))
    assert [row.outputs for row in rows] == EXPECTED
    assert {(bad.line, bad.code) for bad in errors} <= {(1, "not-json"), (2, "not-json")}
    assert errors


CARDS = "".join(
    f"{{Reference Type}}: Book\n{{Author}}: Li, N.\n{{Title}}: T{n}\n"
    f'{{Abstract}}: We print\n{{"id": "a", "title": "b"}}\n\n'
    for n in range(5)
)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["{Reference Type}", "[Reference Type]", "{文献类型}"])
def test_cards_in_braces_are_no_lines_of_json(end: str, mark: str, tmp_path: Path) -> None:
    text = CARDS.replace("{Reference Type}", mark).replace("\n", end)
    place = written(tmp_path / "a.txt", text.encode())
    rows, errors = render(place, ["apa"], chunk_size=200)
    assert [row.outputs["apa"] for row in rows] == [f"Li, N. (n.d.). T{n}." for n in range(5)]
    assert not errors


OTHER = ("ris", "nbib", "endnote", "refworks", "noteexpress")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le", "utf-8-sig"])
@pytest.mark.parametrize("name", OTHER)
def test_an_encoding_is_that_of_the_whole_file(name: str, encoding: str, tmp_path: Path) -> None:
    """It is no matter of each piece, in which few characters tell little."""
    text = citex.format([*PAPERS, *chinese()] * 3, name)
    place = written(tmp_path / "a.txt", text.encode(encoding, "ignore"))
    expected = citex.read(place, problems=[])
    for size in (300, 5000, 1 << 19):
        rows, errors = render(place, chunk_size=size)
        assert [row.outputs["csljson"] for row in rows] == [p.format("csljson") for p in expected]
        assert not errors
    told = {one.message for row in rows for one in row.problems}
    assert any("not UTF-8; read as gb18030" in one for one in told) == (encoding == "gb18030")


def test_lines_that_are_not_utf8_are_guessed_together(tmp_path: Path) -> None:
    titles = ["论语译注", "书", "深度学习的研究与应用", "茶"] * 5
    items = [{"id": str(n), "type": "book", "title": title} for n, title in enumerate(titles)]
    text = "\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    for encoding in (None, "gb18030"):
        place = written(tmp_path / "a.jsonl", text.encode("gb18030"))
        rows, errors = render(place, ["apa"], encoding=encoding)
        assert [row.outputs["apa"] for row in rows] == [f"{title}. (n.d.)." for title in titles]
        assert [bool(row.problems) for row in rows] == [encoding is None] * len(titles)
        assert not errors
    (row,), _ = render(
        written(tmp_path / "b.jsonl", b'{"id": "a", "title": "\xc3\xbc"}'), ["apa"], encoding="gbk"
    )  # an encoding that is named is obeyed, where UTF-8 would do, too
    assert row.outputs["apa"] == "眉. (n.d.)."


@pytest.mark.parametrize("declared", ['encoding="gb18030"', 'encoding="UTF-8"', ""])
def test_xml_in_another_encoding(declared: str, tmp_path: Path) -> None:
    """As it declares, and by its bytes where it declares nothing, or UTF-8 that it is not."""
    titles = ["论语译注", "深度学习的研究与应用"] * 10
    text = f"<?xml version='1.0' {declared}?>\n<xml><records>\n" + "\n".join(
        f"<record><ref-type>6</ref-type><titles><title>{title}</title></titles></record>"
        for title in titles
    )  # fmt: skip
    place = written(tmp_path / "a.xml", (text + "\n</records></xml>").encode("gb18030"))
    assert [paper.title for paper in citex.read(place, problems=[])] == titles
    named = citex.read(place, encoding="gb18030", problems=[])
    assert [paper.title for paper in named] == titles
    for size in (300, 1 << 19):
        rows, _ = render(place, ["apa"], chunk_size=size)
        assert [row.outputs["apa"] for row in rows] == [f"{title}. (n.d.)." for title in titles]


def test_what_looks_like_an_element_ends_no_record(tmp_path: Path) -> None:
    """In a comment before the first, and in a section of characters."""
    record = (
        "<record><ref-type name='Book'>6</ref-type><titles><title>T{0}</title></titles>"
        "<abstract><![CDATA[a </record> <record> b]]></abstract><!-- </record> --></record>"
    )
    text = "<?xml version='1.0'?><!-- <record> --><xml><records>{}</records></xml>"
    data = text.format("\n".join(record.format(n) for n in range(9))).encode()
    for size in (100, 350, 1 << 19):
        rows, errors = render(written(tmp_path / "a.xml", data), ["apa"], chunk_size=size)
        assert [row.outputs["apa"] for row in rows] == [f"T{n}. (n.d.)." for n in range(9)]
        assert not errors


def test_links_in_a_folder_are_followed(tmp_path: Path) -> None:
    """Files and folders by links are read, once around, and one that leads nowhere is told."""
    (tmp_path / "in").mkdir()
    (tmp_path / "other").mkdir()
    lines = LINES.splitlines()
    written(tmp_path / "other" / "b.jsonl", lines[0])
    written(tmp_path / "c.jsonl", lines[1])
    links = {"c.jsonl": "../c.jsonl", "other": "../other", "round": "../in", "none.jsonl": "../nix"}
    for name, target in links.items():
        try:
            (tmp_path / "in" / name).symlink_to(target)
        except OSError:
            pytest.skip("no links can be made here")
    rows, errors = render(tmp_path / "in", extras=["place"])
    assert [Path(row.source).name for row in rows] == ["c.jsonl", "b.jsonl"]
    assert [(Path(bad.source).name, bad.code) for bad in errors] == [
        ("none.jsonl", "unreadable-input")
    ]
    with pytest.raises(citex.NotFound) as caught:
        render(tmp_path / "in" / "none.jsonl")
    assert "none.jsonl'?" not in str(caught.value)


def test_a_folder_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed").mkdir()
    listed = os.listdir

    def refusing(place: str) -> list[str]:
        if str(place).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return listed(place)

    written(tmp_path / "a.jsonl", LINES)
    monkeypatch.setattr(os, "listdir", refusing)
    with pytest.raises(citex.CitexError, match="closed: cannot be read"):
        render(tmp_path)


def test_a_file_of_the_caller_stays_open(tmp_path: Path) -> None:
    for data in (LINES, gzip.compress(LINES)):
        with written(tmp_path / "a", data).open("rb") as file:
            rows, _ = render(file)
            assert len(rows) == len(EXPECTED)
            assert not file.closed


def test_standard_input_is_read_once() -> None:
    with pytest.raises(citex.CitexError, match="twice"):
        render(["-", "-"])


TEXTS = (
    "ris",
    "nbib",
    "endnote",
    "refworks",
    "noteexpress",
    "endnote-xml",
    "mods",
    "bibtex",
    "word",
)


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("size", [500, 1 << 19])
def test_other_formats(name: str, size: int, tmp_path: Path) -> None:
    """Cut where a record ends, or whole: the same papers as read at once."""
    text = citex.format(PAPERS, name)
    place = written(tmp_path / "a.txt", text.encode())
    expected = citex.read(place, problems=[])
    rows, errors = render(place, ["csljson", "apa"], chunk_size=size)
    assert not errors
    assert [row.outputs["apa"] for row in rows] == [paper.format("apa") for paper in expected]
    assert [row.outputs["csljson"] for row in rows] == [p.format("csljson") for p in expected]


def test_records_of_pubmed(shared: Path, tmp_path: Path) -> None:
    """Whole files, one with all of them, and one without the element around them."""
    files = sorted((shared / "data" / "records" / "pubmed").glob("*.xml"))[:25]
    expected = [paper for file in files for paper in citex.read(file, problems=[])]
    rows, _ = render(files, ["apa"], chunk_size=5000)
    assert [row.outputs["apa"] for row in rows] == [paper.format("apa") for paper in expected]
    articles = []
    for file in files:
        text = file.read_text("utf-8")
        if "<PubmedArticle>" in text:
            end = text.rindex("</PubmedArticle>") + len("</PubmedArticle>")
            articles.append(text[text.index("<PubmedArticle>") : end])
    whole = "<PubmedArticleSet>\n" + "\n".join(articles) + "\n</PubmedArticleSet>\n"
    alone, _ = render(written(tmp_path / "all.xml", whole.encode()), ["apa"], chunk_size=50_000)
    bare, _ = render(written(tmp_path / "bare.xml", "\n".join(articles).encode()), ["apa"])
    assert [row.outputs for row in alone] == [row.outputs for row in bare]
    assert {row.id for row in alone} <= {row.id for row in rows}
    assert len(alone) >= len(articles) > 10


def test_a_broken_element_costs_no_other_record(tmp_path: Path) -> None:
    article = (
        "<PubmedArticle><MedlineCitation><PMID>{0}</PMID><Article><ArticleTitle>T{0}</ArticleTitle>"
        "</Article></MedlineCitation></PubmedArticle>"
    )
    articles = [article.format(number) for number in range(1, 9)]
    articles[4] = "<PubmedArticle>nothing</PubmedArticle>"
    text = "<PubmedArticleSet>\n" + "\n".join(articles) + "\n</PubmedArticleSet>"
    rows, errors = render(written(tmp_path / "a.xml", text.encode()), ["ris"])
    assert [row.id for row in rows] == [f"pmid{n}" for n in (1, 2, 3, 4, 6, 7, 8)]
    assert [(bad.line, bad.code) for bad in errors] == [(6, "unreadable")]
    assert errors[0].raw == articles[4]


def test_lists_of_json_are_read_whole(tmp_path: Path) -> None:
    listed = citex.format(PAPERS, "csljson")
    for text in (listed, json.dumps({"items": json.loads(listed)}, indent=1)):
        place = written(tmp_path / "a.json", text.encode())
        rows, errors = render(place, chunk_size=100)
        assert ([row.outputs for row in rows], errors) == (EXPECTED, [])
        rows, errors = render(place, max_size=1000)
        assert [bad.code for bad in errors] == ["too-long"]
        assert "max_size=" in errors[0].message


def test_a_first_line_that_is_broken_makes_no_other_file_of_it(tmp_path: Path) -> None:
    for name in ("a.jsonl", "a.json", "a"):
        rows, errors = render(written(tmp_path / name, b'{"id": "x", "ti\n' + LINES))
        assert [row.outputs for row in rows] == EXPECTED
        assert [(bad.line, bad.code) for bad in errors] == [(1, "not-json")]


def test_a_line_that_is_too_long_is_one_bad_record(tmp_path: Path) -> None:
    first, second = LINES.splitlines()[:2]
    long = b'{"id": "x", "title": "' + b"x" * 3_000_000 + b'"}'
    for end in (b"\n" + second, b""):
        place = written(tmp_path / "a.jsonl", first + b"\n" + long + end)
        rows, errors = render(place, max_size=100_000, chunk_size=4096)
        assert [row.outputs for row in rows] == EXPECTED[: 2 if end else 1]
        assert [(bad.line, bad.code) for bad in errors] == [(2, "too-long")]
        assert len(errors[0].raw) == 1000
    rows, errors = render(place)
    assert (len(rows), errors) == (2, [])


def test_a_bomb_is_read_as_a_stream(tmp_path: Path) -> None:
    bomb = gzip.compress(b"\n" * 40_000_000 + b'{"id": "' + b"x" * 40_000_000)
    assert len(bomb) < 100_000
    place = written(tmp_path / "a.jsonl.gz", bomb)
    tracemalloc.start()
    _, errors = render(place, max_size=1_000_000)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [bad.code for bad in errors] == ["too-long"]
    assert most < 30_000_000


def test_bytes_that_are_not_utf8(tmp_path: Path) -> None:
    line = '{"id": "a", "type": "book", "title": "Über Bücher"}'
    place = written(tmp_path / "a.jsonl", line.encode("latin-1") + b"\n" + line.encode())
    rows, errors = render(place, ["apa"])
    assert [row.outputs["apa"] for row in rows] == ["Über Bücher. (n.d.)."] * 2
    assert ["not UTF-8" in str(row.problems) for row in rows] == [True, False]
    assert not errors
    whole = citex.format(PAPERS, "csljson", lines=True).encode("utf-16")
    rows, errors = render(written(tmp_path / "b.jsonl", whole))
    assert [row.outputs for row in rows] == EXPECTED


@pytest.mark.parametrize("data", [b"", b" \n\n", b"\xef\xbb\xbf"])
def test_nothing(data: bytes, tmp_path: Path) -> None:
    assert render(written(tmp_path / "a.jsonl", data)) == ([], [])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "unreadable-input"),
        (b"What is this?\n", "unknown-format"),
    ],
)
def test_files_that_are_none(data: bytes, code: str, tmp_path: Path) -> None:
    other = written(tmp_path / "b.jsonl", LINES)
    rows, errors = render([written(tmp_path / "a.x", data), other])
    assert [row.outputs for row in rows] == EXPECTED
    assert [bad.code for bad in errors] == [code]
