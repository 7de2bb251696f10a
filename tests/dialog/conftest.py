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


class Browser:
    """A browser with a page from disk: its clipboard, downloads, messages and requests."""

    def __init__(self, driver: Any, folder: Path) -> None:
        self.driver = driver
        self.folder = folder
        self.downloads = folder / "downloads"
        self.downloads.mkdir()
        self.command(
            "Browser.setDownloadBehavior", behavior="allow", downloadPath=str(self.downloads)
        )
        self.command(
            "Browser.grantPermissions",
            permissions=["clipboardReadWrite", "clipboardSanitizedWrite"],
        )

    def command(self, name: str, **arguments: Any) -> Any:
        return self.driver.execute_cdp_cmd(name, arguments)

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def open(self, html: str, name: str = "page.html") -> None:
        """Open the text as a file from disk."""
        path = self.folder / name
        path.write_bytes(html.encode("utf-8"))
        self.driver.get_log("browser")
        self.driver.get_log("performance")
        self.driver.get(path.as_uri())

    def all(self, selector: str) -> list[Any]:
        return list(self.driver.find_elements("css selector", selector))

    def one(self, selector: str) -> Any:
        return self.driver.find_element("css selector", selector)

    def unfold(self) -> None:
        self.run("document.querySelectorAll('details').forEach(d => d.open = true)")

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
        found = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                found.append(message["params"]["request"]["url"])
        own = (self.folder.as_uri(), "blob:", "about:")
        return [url for url in found if not url.startswith(own)]

    def media(self, kind: str = "", **features: str) -> None:
        """Emulate a medium ("print"), and features such as prefers_color_scheme."""
        listed = [{"name": k.replace("_", "-"), "value": v} for k, v in features.items()]
        self.command("Emulation.setEmulatedMedia", media=kind, features=listed)

    def screen(self, width: int, height: int, *, phone: bool = False) -> None:
        self.command(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=2 if phone else 1, mobile=phone,
        )  # fmt: skip

    def picture(self, name: str) -> None:
        """Keep a screenshot where CITEX_SCREENSHOTS names a folder, for people to look at."""
        folder = os.environ.get("CITEX_SCREENSHOTS")
        if folder:
            shot = self.command("Page.captureScreenshot", captureBeyondViewport=True)
            Path(folder, f"{name}.png").write_bytes(base64.b64decode(shot["data"]))


def _started(folder: Path, language: str) -> Any:
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    service = pytest.importorskip("selenium.webdriver.chrome.service")
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    chromedriver = shutil.which("chromedriver")
    if chromium is None or chromedriver is None:
        pytest.skip("no chromium, or no chromedriver, is installed")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--lang={language}", f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(flag)
    allow = {"profile.default_content_setting_values.automatic_downloads": 1}
    options.add_experimental_option("prefs", {"intl.accept_languages": language, **allow})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options=options, service=service.Service(chromedriver))


def _browser(folder: Path, language: str) -> Iterator[Browser]:
    driver = _started(folder, language)
    try:
        yield Browser(driver, folder)
    finally:
        driver.quit()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser whose language is English."""
    yield from _browser(tmp_path_factory.mktemp("browser"), "en-US")


@pytest.fixture(scope="module")
def chinese_browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser whose language is Chinese."""
    yield from _browser(tmp_path_factory.mktemp("browser-zh"), "zh-CN")


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
