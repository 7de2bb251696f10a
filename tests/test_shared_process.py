"""A process that is another's: its settings stay, nothing is printed, threads and pools share all.

The public names are used as a server, a notebook or a pool of workers does.
"""

from __future__ import annotations

import asyncio
import copy
import decimal
import gc
import locale
import logging
import multiprocessing
import os
import pickle
import random
import signal
import subprocess
import sys
import textwrap
import threading
import time
import warnings
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from pool_tasks import PAPERS, failing, received, shown

import citex
from citex import api, registry
from citex.csl import load
from citex.csl.process.program import Program

STYLES = ("apa", "gbt7714", "gbt7714-2025-author-date", "mla", "chicago-notes-bibliography")
CITED = [citex.Citation((citex.Cite("book1", locator="3"), citex.Cite("chen2018")), note=1)]


def written() -> dict[str, str]:
    """The papers in every format that is written, and in some styles."""
    found = {
        form.name: citex.format(PAPERS, form.name) for form in registry.formats() if form.write
    }
    return found | {style: citex.format(PAPERS, style, output="html") for style in STYLES}


def used() -> None:
    """What a host calls, once each."""
    for name, text in written().items():
        if name in STYLES or registry.format_named(name).read is None:
            continue
        citex.parse(text, name, problems=[])
        citex.parse(text, problems=[])
        citex.parse(text.encode("utf-16"), name, problems=[])
        citex.parse(text[: len(text) // 2], name, problems=[])
    citex.parse("@book{a, title = {\\unknown{x} $\\frac{1}{2}$ {\\'e", "bibtex", problems=[])
    citex.cite(PAPERS, CITED, "chicago-notes-bibliography")
    list(citex.check(PAPERS, "ris"))
    list(citex.losses(PAPERS, registry.format_named("nbib")))
    citex.format(PAPERS, "apa", engine="citeproc-py")
    citex.page(PAPERS[:2])
    if _has("rapidfuzz"):
        citex.dedupe(PAPERS)
    if _has("httpx") and _has("stamina"):
        citex.fetch(["10.5555/none"], failures=[], offline=True, cache=False)


def _has(package: str) -> bool:
    try:
        __import__(package)
    except ImportError:
        return False
    return True


def state() -> dict[str, Any]:
    """Settings of the process, as they are now."""
    until = time.monotonic() + 10
    while time.monotonic() < until and any(t.name == "citex-fetch" for t in threading.enumerate()):
        time.sleep(0.01)  # they end when they are told that there is no more to do
    signals = [s for s in signal.valid_signals() if s not in (signal.SIGKILL, signal.SIGSTOP)]
    mask = os.umask(0)
    os.umask(mask)
    loggers = [
        logging.root,
        *(logging.getLogger(name) for name in ("stamina", "httpx", "pylatexenc")),
    ]
    return {
        "gc": (gc.isenabled(), gc.get_threshold(), gc.get_freeze_count()),
        "recursion": sys.getrecursionlimit(),
        "digits": getattr(sys, "get_int_max_str_digits", int)(),
        "switch": sys.getswitchinterval(),
        "signals": [signal.getsignal(number) for number in signals],
        "umask": mask,
        "folder": os.getcwd(),
        "environment": dict(os.environ),
        "locale": [locale.setlocale(kind) for kind in (locale.LC_CTYPE, locale.LC_NUMERIC)],
        "decimal": str(decimal.getcontext()),
        "random": random.getstate(),
        "warnings": [repr(one) for one in warnings.filters],
        "logging": [(one.level, list(one.handlers), list(one.filters), one.disabled, one.propagate)
                    for one in loggers],
        "streams": (sys.stdin, sys.stdout, sys.stderr),
        "hooks": (sys.excepthook, sys.unraisablehook, sys.displayhook, threading.excepthook),
        "path": list(sys.path),
        "threads": threading.active_count(),
    }  # fmt: skip


def test_the_settings_of_the_process_stay() -> None:
    used()  # what packages do when they are imported is theirs
    before = state()
    used()
    after = state()
    assert {name: after[name] for name in before if before[name] != after[name]} == {}


def test_other_settings_of_the_process_are_borne(capfd: pytest.CaptureFixture[str]) -> None:
    """A strict decimal context, no collector, warnings as errors, an odd folder: the same text."""
    expected = written()
    capfd.readouterr()
    with decimal.localcontext() as context, warnings.catch_warnings():
        warnings.simplefilter("error")
        context.prec, context.traps[decimal.Inexact] = 2, True
        gc.disable()
        try:
            used()
            assert written() == expected
            assert not gc.isenabled()
        finally:
            gc.enable()
    assert capfd.readouterr() == ("", "")


def script(text: str, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A Python program of its own, which finds the modules of the tests."""
    tests = Path(__file__).parent
    path = os.pathsep.join([str(tests), str(Path(citex.__file__).parent.parent)])
    return subprocess.run(
        [sys.executable, *options, "-c", textwrap.dedent(text)],
        capture_output=True, text=True, timeout=300,
        env={**os.environ, "PYTHONPATH": path, **environment},
    )  # fmt: skip


def test_nothing_is_printed_and_nothing_logged() -> None:
    """Not by us and not by what we use, warnings of which are errors here."""
    done = script("import test_shared_process as t; t.used()", "-X", "dev", "-W", "error")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


COLD = """
    import sys, threading
    sys.setswitchinterval(1e-4)
    import citex
    from own_papers import one_of_each_kind, chinese
    papers = [*one_of_each_kind(), *chinese()][::5]
    gate = threading.Barrier(16)
    found, faults = [{} for _ in range(16)], []
    styles = ("apa", "gbt7714", "mla", "gbt7714-2025-author-date")
    formats = ("bibtex", "ris", "endnote-xml", "csljson", "mods", "nbib")

    def work(number):
        gate.wait()
        try:
            turn = number % 4
            for style in styles[turn:] + styles[:turn]:
                found[number][style] = citex.format(papers, style, output="html")
            turn = number % 6
            for name in formats[turn:] + formats[:turn]:
                text = citex.format(papers, name)
                found[number][name] = text
                found[number][name, "read"] = len(citex.parse(text, problems=[]))
            found[number]["styles"] = len(citex.styles("nature"))
            try:
                citex.fetch(["10.5555/none"], offline=True, cache=False)
            except citex.CitexError as error:
                found[number]["fetch"] = str(error)
        except BaseException as error:
            faults.append(f"{type(error).__name__}: {error}")

    threads = [threading.Thread(target=work, args=(n,)) for n in range(16)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert not faults, faults
    assert all(one == found[0] for one in found[1:])
    for style in styles:
        assert found[0][style] == citex.format(papers, style, output="html")
"""


def test_sixteen_threads_begin_at_once() -> None:
    """Nothing is loaded or compiled yet, and all ask for all."""
    done = script(COLD)
    assert (done.returncode, done.stderr) == (0, "")


def test_languages_that_many_threads_meet_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """A style whose layout takes the words of each entry: every language gets its own, once."""
    languages = ("de", "fr", "es", "it", "nl", "sv", "da", "pl", "cs", "ru", "ja", "ko", "zh", "tr")
    papers = [
        citex.Paper(id=one, type="book", title="T", edition="2", language=one, page="3-4",
                    author=[citex.Name("A", "B")] * 5, publisher="P")
        for one in languages
    ]  # fmt: skip
    style = load("gbt7714-2025")
    alone = {p.id: citex.Processor(style).reference(p) for p in papers}
    made = Program._area

    def slowly(self: Program, layout: Any, language: str = "") -> Any:
        time.sleep(0.002)  # so that others come in between
        return made(self, layout, language)

    monkeypatch.setattr(Program, "_area", slowly)
    shared = citex.Processor(load("gbt7714-2025"))
    before = len(shared._setting.program.areas["bibliography"])
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(shared.reference, [p for p in papers for _ in range(8)]))
    assert together == [alone[p.id] for p in papers for _ in range(8)]
    assert len(shared._setting.program.areas["bibliography"]) - before == len(languages)


def test_a_name_is_registered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of threads that register a name at once, one succeeds; its aliases are known from then on."""
    monkeypatch.setattr(registry, "_registered", {})
    gate = threading.Barrier(8)

    def add(number: int) -> bool:
        gate.wait()
        form = citex.Format(name="late", title=str(number), aliases=("tardy",), write=lambda _: "")
        try:
            citex.register_format(form)
        except citex.CitexError:
            return False
        return True

    for _ in range(20):
        with ThreadPoolExecutor(8) as pool:
            assert sum(pool.map(add, range(8))) == 1
        assert registry.format_named("tardy").name == "late"
        registry._registered.clear()
        with pytest.raises(citex.UnknownFormat):
            registry.format_named("tardy")


def test_in_an_event_loop() -> None:
    """The verbs run in threads of a loop, and in its own thread."""

    async def main() -> list[str]:
        jobs = [asyncio.to_thread(citex.format, PAPERS, style) for style in STYLES]
        return [*await asyncio.gather(*jobs), citex.format(PAPERS, "ris")]

    assert asyncio.run(main()) == [citex.format(PAPERS, name) for name in (*STYLES, "ris")]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_fork_while_threads_compile() -> None:
    """In the child no lock is held by a thread that is not there."""
    done = script(
        """
        import os, sys, threading, time, warnings
        warnings.simplefilter("ignore", DeprecationWarning)  # Python's, of forking with threads
        import citex
        from citex.csl import Processor, load
        from own_papers import one_of_each_kind
        papers = one_of_each_kind()
        style = Processor(load("apa"))
        lock = style._setting.program._lock

        def hold():
            with lock:
                time.sleep(60)

        threading.Thread(target=hold, daemon=True).start()
        while lock.acquire(blocking=False):
            lock.release()
        child = os.fork()
        if child == 0:
            os._exit(0 if len(style.bibliography(papers)) == len(papers) else 1)
        until = time.monotonic() + 30
        while time.monotonic() < until:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                sys.exit(os.waitstatus_to_exitcode(status))
            time.sleep(0.02)
        os.kill(child, 9)
        sys.exit("the child hangs")
        """
    )
    assert (done.returncode, done.stderr) == (0, "")


# -- pickles, copies, pools ----------------------------------------------------------------------


def shared_things() -> dict[str, Any]:
    """One of each public thing that may go from one process to another, by name."""
    problems: list[citex.Problem] = []
    citex.parse("@book{a, title = {On", "bibtex", problems=problems)
    paper = PAPERS[0]
    style = load("apa")
    refs = citex.bibliography(PAPERS, "apa")
    document = citex.Document(PAPERS, "apa", citations=CITED)
    things = {
        "Bibliography": refs,
        "Changes": document.insert(CITED[0]),
        "Citation": CITED[0],
        "Cite": CITED[0].cites[0],
        "Diagnostic": next(iter(citex.check([citex.Paper(id="a", type="book")]))),
        "Document": document,
        "Entry": refs[0],
        "Format": registry.format_named("ris"),
        "Lookup": citex.Lookup("a", failure=citex.LookupFailed("a", "gone")),
        "Loss": next(iter(citex.losses([paper], registry.format_named("notefirst")))),
        "Name": citex.Name("Gogh", "Vincent", non_dropping_particle="van"),
        "Option": citex.Option(name="a", title="b"),
        "Paper": paper,
        "ParseError": citex.ParseError("m", source="f", line=3),
        "PartialDate": citex.PartialDate(1999, 2, end=citex.PartialDate(2000)),
        "Placed": document.citations[0],
        "Problem": problems[0],
        "Processor": citex.Processor(style, output="html", notices=True),
        "Processor with options": api.processor("gbt7714", locale="en-US"),
        "Processor of citeproc-py": api.processor("apa", engine="citeproc-py"),
        "Remark": citex.Remark(kind="doubt", message="m"),
        "CitedText": citex.cite_text("So [@unknown].", PAPERS, "apa"),
        "Rendered": citex.cite(PAPERS, CITED, "chicago-notes-bibliography"),
        "Source": citex.Source.of_text("@book{a}", "a.bib"),
        "Style": style,
        "StyleInfo": citex.styles("apa")[0],
        "Candidate": citex.Candidate(paper, 0.5, "= title", "crossref"),
        "Difference": citex.Difference("volume", "1", "2"),
        "Verdict": citex.Verdict(paper=paper, kind="agrees", record=paper),
        "AddedStyle": citex.AddedStyle(name="a", title="A", origin="user", change="added"),
    }
    if _has("rapidfuzz"):
        things["Match"] = citex.matches([paper, paper])[0]
    return things


THINGS = shared_things()
CLASSES = {
    name for name in citex.__all__
    if isinstance(getattr(citex, name), type) and not issubclass(getattr(citex, name), Exception)
}  # fmt: skip


def test_every_public_class_is_tried() -> None:
    assert CLASSES - set(THINGS) <= {"Match"} | {
        name for name in CLASSES if getattr(citex, name) is citex.Kind
    }


@pytest.mark.parametrize("name", THINGS)
def test_pickled_and_copied(name: str) -> None:
    thing = THINGS[name]
    expected = shown(copy.copy(thing) if name == "Source" else thing)
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert shown(pickle.loads(pickle.dumps(thing, protocol))) == expected
    assert shown(copy.copy(thing)) == expected
    assert shown(copy.deepcopy(thing)) == expected


def test_a_processor_that_comes_twice_is_compiled_once() -> None:
    """A pool sends it with every task."""
    sent = pickle.dumps(THINGS["Processor"])
    assert pickle.loads(sent) is pickle.loads(sent)


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_through_a_pool(method: str) -> None:
    """There and back, through workers that are begun in each way the system has."""
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        for name, thing in THINGS.items():
            there, back = pool.submit(received, thing).result(timeout=120)
            assert there == shown(thing), name
            assert shown(back) == shown(thing), name


def test_errors_come_back_from_a_pool() -> None:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        with pytest.raises(citex.UnknownFormat, match="no-such-style-1"):
            pool.submit(failing, 1).result(timeout=120)
        assert pool.submit(received, 1).result(timeout=120)  # the pool is whole
