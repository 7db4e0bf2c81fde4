"""The operator is told of alerts by webhook and by command; a failure to do so is reported and ends nothing."""

import http.server
import json
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive.home import Home
from crawler.exit_codes import ExitCode
from crawler.hook import tell_operator
from crawler.hook_settings import HookSettings, HookSettingsError, read_hook_settings
from crawler.summary import RunSummary
from tests.archive.collection import Collection
from tests.archive.health.watching import night, reports
from tests.crawler.crawling import gongkai, type_in
from tests.crawler.entries import entries, site_at
from tests.crawler.loopback import Loopback, Reply


class Receiver(http.server.ThreadingHTTPServer):
    """A webhook's other end: what it got, the status it answers with, and how long it takes."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), ReceiverHandler)
        self.got: list[tuple[dict[str, str], dict[str, Any]]] = []
        self.status = 204
        self.seconds = 0.0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/hooks/abc"


class ReceiverHandler(http.server.BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.got.append((dict(self.headers), body))
        time.sleep(self.server.seconds)
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        del format, args


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """A site that brought six reports, and then none."""
    made = Collection(tmp_path / "home")
    night(made, reports(6))
    night(made, {})
    yield made
    made.database.close()


def summary(exit_code: ExitCode = ExitCode.OK) -> RunSummary:
    at = "2026-01-02T03:10:00Z"
    return RunSummary(2, "gongkai nightly", at, at, (), {"new": 0}, False, (), exit_code=exit_code)


def tell(collection: Collection, exit_code: ExitCode = ExitCode.OK, **settings: object) -> tuple[str, ...]:
    return tell_operator(HookSettings.model_validate(settings), collection.database, summary(exit_code))


def test_a_webhook_gets_the_alert_in_words_and_as_data(collection: Collection, receiver: Receiver) -> None:
    assert tell(collection, url=receiver.url, token="secret") == ("webhook told 已通知: 1 alerts 警示",)
    ((headers, body),) = receiver.got
    assert headers["Authorization"] == "Bearer secret"
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert "云州市人民政府 (yunzhou): 本次没有取得年报，平常 6 份 · no report now, 6 usually" in body["text"]
    assert body["run"]["run_id"] == 2
    (alert,) = body["opened"]
    assert (alert["site_id"], alert["rule"], alert["severity"]) == ("yunzhou", "no_reports", "alarm")
    assert alert["measures"] == {"items": 0, "usual_items": 6.0}
    assert body["closed"] == []


def test_an_alert_is_told_once_when_it_opens_and_once_when_it_closes(
    collection: Collection, receiver: Receiver
) -> None:
    tell(collection, url=receiver.url)
    night(collection, {})
    assert tell(collection, url=receiver.url) == ()
    night(collection, reports(6))
    tell(collection, url=receiver.url)
    assert tell(collection, url=receiver.url) == ()
    assert [(len(body["opened"]), len(body["closed"])) for _headers, body in receiver.got] == [(1, 0), (0, 1)]


def test_an_alert_that_could_not_be_told_is_told_after_the_next_run(
    collection: Collection, receiver: Receiver
) -> None:
    receiver.status = 503
    (failed,) = tell(collection, url=receiver.url)
    assert failed == "webhook failed 通知失败: the receiver answered with status 503"
    receiver.status = 200
    tell(collection, url=receiver.url)
    assert len(receiver.got[1][1]["opened"]) == 1


def test_an_alert_that_came_and_went_untold_is_not_told(collection: Collection, receiver: Receiver) -> None:
    night(collection, reports(6))
    assert tell(collection, url=receiver.url) == ()


def test_a_receiver_that_does_not_answer_is_given_up(collection: Collection, receiver: Receiver) -> None:
    receiver.seconds = 3
    started = time.monotonic()
    (failed,) = tell(collection, url=receiver.url, seconds=0.5)
    assert "no answer within 0.5 seconds" in failed
    assert time.monotonic() - started < 2.5


def test_a_receiver_that_is_not_there_is_reported(collection: Collection) -> None:
    (failed,) = tell(collection, url="http://127.0.0.1:1/")
    assert failed.startswith("webhook failed 通知失败: ConnectError")


def test_a_command_gets_the_same_on_its_standard_input(collection: Collection, tmp_path: Path) -> None:
    got = tmp_path / "got.json"
    program = f"import sys; open({str(got)!r}, 'w').write(sys.stdin.read())"
    (line,) = tell(collection, command=f'{sys.executable} -c "{program}"')
    assert line.startswith("command told")
    assert json.loads(got.read_text("utf-8"))["opened"][0]["rule"] == "no_reports"


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("import sys; sys.exit('the desk is closed')", "ended with status 1: the desk is closed"),
        ("import time; time.sleep(30)", "not done within 0.5 seconds, and stopped"),
    ],
)
def test_a_command_that_fails_says_how(collection: Collection, program: str, said: str) -> None:
    (line,) = tell(collection, command=f'{sys.executable} -c "{program}"', seconds=0.5)
    assert said in line


def test_a_command_that_is_not_there_is_reported(collection: Collection) -> None:
    assert "No such file" in tell(collection, command="/nowhere/tell")[0]


def test_one_way_that_works_is_enough(collection: Collection, receiver: Receiver) -> None:
    lines = tell(collection, url=receiver.url, command="/nowhere/tell")
    assert ["told" in line for line in lines] == [True, False]
    assert tell(collection, url=receiver.url) == ()


def test_a_run_that_went_badly_is_told_without_an_alert(collection: Collection, receiver: Receiver) -> None:
    night(collection, reports(6))
    tell(collection, ExitCode.BLOCKED, url=receiver.url)
    assert "exit code 退出码 5 (blocked)" in receiver.got[0][1]["text"]


def test_every_run_is_told_where_that_is_wanted(collection: Collection, receiver: Receiver) -> None:
    night(collection, reports(6))
    tell(collection, url=receiver.url, every_run=True)
    assert receiver.got[0][1]["opened"] == []


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "hook.toml").write_text('url = "https://a.example/"\nseconds = 5\n', "utf-8")
    settings = read_hook_settings(Home(tmp_path), {"GONGKAI_HOOK_URL": "https://b.example/"})
    assert (settings.url, settings.seconds, settings.is_set) == ("https://b.example/", 5, True)
    assert not read_hook_settings(Home(tmp_path / "none"), {}).is_set


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('url = "chat.example"', "url: Value error, is no http or https address"),
        ('command = ""', "command: Value error, names no program"),
        ("seconds = 0", "seconds: Input should be greater than 0"),
        ('urls = "https://a.example/"', "urls: Extra inputs are not permitted"),
        ("url = ", "Invalid value"),
    ],
)
def test_a_fault_in_the_settings_is_named_before_a_crawl_begins(
    tmp_path: Path, text: str, fault: str
) -> None:
    (tmp_path / "hook.toml").write_text(text, "utf-8")
    with pytest.raises(HookSettingsError, match=fault):
        read_hook_settings(Home(tmp_path), {})
    folder = entries(tmp_path / "sites", site_at("yunzhou.test"))
    result = type_in("crawl", "yunzhou", "--sites-folder", str(folder), home=tmp_path)
    assert result.exit_code == 2
    assert "hook.toml" in result.output
    assert not (tmp_path / "gongkai.db").exists()


def test_a_crawl_that_is_refused_tells_of_it_and_ends_as_it_would(tmp_path: Path, receiver: Receiver) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "hook.toml").write_text(f'url = "{receiver.url}"\ncommand = "/nowhere/tell"\n', "utf-8")
    folder = entries(tmp_path / "sites", site_at("closed.test"))
    with Loopback() as web:
        web.add({"http://closed.test/nb/": Reply(b"no", 403)})
        options = ["--sites-folder", str(folder), "--proxy", f".test={web.proxy_url}"]
        finished = gongkai("crawl", "closed", *options, home=home)
    assert finished.returncode == 5, finished.stderr
    assert "webhook told" in finished.stdout
    assert "command failed" in finished.stdout
    stored = json.loads((home / "runs" / "1.json").read_text("utf-8"))
    assert [alert["rule"] for alert in stored["alerts"]] == ["refused"]
    assert receiver.got[0][1]["opened"][0]["site_id"] == "closed"
