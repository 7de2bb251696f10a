"""A real browser for the tests of the dialog, and the papers that they show."""

from __future__ import annotations

import base64
import json
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from citex.model import Name, Paper, PartialDate, Remark

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --hide-scrollbars "
    "--disable-background-networking --disable-component-update --disable-sync "
    "--disable-dev-shm-usage"
).split()

READ_CLIPBOARD = """
const done = arguments[arguments.length - 1];
(async () => {
  const [item] = await navigator.clipboard.read({ unsanitized: ["text/html"] });
  const found = {};
  for (const type of item.types) found[type] = await (await item.getType(type)).text();
  return found;
})().then(done, (error) => done({ error: String(error) }));
"""


COPY_ALL = """
(async () => {
  const found = [];
  for (const button of document.querySelectorAll("SELECTOR")) {
    button.click();
    const [item] = await navigator.clipboard.read({ unsanitized: ["text/html"] });
    const copied = {};
    for (const type of item.types) copied[type] = await (await item.getType(type)).text();
    found.push(copied);
  }
  return found;
})()
"""
READ_FILES = """
const [selector, done] = arguments;
if (!window.testBlobs) {
  window.testBlobs = new Map();
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    const url = make.call(URL, blob);
    testBlobs.set(url, blob);
    return url;
  };
}
(async () => {
  const found = [];
  for (const link of document.querySelectorAll(selector)) {
    link.setAttribute("href", "#");
    link.citexGiven = undefined;
    link.dispatchEvent(new Event("pointerover", { bubbles: true }));
    for (let n = 0; n < 300 && !testBlobs.has(link.href) && link.citexGiven !== null; n++)
      await new Promise((then) => setTimeout(then, 10));
    const blob = testBlobs.get(link.href);
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    const content = blob ? decoder.decode(await blob.arrayBuffer()) : null;
    found.push([link.download, link.type, content]);
  }
  return found;
})().then(done, (error) => done([[String(error), "", null]]));
"""


