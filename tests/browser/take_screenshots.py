"""Take the screenshots of the documents from a running site.

python -m tests.browser.take_screenshots http://127.0.0.1:8001/ docs/screenshots
"""

import json
import shutil
import sys
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

from playwright.sync_api import Page, sync_playwright

from tests.conftest import CHROMIUM_NAMES

WIDTH, FRONT_HEIGHT, REPORT_HEIGHT, PAGE_HEIGHT = 1280, 1180, 1500, 900


def main(url: str, folder: Path) -> None:
    """Save the front page, the status of the sites, a report, and an archived page with a marked cell."""
    root = url.rstrip("/")
    report = _report_to_show(root)
    executable = next(filter(None, map(shutil.which, CHROMIUM_NAMES)))
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": WIDTH, "height": FRONT_HEIGHT})
        page.goto(root + "/")
        _save(page, folder / "front.png")
        page.goto(root + "/status")
        _save(page, folder / "status.png")
        page.set_viewport_size({"width": WIDTH, "height": REPORT_HEIGHT})
        page.goto(f"{root}/gongkai/reports/{report}")
        _save(page, folder / "report.png")
        page.set_viewport_size({"width": WIDTH, "height": PAGE_HEIGHT})
        page.locator("table.form td.figure:not(.zero) a").first.click()
        page.frame_locator("iframe").locator("#gongkai-cell").wait_for()
        _save(page, folder / "cell.png")
        browser.close()


def _report_to_show(root: str) -> str:
    """The report with the most to see: one with a failed check, else the one with most figures."""
    address = f"{root}/gongkai/reports.json?_shape=array&_sort_desc=checks_failed&_size=1"
    with build_opener(ProxyHandler({})).open(address, timeout=30) as response:
        rows = json.load(response)
    return str(rows[0]["id"])


def _save(page: Page, path: Path) -> None:
    page.screenshot(path=path)
    sys.stdout.write(f"{path}  {path.stat().st_size / 1000:.0f} kB\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
