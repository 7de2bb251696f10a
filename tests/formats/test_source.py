"""Decoding, in its one place."""

from __future__ import annotations

import io
import tracemalloc

import pytest

from citex.errors import ParseError
from citex.formats import Source

CHINESE = "题名：城市热岛效应的观测与模拟研究\n作者：张伟\n"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", CHINESE),
        ("utf-8-sig", CHINESE),
        ("utf-16", CHINESE),
        ("utf-16-le", "ascii only\nlines\n"),
        ("utf-16-be", "ascii only\nlines\n"),
        ("utf-32", CHINESE),
        ("gb18030", CHINESE),
        ("cp1252", "Über “Größe”\nnaïve café\n"),
        ("cp932", "TI  - 深層学習による河川の認識\nAU  - 山田, 花子\n"),
        ("euc_jp", "TI  - 深層学習による河川の認識\nAU  - 山田, 花子\n"),
        ("big5", "題名：臺灣都市熱島效應之觀測\n作者：陳大文\n"),
        ("cp949", "제목: 한국의 도시 기후에 관한 연구\n김철수\n"),
        ("cp1251", "Название: Тепловой остров города\nАвтор: Орлов И. С.\n"),
    ],
)
def test_encodings_are_told_apart(encoding: str, text: str) -> None:
    data = text.encode(encoding)
    assert Source.of_bytes(data).text() == text
    assert list(Source.of_bytes(data).lines()) == text.splitlines()
    assert Source.of_bytes(data).head == text


def test_a_guess_is_warned_about_once() -> None:
    source = Source.of_bytes("é\nà\n".encode("latin-1") * 50)
    assert list(source.lines())[:2] == ["é", "à"]
    assert [problem.level for problem in source.problems] == ["warning"]


def test_lines_in_another_encoding_leave_the_others() -> None:
    data = "é\nMüller\n".encode() + "Größe\n".encode("cp1252") + "naïve\n".encode()
    assert Source.of_bytes(data).text() == "é\nMüller\nGröße\nnaïve\n"
    assert list(Source.of_bytes(data).lines()) == ["é", "Müller", "Größe", "naïve"]


def test_a_line_that_could_be_utf8_is_read_as_the_others_are() -> None:
    text = "深度学习的研究\n模\n"  # the bytes of the last are those of a letter in UTF-8
    assert text[-2].encode("gb18030").decode("utf-8") == "ģ"
    assert list(Source.of_bytes(text.encode("gb18030")).lines()) == text.splitlines()


def test_an_encoding_that_is_named_is_obeyed() -> None:
    assert Source.of_bytes(b"\xe9", encoding="latin-1").text() == "é"
    with pytest.raises(ParseError, match="no-such"):
        Source.of_bytes(b"x", encoding="no-such")


def test_line_ends() -> None:
    assert list(Source.of_bytes(b"a\r\nb\rc\nd").lines()) == ["a", "b", "c", "d"]


def test_lone_surrogates_do_no_harm() -> None:
    text = Source.of_text("a\ud800b").text()
    assert text.strip("\ufffd") == text
    assert text.replace("\ufffd", "") == "ab"


def test_lines_take_constant_memory() -> None:
    class Endless(io.RawIOBase):
        left = 30_000_000

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: object) -> int:
            view = memoryview(buffer)  # type: ignore[arg-type]
            size = min(len(view), self.left)
            view[:size] = (b"x" * 79 + b"\n") * (size // 80) + b"x" * (size % 80)
            self.left -= size
            return size

    source = Source(io.BufferedReader(Endless()))
    tracemalloc.start()
    count = sum(1 for _ in source.lines())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count > 300_000
    assert peak < 2_000_000
