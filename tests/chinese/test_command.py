"""The command in Chinese: all that a person reads is, and nothing that a machine reads."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cli.calls import Shell
from cli.test_natural_calls import CALLS, _typed
from sections import Sections
from test_golden_readings import CASES as READ
from test_golden_readings import GOLDEN, PART

import citex as library
from citex import registry
from citex.chinese import told, translated
from citex.cli import VERBS, _language, _parser
from citex.cli._terminal import columns
from citex.formats import Source

ENGLISH = re.compile(r"\b[a-z]{2,} [a-z]+ [a-z]{2,}\b")
"""Three words of English."""

_QUOTED = re.compile(r"`[^`]*`|(?<!\w)'[^']*'(?!\w)|(?<!\w)\"[^\"]*\"(?!\w)|“[^”]*”|\{\".*\}")
_CALL = re.compile(rf"(?:xargs )?citex (?:{'|'.join(VERBS)}|VERB)\b[^；（）]*")


def english(text: str) -> list[str]:
    """The lines with English outside of quotes and calls."""
    found = []
    for line in text.splitlines():
        bare = _CALL.sub("", _QUOTED.sub("", line))
        if ENGLISH.search(bare):
            found.append(line)
    return found


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")


TYPED = [call for call in CALLS if not re.search(r"\bfetch\b|--copy|\| citex$", call["type"])]


@pytest.mark.parametrize("call", TYPED, ids=[call["type"] for call in TYPED])
def test_a_natural_call(
    call: dict[str, Any],
    citex: Shell,
    desk: Path,
    chinese: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if "needs" in call:
        pytest.importorskip(call["needs"])
    if "config" in call:
        (desk / "user.toml").write_text(call["config"], encoding="utf-8")
        monkeypatch.setenv("CITEX_CONFIG", str(desk / "user.toml"))
    words, stdin = _typed(call["type"])
    result = citex(*words, stdin=stdin)
    assert result.status == call.get("exit", 0)
    assert english(result.err) == []
    if result.status == 2:
        assert re.search("[\u4e00-\u9fff]", result.line)
    if "--help" in words or words[:1] in (["help"], ["explain"], ["formats"]):
        assert "--json" in words or english(result.out) == []


@pytest.mark.parametrize(("form", "name"), READ)
def test_what_readers_say(form: str, name: str) -> None:
    text = Sections(GOLDEN / f"{form}.txt").text(name).partition(PART)[0].rstrip("\n")
    problems: list[library.Problem] = []
    papers = list(registry.format_named(form).papers(Source.of_text(text), problems))
    said = [remark.message for paper in papers for remark in paper.remarks]
    said += [problem.message for problem in problems]
    for message in said:
        found = translated(message)
        assert found, message
        assert _FOREIGN.match(found) or english(found) == [], found


_FOREIGN = re.compile(r"这不是 (?:JSON|XML|YAML)：")
"""What a parser of others' says stays as it was."""


HELD = json.dumps(
    [{"id": "a", "type": "book", "title": "On <i>moss</i>", "abstract": "Green.", "volume": "n/a",
      "custom": {"status": {"retracted": True}, "metrics": {"citation-count": 3}}}, 5]
).encode()  # fmt: skip


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("convert -f csljson -t ris --report", "citex: 第 2 条记录: 条目应当是对象，这里是 int"),
        ("convert -f csljson -t coins --report", "丢失: a: abstract 会丢失：Green."),
        ("show -f csljson", "citex: 警告: a: volume: 只是表示“没有 volume”"),
        ("dedupe -f csljson", "citex: 1 条记录，1 种文献"),
        ("check -f csljson", "`citex explain 代码` 说明如何处理"),
        ("check -f csljson --fail-on odd", "'odd' 不可用（可选："),
        ("convert -t", "citex: convert: 选项 -t/--to：需要一个值（用法："),
        ("completion", "缺少必需的参数：SHELL"),
        ("completion nosh", "没有 'nosh' 的脚本"),
        ("formats --read --write", "选项 --write：不能与 --read 同时使用"),
        ("explain clossing", "没有代码 'clossing'；是否想写 'closing-stop' 或 'missing'？"),
        ("styles zqxj", "没有样式 'zqxj'"),
        ("fetch 10.5555/a --offline --no-cache", "没有保存的查询结果，而现在不联网"),
        ("fetch nonsense", "nonsense: 不是 DOI、PMID、PMCID、arXiv 编号、ISBN，"),
        ("fetch 10.5555/a --no-cache --host crossref=http://127.0.0.1:9 --host "
         "datacite=http://127.0.0.1:9 --host doi.org=http://127.0.0.1:9", "无法连接 "),
        ("fetch 10.5555/a --host nosuch=http://x", "没有查询服务 'nosuch'（可用："),
    ],
)  # fmt: skip
def test_what_a_call_says(line: str, says: str, citex: Shell, chinese: None) -> None:
    result = citex(*line.split(), stdin=HELD)
    assert says in result.err
    assert english(result.err) == []


