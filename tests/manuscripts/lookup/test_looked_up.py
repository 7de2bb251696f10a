"""Keys that are identifiers: looked up once, kept in the lock file, told where nobody has them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from loopback import Server, status

from citex import CitedText, CitexError, cite_text

SERVICES = ("crossref", "datacite", "doi.org", "openalex")
DOI = "10.1016/0009-2614(84)85645-6"


def cited(text: str, server: Server, lock: Path, **options: Any) -> CitedText:
    asked: Any = {"hosts": server.hosts, "cache": False, **options}
    return cite_text(f"{text}\n", (), "apa", lookup=asked, lock=lock, links=False)


def kept(lock: Path) -> list[str]:
    return [item["id"] for item in json.loads(lock.read_text("utf-8"))]


def test_several_keys_of_one_identifier_are_one_work(
    server: Server,
    tmp_path: Path,
) -> None:
    lock = tmp_path / "refs.lock.json"
    text = f"[@doi:{DOI}] [@https://doi.org/{DOI}] @{DOI} [@DOI:{DOI}; @nobody]"
    found = cited(text, server, lock)
    assert len(found.document.bibliography()) == 1
    assert [problem.raw for problem in found.problems] == ["nobody"]
    assert kept(lock) == [f"doi:{DOI}"]
    again = cited(f"@https://doi.org/{DOI}", server, lock, offline=True)
    assert (len(again.document.bibliography()), again.problems) == (1, ())
    assert again.unused == ()


def test_what_nobody_knows_stays_and_is_told_and_the_rest_is_found(
    server: Server,
    tmp_path: Path,
) -> None:
    lock = tmp_path / "refs.lock.json"
    for service in SERVICES:
        server.plays[service, "10.1000/none"] = status(404)
    found = cited(f"[@doi:10.1000/none] @doi:{DOI}.", server, lock)
    assert found.text.startswith("[@doi:10.1000/none] ")
    assert len(found.document.bibliography()) == 1
    assert any("10.1000/none" in str(problem) for problem in found.problems)
    assert kept(lock) == [f"doi:{DOI}"]


def test_services_that_are_down_are_told_and_the_lock_file_stays(
    server: Server,
    tmp_path: Path,
) -> None:
    lock = tmp_path / "refs.lock.json"
    nobody = dict.fromkeys(server.hosts, "http://127.0.0.1:9")
    found = cited(f"[@doi:{DOI}]", server, lock, hosts=nobody)
    assert found.text.startswith(f"[@doi:{DOI}]")
    assert len(found.problems) == 2
    assert not lock.exists()


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"a": 1}', b"[3]"])
def test_a_lock_file_that_is_none_is_told_with_the_way_out(
    content: bytes,
    server: Server,
    tmp_path: Path,
) -> None:
    lock = tmp_path / "refs.lock.json"
    lock.write_bytes(content)
    with pytest.raises(CitexError, match=r"is no lock file .*; remove it to look up anew"):
        cited(f"[@doi:{DOI}]", server, lock)
    assert lock.read_bytes() == content