class Browser:
    """A browser with a page from disk: its clipboard, downloads, messages and requests."""

    def __init__(self, driver: Any, folder: Path) -> None:
        self.driver = driver
        self.folder = folder
        self.opened = 0
        self.agent = self.run("return navigator.userAgent")
        self.command(
            "Browser.grantPermissions",
            permissions=["clipboardReadWrite", "clipboardSanitizedWrite"],
        )
        # without it a page may be without focus, and its clipboard cannot be read
        self.command("Emulation.setFocusEmulationEnabled", enabled=True)

    def command(self, name: str, **arguments: Any) -> Any:
        return self.driver.execute_cdp_cmd(name, arguments)

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def open(self, html: str, name: str = "page.html") -> None:
        """Open the text as a file from disk; what it saves goes to a folder of its own."""
        self.opened += 1
        self.downloads = self.folder / f"downloads-{self.opened}"
        self.downloads.mkdir()
        self.command(
            "Browser.setDownloadBehavior", behavior="allow", downloadPath=str(self.downloads)
        )
        path = self.folder / name
        path.write_bytes(html.encode("utf-8"))
        self.driver.get_log("browser")
        self.driver.get_log("performance")
        self.visit(path.as_uri())

    def visit(self, address: str) -> None:
        """Go to a page, and wait until it stands whole: a busy browser may come back earlier."""
        self.driver.get(address)
        self.wait(f"location.href === {address!r} && document.readyState === 'complete'")

    def all(self, selector: str) -> list[Any]:
        return list(self.driver.find_elements("css selector", selector))

    def one(self, selector: str) -> Any:
        return self.driver.find_element("css selector", selector)

    def unfold(self) -> None:
        self.run("document.querySelectorAll('details').forEach(d => d.open = true)")

    def copied(self, selector: str) -> list[dict[str, str]]:
        """What each of the buttons puts on the clipboard, as if a user had pressed it."""
        answer = self.command(
            "Runtime.evaluate",
            expression=COPY_ALL.replace("SELECTOR", selector),
            awaitPromise=True, returnByValue=True, userGesture=True,
        )  # fmt: skip
        assert "exceptionDetails" not in answer, answer
        found: list[dict[str, str]] = answer["result"]["value"]
        return found

    def files(self, selector: str) -> list[tuple[str, str, str | None]]:
        """Name, type and content of the files that links would save; None where there is none."""
        found = self.driver.execute_async_script(READ_FILES, selector)
        return [(name, type, content) for name, type, content in found]

    def set(self, selector: str, value: str) -> None:
        """Type into a field, or choose from a list."""
        self.run(
            "const [selector, value] = arguments, field = document.querySelector(selector);"
            "field.value = value; const kind = field.matches('select') ? 'change' : 'input';"
            "field.dispatchEvent(new Event(kind, { bubbles: true }))",
            selector, value,
        )  # fmt: skip

    def pick(self, indexes: list[int]) -> None:
        """Tick the boxes of these papers, by their places in the list, and no others."""
        self.run(
            "const wanted = new Set(arguments[0]);"
            "document.querySelectorAll('.citex-pick').forEach((box, n) =>"
            "  box.checked === wanted.has(n) || box.click())",
            indexes,
        )

    def wait(self, condition: str) -> None:
        """Until a condition of the page holds."""
        deadline = time.monotonic() + 20
        while not self.run(f"return {condition}"):
            assert time.monotonic() < deadline, f"{condition}: never"
            time.sleep(0.01)

    def clipboard(self) -> dict[str, str]:
        found: dict[str, str] = self.driver.execute_async_script(READ_CLIPBOARD)
        return found

    def downloaded(self, name: str) -> bytes:
        """The file of this name, when it has arrived."""
        path = self.downloads / name
        deadline = time.monotonic() + 20
        while not (path.is_file() and path.stat().st_size):
            assert time.monotonic() < deadline, f"{name} did not arrive"
            time.sleep(0.01)
        return path.read_bytes()

    def messages(self) -> list[str]:
        """What was written to the console since the page was opened."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """The addresses asked for since the page was opened, itself and its own blobs left out."""
        found: list[dict[str, Any]] = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                found.append(message["params"])
        own = (self.folder.as_uri(), "blob:", "about:")
        urls = [
            sent["request"]["url"] for sent in found
            if not sent["documentURL"].startswith("chrome:")  # the tab that it begins with
        ]  # fmt: skip
        return [url for url in urls if not url.startswith(own)]

    def media(self, kind: str = "", **features: str) -> None:
        """Emulate a medium ("print"), and features such as prefers_color_scheme."""
        listed = [{"name": k.replace("_", "-"), "value": v} for k, v in features.items()]
        self.command("Emulation.setEmulatedMedia", media=kind, features=listed)

    def screen(self, width: int, height: int, *, phone: bool = False) -> None:
        self.command(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=2 if phone else 1, mobile=phone,
        )  # fmt: skip

    def language(self, tag: str) -> None:
        """What pages are told to be the language of the browser."""
        self.command("Network.setUserAgentOverride", userAgent=self.agent, acceptLanguage=tag)

    def scripts(self, on: bool) -> None:
        """Whether pages may run scripts."""
        self.command("Emulation.setScriptExecutionDisabled", value=not on)

    def as_usual(self) -> None:
        """As it is when it starts."""
        self.language("en-US")
        self.scripts(True)
        self.media("")
        self.command("Emulation.clearDeviceMetricsOverride")

    def picture(self, name: str) -> None:
        """Keep a screenshot where CITEX_SCREENSHOTS names a folder, for people to look at."""
        folder = os.environ.get("CITEX_SCREENSHOTS")
        if folder:
            shot = self.command("Page.captureScreenshot", captureBeyondViewport=True)
            Path(folder, f"{name}.png").write_bytes(base64.b64decode(shot["data"]))


def _started(folder: Path) -> Any:
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    service = pytest.importorskip("selenium.webdriver.chrome.service")
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    chromedriver = shutil.which("chromedriver")
    if chromium is None or chromedriver is None:
        pytest.skip("no chromium, or no chromedriver, is installed")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, "--lang=en-US", f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(flag)
    allow = {"profile.default_content_setting_values.automatic_downloads": 1}
    options.add_experimental_option("prefs", {"intl.accept_languages": "en-US", **allow})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options=options, service=service.Service(chromedriver))


@pytest.fixture(scope="session")
def _one_browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.mktemp("browser")
    driver = _started(folder)
    try:
        yield Browser(driver, folder)
    finally:
        driver.quit()


@pytest.fixture
def browser(_one_browser: Browser) -> Iterator[Browser]:
    """A browser whose language is English; all tests share it, and leave it as it was."""
    yield _one_browser
    _one_browser.as_usual()


@pytest.fixture
def paper() -> Paper:
    """A paper with all that the dialog can tell."""
    return Paper(
        id="sato2021",
        type="article-journal",
        title="Effects of <i>APOE</i> on CO<sub>2</sub> & H<sub>2</sub>O uptake at p < 0.05",
        author=[Name("Sato", "Yuki"), Name("Gogh", "Vincent", non_dropping_particle="van")],
        container_title="Annals of Examples & Counterexamples",
        volume="33", issue="4", page="101-117",
        issued=PartialDate(2021, 6, 1),
        DOI="10.5555/ex(2021)4<101:e>2",
        language="en",
        abstract="We show that <i>nothing</i> follows.",
        custom={
            "translations": {"zh": {"title": "载脂蛋白的影响", "abstract": "什么也推不出。"}},
            "metrics": {
                "impact-factor": 8.4, "zone": "2区", "zone-category": "医学",
                "jcr-quartile": "Q1", "jcr-category": "ALLERGY", "citation-count": 13,
            },
        },
        remarks=[Remark(kind="status", message="retracted on 2022-01-01")],
    )  # fmt: skip