def test_what_people_read_on_standard_output(citex: Shell, chinese: None) -> None:
    shown = citex("show", "-f", "csljson", "-q", stdin=HELD).out
    assert "! 已撤稿" in shown
    assert "被引 3 次" in shown
    assert "导出：" in shown
    assert citex("formats", "bibtex").out.splitlines()[0].split() == [
        "名称",
        "读",
        "写",
        "后缀",
        "格式",
    ]
    told = citex("explain", "closing-stop").out
    assert told.splitlines()[0] == "closing-stop (警告)"
    assert "  处理: 删去末尾的标点；缩写的句点保留。" in told
    for code in library.checks.codes():
        assert "原因: " in citex("explain", code).out
    assert re.match(r"代码 +程度 +含义\n", citex("explain").out)


@pytest.mark.parametrize("verb", VERBS)
def test_the_help_of_a_verb(
    verb: str, citex: Shell, chinese: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = citex("help", verb).out.splitlines()
    assert lines[0].startswith(f"用法：citex {verb}")
    assert english("\n".join(lines)) == []
    assert [line for line in lines[1:] if columns(line) > 80 and " " in line.strip()] == []
    assert citex(verb, "--help").out.splitlines() == lines


def test_the_scripts_of_shells(citex: Shell, chinese: None) -> None:
    """What zsh and fish show beside a word is Chinese."""
    zsh, fish = (citex("completion", shell).out for shell in ("zsh", "fish"))
    assert english("\n".join(re.findall(r"\[([^]]*)\]", zsh))) == []
    assert english("\n".join(re.findall(r" -d '([^']*)'", fish))) == []
    assert "'convert:把文献从一种格式转为另一种，或排成参考文献表'" in zsh


FOR_PROGRAMS = (
    "convert -f csljson -t ris", "convert -f csljson -t apa", "convert -f csljson -t gbt7714-2025",
    "convert -f csljson -t csljson", "page -f csljson --lang en", "show -f csljson --json",
    "check -f csljson --json", "dedupe -f csljson --json", "dedupe -f csljson -t bibtex",
    "explain --json", "formats --json", "styles --json apa", "styles apa", "completion styles ap",
    "fetch 10.5555/a --offline --no-cache --json", "-V",
)  # fmt: skip


@pytest.mark.parametrize("line", FOR_PROGRAMS)
def test_what_programs_read_is_the_same(
    line: str, citex: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken = citex(*line.split(), stdin=HELD)
    monkeypatch.setenv("CITEX_LANG", "zh")
    told = citex(*line.split(), stdin=HELD)
    assert (told.status, told.out) == (spoken.status, spoken.out)


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN"}, "zh"),
        ({"LANG": "zh_TW.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.utf8@pinyin"}, "zh"),
        ({"LANG": "zh_CN.GBK"}, "en"),
        ({"LC_ALL": "zh_CN.GB18030", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LANG": "zh_CN.GBK", "CITEX_LANG": "zh"}, "zh"),
        ({"LANG": "zh-Hans"}, "zh"),
        ({"LANG": "zha_CN.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({}, "en"),
        ({"LANG": ""}, "en"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "POSIX", "LANGUAGE": "zh"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LC_MESSAGES": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "zh_CN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "zh"),
        ({"LC_CTYPE": "zh_CN.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:zh_CN:en"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "en_US:zh_CN"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "fr"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": ""}, "zh"),
        ({"LANGUAGE": "zh_CN"}, "en"),
        ({"LANG": "en_US.UTF-8", "CITEX_LANG": "zh"}, "zh"),
        ({"LANG": "en_US.UTF-8", "CITEX_LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LC_ALL": "zh_CN.UTF-8", "CITEX_LANG": "en"}, "en"),
        ({"LC_ALL": "zh_CN.UTF-8", "CITEX_LANG": ""}, "zh"),
    ],
)
def test_the_language_of_a_locale(
    variables: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _only(variables, monkeypatch)
    _language.begin(["show"], "utf-8")
    assert _language.spoken() == language


def _only(variables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LANG", "CITEX_LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize(
    ("encoding", "language"),
    [("utf-8", "zh"), ("UTF8", "zh"), (None, "zh"), ("gbk", "en"), ("ascii", "en"),
     ("iso-8859-1", "en")],
)  # fmt: skip
def test_a_terminal_that_cannot_show_it(
    encoding: str | None, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that the command writes is UTF-8; who asks for Chinese gets it in any case."""
    _only({"LANG": "zh_CN.UTF-8"}, monkeypatch)
    _language.begin(["show"], encoding)
    assert _language.spoken() == language
    _language.begin(["--lang", "zh", "show"], encoding)
    assert _language.spoken() == "zh"


def test_windows_names_its_language_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    _only({}, monkeypatch)
    monkeypatch.setattr(_language, "_of_windows", lambda: "zh")
    _language.begin([], "utf-8")
    assert _language.spoken() == "zh"
    _only({"LANG": "en_US.UTF-8"}, monkeypatch)
    _language.begin([], "utf-8")
    assert _language.spoken() == "en"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("--lang zh", "用法：citex VERB"),
        ("--lang=zh help show", "用法：citex show"),
        ("--lang zh convert no.bib -t apa", "没有文件 'no.bib'"),
        ("check --lang zh no.bib", "没有文件 'no.bib'"),
        ("check no.bib --lang=zh", "没有文件 'no.bib'"),
        ("--lang zh check no.bib --lang en", "no file 'no.bib'"),
        ("--lang zh --lang en", "usage: citex VERB"),
        ("page no.bib --lang zh", "no file 'no.bib'"),  # the language of the page
        ("convert no.bib -t apa --lang zh", "did you mean --locale?"),
        ("--lang de show", "a verb stands before the options"),
    ],
)
def test_the_switch(line: str, says: str, citex: Shell) -> None:
    result = citex(*line.split())
    assert says in result.out + result.err


def test_the_configuration_and_the_variable(
    citex: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "citex.toml"
    own.write_text('lang = "zh"\n', encoding="utf-8")
    monkeypatch.setenv("CITEX_CONFIG", str(own))
    assert citex("show", "no.bib").line == "citex: 没有文件 'no.bib'"
    assert citex("--lang", "en", "show", "no.bib").line == "citex: no file 'no.bib'"
    monkeypatch.setenv("CITEX_LANG", "en")
    assert citex("show", "no.bib").line == "citex: no file 'no.bib'"
    monkeypatch.setenv("CITEX_LANG", "fr")
    result = citex("show", "no.bib")
    assert (result.status, result.line) == (2, "citex: CITEX_LANG=fr: the languages are en, zh")
    monkeypatch.delenv("CITEX_LANG")
    own.write_text('lang = "zh"\nnosuch = 1\n', encoding="utf-8")
    assert "没有配置项 'nosuch'；可用的有 " in citex("show", "no.bib").line
    own.write_text('lang = "tlh"\n', encoding="utf-8")
    assert citex("formats", "nosuch").line.startswith("citex: no format")


def test_python_callers_are_told_in_english(chinese: None) -> None:
    with pytest.raises(library.UnknownFormat, match="no format 'bibtx'; did you mean"):
        library.format([], to="bibtx")


def test_only_who_is_told_in_chinese_loads_the_catalogue() -> None:
    code = (
        "import sys; from citex.cli import main; main({}); "
        "found = sys.modules.get('citex.chinese'); "
        "print(found is not None and found.table.cache_info().currsize)"
    )
    for words, loaded in (
        (["formats", "nosuch"], "False"),
        (["--lang", "zh", "formats", "no"], "4"),
    ):
        result = subprocess.run(
            [sys.executable, "-c", code.format(words)], capture_output=True, text=True, check=True
        )
        assert result.stdout.strip() in (loaded, loaded.replace("False", "0")), result


def test_interrupted(citex: Shell, chinese: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(_parser, "of", stop)
    result = citex("show", "x.bib")
    assert (result.status, result.line) == (130, "citex: 已中断")


def test_a_name_stays_a_name() -> None:
    """Whatever word of ours it is: a file, a record, a value in quotes."""
    for name in ("style", "lost", "error", "interrupted", "is", "no file", "(a", "a; b", "说明"):
        assert told(f"warning: {name}: has no title").startswith("警告: ")
        assert told(f"no file {name!r}") == f"没有文件 {name!r}"
        assert told(f"no file {name!r}; did you mean {name!r}?") == (
            f"没有文件 {name!r}；是否想写 {name!r}？"
        )
        if " " not in name:
            assert told(f"warning: {name}: has no title") == f"警告: {name}: 没有题名"
            assert told(f"{name}:3: DOI: is no DOI: {name}") == f"{name}:3: DOI: 不是 DOI：{name}"


def test_nothing_that_is_said_gets_lost() -> None:
    """A value without a place in the Chinese is the sign of a plural, or nothing."""
    said = "3 records in 2 parts (1 were there); 2 bad, in out/errors.jsonl: not-json 2"
    assert told(said) == (
        "3 条记录，2 个分片（其中 1 条原已完成）；2 条有误，见 out/errors.jsonl：not-json 2"
    )
    assert told("on the clipboard: APA, 2 references") == "已放到剪贴板：APA，2 条"
    assert "reference books" in told("on the clipboard: APA, 2 reference books")


def test_messages_made_to_be_long_end() -> None:
    """The work is bounded by the number of parts that are looked up, whatever a message holds."""
    for text in ("a: b; (c) " * 150, "no file x; did (you mean: " * 60 + "))" * 60, "'" * 1500):
        assert len(told(text)) <= 2 * len(text)
        assert told(text * 20) == text * 20
