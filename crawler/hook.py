"""Telling the operator of alerts. Whatever goes wrong here is reported and never ends a run.

An alert that could not be told of is told of after the next run: `alerts` remembers.
"""

import asyncio
import json
import shlex
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial

import httpx

from archive.database import Database
from archive.health.alerts import Alert, mark_told, untold_alerts
from crawler.exit_codes import ExitCode
from crawler.hook_settings import HookSettings
from crawler.summary import RunSummary
from crawler.user_agent import software

# A run that ends otherwise has something to be told, alerts or none.
ORDINARY = frozenset({ExitCode.OK, ExitCode.PARTIAL})
LONGEST_MESSAGE = 300


class HookError(Exception):
    """The operator could not be told; the message says why."""


Way = Callable[[bytes], None]


def tell_operator(settings: HookSettings, database: Database, summary: RunSummary) -> tuple[str, ...]:
    """Tell of all alerts that were not told of yet; what came of it, in a line for each way of telling."""
    alerts = untold_alerts(database)
    if not alerts and not settings.every_run and summary.exit_code in ORDINARY:
        return ()
    body = json.dumps(hook_body(summary, alerts), ensure_ascii=False).encode()
    failures = {name: _try(way, body) for name, way in _ways(settings).items()}
    if None in failures.values():
        mark_told(database, alerts)
    return tuple(
        f"{name} failed 通知失败: {failure}" if failure else f"{name} told 已通知: {len(alerts)} alerts 警示"
        for name, failure in failures.items()
    )


def hook_body(summary: RunSummary, alerts: Sequence[Alert]) -> dict[str, object]:
    """What is sent: `text` for people, which chat programs show as it is, and the same as data."""
    run = {
        name: getattr(summary, name)
        for name in ("run_id", "command", "started_at", "finished_at", "exit_code", "interrupted")
    }
    return {
        "text": "\n".join([_headline(summary, alerts), *map(_line, alerts)]),
        "run": run | {"sites": len(summary.sites), "reports": dict(summary.reports)},
        "opened": [asdict(alert) for alert in alerts if alert.change == "opened"],
        "closed": [asdict(alert) for alert in alerts if alert.change == "closed"],
    }


def _headline(summary: RunSummary, alerts: Sequence[Alert]) -> str:
    opened = sum(alert.change == "opened" for alert in alerts)
    code = f"exit code 退出码 {int(summary.exit_code)} ({summary.exit_code.name.lower()})"
    return (
        f"Gongkai run 采集 {summary.run_id}: {opened} alerts opened 新警示, "
        f"{len(alerts) - opened} closed 解除; {code}"
    )


def _line(alert: Alert) -> str:
    sign = "✓" if alert.change == "closed" else "✗"
    return f"{sign} {alert.name} ({alert.site_id}): {alert.message_zh} · {alert.message_en}"


def _ways(settings: HookSettings) -> dict[str, Way]:
    """The ways of telling that are set, by name."""
    ways: dict[str, Way] = {}
    if settings.url:
        ways["webhook"] = partial(_post, settings.url, settings.token, settings.seconds)
    if settings.command:
        ways["command"] = partial(_run, settings.command, settings.seconds)
    return ways


def _try(way: Way, body: bytes) -> str | None:
    """Why the operator could not be told in this way; None where it went well."""
    try:
        way(body)
    except HookError as error:
        return str(error)
    return None


def _post(url: str, token: str | None, seconds: float, body: bytes) -> None:
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": software()}
    if token:
        headers["Authorization"] = f"Bearer {token}"

    async def post() -> int:
        async with (
            httpx.AsyncClient(timeout=None) as client,
            client.stream("POST", url, content=body, headers=headers) as answer,
        ):
            return answer.status_code

    try:
        status = asyncio.run(asyncio.wait_for(post(), seconds))
    except TimeoutError as error:
        raise HookError(f"no answer within {seconds:g} seconds") from error
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError) as error:
        raise HookError(f"{type(error).__name__}: {error}"[:LONGEST_MESSAGE]) from error
    if not 200 <= status < 300:
        raise HookError(f"the receiver answered with status {status}")


def _run(command: str, seconds: float, body: bytes) -> None:
    """Run a program, without a shell, with the JSON on its standard input."""
    try:
        done = subprocess.run(
            shlex.split(command), input=body, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise HookError(f"not done within {seconds:g} seconds, and stopped") from error
    except OSError as error:
        raise HookError(f"{command}: {error.strerror}") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()[-LONGEST_MESSAGE:]
        raise HookError(f"ended with status {done.returncode}{f': {said}' if said else ''}")
