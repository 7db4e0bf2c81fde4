"""Nights that are killed again and again until they come to their end, held against an undisturbed one."""

import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from archive.home import Home
from benchmarks.kills.process import Night
from benchmarks.kills.state import EndState, end_state
from demo.web import SITES_FOLDER, DemoWeb


@dataclass(slots=True)
class KillsResult:
    """What came of all kills. `moments` counts what each found the process doing, `mended` what it left."""

    kills: int = 0
    nights: int = 0
    seconds: float = 0.0
    pages: int = 0
    reports: int = 0
    requests: int = 0
    asked_again: int = 0
    hosts: int = 0
    moments: Counter[str] = field(default_factory=Counter)
    mended: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)


def kill_nights(folder: Path, site_ids: Iterable[str], kills: int, seed: int) -> KillsResult:
    """Kill nights at `kills` random moments; `folder` takes their data folders and logs."""
    sites = folder / "sites"
    sites.mkdir()
    result = KillsResult()
    for site_id in site_ids:
        shutil.copy(SITES_FOLDER / f"{site_id}.toml", sites)
        result.hosts += 1
    moments = random.Random(seed)
    with DemoWeb() as web:
        undisturbed = Night(folder / "undisturbed", sites, web.proxy_url)
        code, result.seconds = undisturbed.run()
        expected = end_state(Home(undisturbed.home))
        result.requests = len(web.requests)
        result.pages, result.reports = len(expected.tables["pages"]), len(expected.tables["reports"])
        while result.kills < kills:
            before = len(web.requests)
            night = Night(folder / f"night-{result.nights + 1}", sites, web.proxy_url)
            _kill_one(night, result, kills, moments)
            result.asked_again += len(web.requests) - before - result.requests
            _compare(night, result, expected, code)
    return result


def _kill_one(night: Night, result: KillsResult, kills: int, moments: random.Random) -> None:
    """Kill one night again and again until it comes to its end, or all kills are done."""
    result.nights += 1
    before = result.kills
    while True:
        left = kills - result.kills
        code, seconds = night.run(moments.uniform(0.05, result.seconds) if left else None)
        if code is not None:
            if result.kills == before:
                # How long a night takes depends on what else the machine does.
                result.seconds = seconds
            return
        result.kills += 1
        result.moments[_moment(Home(night.home))] += 1


def _moment(home: Home) -> str:
    """What a killed process was at, by what it left."""
    if [*home.publications.glob("*.part")]:
        return "publishing"
    if [*home.warc.glob("*.open")]:
        return "crawling"
    if not home.database.exists():
        return "starting"
    with closing(sqlite3.connect(home.database)) as database:
        made = database.execute("SELECT 1 FROM sqlite_master WHERE name = 'runs'").fetchone()
        ended = made and database.execute("SELECT finished_at FROM runs ORDER BY id DESC LIMIT 1").fetchone()
    if not ended:
        return "starting"
    return "around a publication" if ended[0] else "starting again, or reading"


def _compare(night: Night, result: KillsResult, expected: EndState, code: int | None) -> None:
    """Hold the end of a night against the undisturbed one."""
    home = Home(night.home)
    found = end_state(home).differences(expected)
    with closing(sqlite3.connect(home.database)) as database:
        open_runs = database.execute("SELECT count(*) FROM runs WHERE finished_at IS NULL").fetchone()[0]
        codes = {row[0] for row in database.execute("SELECT exit_code FROM runs")}
    if open_runs or codes != {code}:
        found.append(f"{open_runs} runs without an end; exit codes {codes} where {code} was expected")
    result.differences += [f"{night.home.name}: {difference}" for difference in found]
    text = night.log.read_text("utf-8")
    result.mended["torn records cut off"] += text.count("bytes of a torn record cut off")
    result.mended["answers entered from the archive"] += text.count("had been archived, and is entered now")
