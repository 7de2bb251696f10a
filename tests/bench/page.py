"""Size and speed of the page for many papers, in a real browser.

    python tests/bench/page.py [PAPERS ...]

For each size (default: 60, 2,000 and 20,000) a page of made papers, each with an abstract of 150
words: CPU seconds to build it, bytes, milliseconds until its list can be used, elements then, and
the longest time that a filter and an order took until the page was drawn anew. Needs Chromium,
chromedriver and selenium.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "dialog"), str(HERE.parents[1]), str(HERE.parent)]

SYLLABLES = (
    "ba be bi bo bu da de di do du fa fe ga ge go ka ke ki ko la le li lo lu ma me mi mo mu na ne "
    "ni no pa pe po ra re ri ro ru sa se si so ta te ti to tu va ve vi vo"
).split()
MEASURED = """
const [selector, value, kind] = arguments;
const field = document.querySelector(selector);
const before = performance.now();
field.value = value;
field.dispatchEvent(new Event(kind, { bubbles: true }));
document.body.getBoundingClientRect();
return performance.now() - before;
"""


def made(count: int) -> list[Any]:
    """So many papers of every kind, each with words, people and an identifier of its own."""
    from own_papers import chinese, one_of_each_kind

    from citex.model import Name, PartialDate

    chance = random.Random(count)
    lengths = (1, 2, 2, 3, 4)
    words = ["".join(chance.choices(SYLLABLES, k=chance.choice(lengths))) for _ in range(3000)]
    names = [word.title() for word in words[:800]]
    kinds = [*one_of_each_kind(), *chinese()]
    papers = []
    for number in range(count):
        paper = kinds[number % len(kinds)]
        title = " ".join(chance.choices(words, k=9)).capitalize()
        author = [Name(chance.choice(names), chance.choice(names)) for _ in range(1 + number % 5)]
        text = " ".join(chance.choices(words, k=150)).capitalize()
        made = type(paper).from_dict({**paper.to_dict(), "id": f"p{number}"})
        made.title = f"{title} {paper.title}" if paper.id == "zhang2020" else title
        made.author, made.abstract = author, f"{text}."
        made.issued = PartialDate(1950 + number % 76)
        made.DOI = f"10.5555/{number}.{chance.randrange(10**6)}"
        papers.append(made)
    return papers


def measured(browser: Any, count: int) -> str:
    """One row of the table."""
    import citex

    papers = made(count)
    citex.page(papers[:50])
    before = time.process_time()
    html = citex.page(papers)
    built = time.process_time() - before
    browser.open(html)
    browser.wait("document.querySelectorAll('.citex-pick').length")
    used = browser.run(
        "return performance.now() - performance.getEntriesByType('navigation')[0].responseEnd"
    )
    elements = browser.run("return document.querySelectorAll('*').length")
    browser.run("document.querySelector('.citex-sort').focus()")
    time.sleep(1)
    title = papers[count // 2].title or ""
    queries = ["a", title[:3], title.split()[0], title, "2001", "10.5555/7", "no such words", ""]
    filters = [browser.run(MEASURED, ".citex-filter", query, "input") for query in queries]
    sorts = [
        browser.run(MEASURED, ".citex-sort", order, "change")
        for order in ("author", "title", "newest", "given")
    ]
    size = len(html.encode("utf-8"))
    return (
        f"{count:7,} {built:8.1f} {size / 1e6:7.2f} {used:9.0f} {elements:9,} "
        f"{statistics.median(filters):9.0f} {max(filters):7.0f} {max(sorts):7.0f}"
    )


def main() -> int:
    """The command line."""
    import conftest

    sizes = [int(size.replace(",", "")) for size in sys.argv[1:]] or [60, 2000, 20000]
    print(" papers  build s      MB  usable ms  elements  filter ms:  most  sort ms: most")
    with tempfile.TemporaryDirectory() as folder:
        driver = conftest._started(Path(folder))
        try:
            browser = conftest.Browser(driver, Path(folder))
            for size in sizes:
                print(measured(browser, size), flush=True)
        finally:
            driver.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
