"""What servers do to a crawler, and what is recorded of it."""

import datetime
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from scrapy.exceptions import CannotResolveHostError

from crawler.failures import judge_failure
from tests.crawler.crawling import crawl, outcomes, reason_of, rows
from tests.crawler.entries import entries, site_at
from tests.crawler.list_pages import ARTICLE, item, listing
from tests.crawler.loopback import HTML, Loopback, Pages, Reply

RIVER = b"<html><meta id='c' content='x'><script>$_ts=window['$_ts'];</script></html>"
CHALLENGE = Reply(RIVER, 412)
SITES: dict[str, dict[str, object]] = {
    "moved": {"hosts": ["moved.test", "new.test"]},
    "challenge": {},
    "refusing": {},
    "cut": {},
    "hanging": {"timeout_seconds": 1.0},
    "down": {},
    "secure": {"lists": ["https://secure.test/nb/"]},
    "cookie": {},
    "loop": {},
    "large": {},
    "failing": {},
    "recovering": {},
}

Crawled = tuple[Loopback, Path]


def certificate(path: Path) -> Path:
    """A certificate that nobody signed, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "secure.test")])
    today = datetime.datetime.now(datetime.UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today)
        .not_valid_after(today + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem, none = serialization.Encoding.PEM, serialization.NoEncryption()
    private = key.private_bytes(pem, serialization.PrivateFormat.TraditionalOpenSSL, none)
    path.write_bytes(private + built.public_bytes(pem))
    return path


def redirect(target: str, status: int = 302, **headers: str) -> Reply:
    extra = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return Reply(b"moved", status, [("Location", target), *extra])


def pages() -> Pages:
    article = Reply(ARTICLE.encode())
    moved = "http://moved.test/nb/202401/t20240119_{}.html"
    refresh = '<meta http-equiv="refresh" content="0; url=http://mirror.test/">'
    return {
        "http://moved.test/nb/": listing(*(item(number) for number in range(1, 6))),
        moved.format(1): redirect("http://new.test/nb/1.html", 301),
        "http://new.test/nb/1.html": article,
        moved.format(2): redirect("http://mirror.test/nb/1.html"),
        moved.format(3): redirect("/"),
        moved.format(4): refresh,
        moved.format(5): "<p>您访问的页面不存在</p>",
        "http://challenge.test/nb/": CHALLENGE,
        "http://refusing.test/nb/": listing(*(item(number) for number in range(12))),
        **{f"http://refusing.test/nb/202401/t20240119_{n}.html": Reply(b"no", 403) for n in range(12)},
        "http://cut.test/nb/": listing(item(1)),
        "http://cut.test/nb/202401/t20240119_1.html": Reply(ARTICLE.encode(), cut=50),
        "http://hanging.test/nb/": Reply(ARTICLE.encode(), seconds=3),
        "http://cookie.test/nb/": [
            redirect("http://cookie.test/nb/", Set_Cookie="pass=1; path=/"),
            Reply(listing(item(1)).encode()),
        ],
        "http://loop.test/nb/": redirect("http://loop.test/nb/", Set_Cookie="pass=none; path=/"),
        "http://large.test/nb/": listing(item(1)),
        "http://large.test/nb/202401/t20240119_1.html": Reply(bytes(200_000), headers=[HTML]),
        "http://failing.test/nb/": Reply(b"oops", 500),
        "http://recovering.test/nb/": [Reply(b"oops", 502), Reply(listing(item(1)).encode())],
        "http://recovering.test/nb/202401/t20240119_1.html": article,
    }


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    folder = tmp_path_factory.mktemp("outcomes")
    sites = entries(
        folder / "sites", *(site_at(f"{name}.test", **changes) for name, changes in SITES.items())
    )
    with Loopback(certificate(folder / "certificate.pem")) as web:
        web.add(pages())
        settings = {"DOWNLOAD_MAXSIZE": 100_000}
        crawl(web, folder / "home", sites, settings, {"down.test": "http://127.0.0.1:9"})
        yield web, folder / "home"


def page(home: Path, url: str) -> sqlite3.Row:
    return rows(home, "SELECT * FROM pages WHERE url = ? ORDER BY id DESC LIMIT 1", url)[0]


def test_a_redirect_to_a_listed_host_is_followed_and_both_pages_are_kept(crawled: Crawled) -> None:
    _, home = crawled
    first = page(home, "http://moved.test/nb/202401/t20240119_1.html")
    assert (first["outcome"], first["status"]) == ("redirected", 301)
    assert first["redirect_url"] == "http://new.test/nb/1.html"
    assert page(home, "http://new.test/nb/1.html")["kind"] == "report"


def test_a_redirect_off_the_list_is_recorded_and_never_followed(crawled: Crawled) -> None:
    web, home = crawled
    for number in (2, 4):
        left = page(home, f"http://moved.test/nb/202401/t20240119_{number}.html")
        assert left["outcome"] == "redirected_host"
        assert str(left["redirect_url"]).startswith("http://mirror.test/")
        assert left["warc_file"] is not None
    assert web.urls("mirror.test") == []


def test_a_redirect_home_is_recorded_and_not_followed(crawled: Crawled) -> None:
    web, home = crawled
    assert page(home, "http://moved.test/nb/202401/t20240119_3.html")["outcome"] == "redirected_home"
    assert "/" not in web.urls("moved.test")


def test_a_missing_page_with_status_200_is_told(crawled: Crawled) -> None:
    _, home = crawled
    assert page(home, "http://moved.test/nb/202401/t20240119_5.html")["outcome"] == "soft_404"


def test_a_challenge_is_recorded_and_not_tried_again(crawled: Crawled) -> None:
    web, home = crawled
    assert page(home, "http://challenge.test/nb/")["outcome"] == "waf_challenge"
    assert "River" in reason_of(home, "http://challenge.test/nb/")
    assert web.urls("challenge.test").count("/nb/") == 1


def test_a_host_that_only_refuses_is_left_alone(crawled: Crawled) -> None:
    web, home = crawled
    asked = [url for url in web.urls("refusing.test") if "t20240119" in url]
    # The next request may leave while the sixth refusal is being judged.
    assert len(asked) in (6, 7)
    refused = [outcome for kind, outcome, _ in outcomes(home, "refusing") if kind == "report"]
    assert refused == ["forbidden_403"] * 12
    not_asked = rows(home, "SELECT reason FROM pages WHERE site_id = 'refusing' AND status IS NULL")
    assert len(not_asked) == 12 - len(asked)
    assert f"not asked: refusing.test refused {len(asked)} requests in a row" in not_asked[-1]["reason"]


def test_a_cut_transfer_is_archived_as_such(crawled: Crawled) -> None:
    _, home = crawled
    cut = page(home, "http://cut.test/nb/202401/t20240119_1.html")
    assert (cut["outcome"], cut["length"]) == ("truncated", 50)


@pytest.mark.parametrize(
    ("url", "outcome", "reason"),
    [
        ("http://hanging.test/robots.txt", "gone_404", "status 404"),
        ("http://hanging.test/nb/", "timeout", "no whole answer in time"),
        ("http://down.test/robots.txt", "connection_error", "the connection was refused"),
        ("http://down.test/nb/", "connection_error", "robots.txt: the connection was refused"),
        ("https://secure.test/robots.txt", "tls_error", "TLS: "),
        ("https://secure.test/nb/", "tls_error", "robots.txt: TLS: "),
        ("http://large.test/nb/202401/t20240119_1.html", "unreadable", "larger than we download"),
        ("http://failing.test/nb/", "server_error", "status 500"),
    ],
)
def test_failures_are_recorded_with_their_reason(
    crawled: Crawled, url: str, outcome: str, reason: str
) -> None:
    _, home = crawled
    failed = page(home, url)
    assert failed["outcome"] == outcome
    assert reason in failed["reason"]
    assert (failed["status"] is None) == (failed["warc_file"] is None)


def test_a_certificate_that_is_refused_is_not_tried_again(crawled: Crawled) -> None:
    _, home = crawled
    assert [kind for kind, _, _ in outcomes(home, "secure")] == ["robots", "list"]


def test_a_name_that_does_not_resolve_is_told() -> None:
    verdict = judge_failure(CannotResolveHostError("no such host"))
    assert verdict is not None
    assert verdict.outcome == "dns_error"


def test_an_exception_that_no_server_can_cause_is_no_outcome() -> None:
    assert judge_failure(KeyError("kind")) is None


def test_a_server_that_sets_a_cookie_and_sends_us_back_is_answered(crawled: Crawled) -> None:
    web, home = crawled
    lists = [outcome for kind, outcome, _ in outcomes(home, "cookie") if kind == "list"]
    assert lists == ["redirected", "ok"]
    assert web.times("cookie.test")[2].headers["cookie"] == "pass=1"


def test_a_server_that_sends_us_back_whatever_cookie_it_is_brought_challenges(crawled: Crawled) -> None:
    _, home = crawled
    lists = [outcome for kind, outcome, _ in outcomes(home, "loop") if kind == "list"]
    assert lists == [*["redirected"] * 5, "waf_challenge"]
    assert "whatever cookie is brought" in page(home, "http://loop.test/nb/")["reason"]
    opened = [row["rule"] for row in rows(home, "SELECT rule FROM alerts WHERE site_id = 'loop'")]
    assert opened == ["challenge"]


def test_every_try_of_a_page_is_recorded(crawled: Crawled) -> None:
    _, home = crawled
    assert [outcome for kind, outcome, _ in outcomes(home, "failing") if kind == "list"] == [
        "server_error"
    ] * 3
    lists = [outcome for kind, outcome, _ in outcomes(home, "recovering") if kind == "list"]
    assert lists == ["server_error", "ok"]
    assert outcomes(home, "recovering")[-1][:2] == ("report", "not_a_report")
