import pytest

from archive.records import PageKind
from crawler.outcomes import Answer, Verdict, is_report_page, judge, judge_list

URL = "http://www.example.test/nb/202401/t20240119_1.html"
CONTENT = "<html><body><p>" + "政府信息公开工作年度报告的正文。" * 60 + "</p></body></html>"


def answer(
    status: int = 200,
    text: str | None = CONTENT,
    kind: PageKind = "report",
    url: str = URL,
    truncated: bool = False,
    **headers: str,
) -> Answer:
    return Answer(
        kind=kind,
        url=url,
        status=status,
        hosts=frozenset({"www.example.test", "old.example.test"}),
        headers={name.replace("_", "-"): value for name, value in headers.items()},
        text=text,
        length=len((text or "binary").encode()) if text != "" else 0,
        truncated=truncated,
    )


def test_a_page_with_content_is_ok() -> None:
    assert judge(answer()) == Verdict("ok")


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (404, "gone_404"),
        (410, "gone_404"),
        (403, "forbidden_403"),
        (401, "forbidden_403"),
        (405, "forbidden_403"),
        (429, "rate_limited"),
        (500, "server_error"),
        (503, "server_error"),
        (302, "server_error"),
        (412, "waf_challenge"),
        (521, "waf_challenge"),
        (512, "waf_challenge"),
    ],
)
def test_statuses_decide_and_are_named(status: int, outcome: str) -> None:
    verdict = judge(answer(status))
    assert verdict.outcome == outcome
    assert f"status {status}" in str(verdict.reason)


def test_a_503_that_names_a_time_is_a_rate_limit() -> None:
    assert judge(answer(503, retry_after="120")).outcome == "rate_limited"


@pytest.mark.parametrize(
    ("status", "text", "name"),
    [
        (412, '<meta id="x" content="abc"><script>$_ts=window[\'$_ts\'];</script>', "River"),
        (200, "<script>$_ts.nsd=1;</script>", "River"),
        (202, "<script>var a=$_ts[1]</script>", "River"),
        (
            521,
            "<script>document.cookie='__jsl_clearance_s=1';location.href=location.pathname</script>",
            "Jiasule",
        ),
        (200, '<script>go({"bts":["a"],"chars":"x","ct":"y","ha":"sha1"})</script>', "Jiasule"),
        (200, '<script>document.cookie="C3VK=abc; max-age=300";location.reload()</script>', "C3VK"),
        (200, '<script>document.cookie="other=1";window.location.href=location.href</script>', "reloads"),
    ],
)
def test_challenges_are_recognised_by_their_scripts(status: int, text: str, name: str) -> None:
    verdict = judge(answer(status, text))
    assert verdict.outcome == "waf_challenge"
    assert name in str(verdict.reason)


def test_a_report_that_mentions_a_challenge_is_a_report() -> None:
    assert judge(answer(text=CONTENT + "document.cookie = 'a'; location.reload()")).outcome == "ok"


@pytest.mark.parametrize(
    ("location", "outcome", "target"),
    [
        ("/nb/new.html", "redirected", "http://www.example.test/nb/new.html"),
        ("https://old.example.test/nb/1.html", "redirected", "https://old.example.test/nb/1.html"),
        ("http://elsewhere.test/nb/1.html", "redirected_host", "http://elsewhere.test/nb/1.html"),
        ("ftp://www.example.test/1", "redirected_host", "ftp://www.example.test/1"),
        ("http://[broken", "redirected_host", "http://[broken"),
        ("http://www.example.test:port/", "redirected_host", "http://www.example.test:port/"),
        ("/", "redirected_home", "http://www.example.test/"),
        ("/index.html", "redirected_home", "http://www.example.test/index.html"),
    ],
)
def test_redirects_say_where_they_lead(location: str, outcome: str, target: str) -> None:
    verdict = judge(answer(301, location=location))
    assert (verdict.outcome, verdict.redirect_url) == (outcome, target)


def test_the_home_page_that_moves_to_https_is_not_redirected_home() -> None:
    verdict = judge(answer(301, url="http://www.example.test/", location="https://www.example.test/"))
    assert verdict.outcome == "redirected"


def test_a_meta_refresh_is_a_redirect_by_the_same_rules() -> None:
    refresh = '<meta http-equiv="refresh" content="0;url={}">'
    assert judge(answer(text=refresh.format("/nb/2.html"))).outcome == "redirected"
    assert judge(answer(text=refresh.format("http://elsewhere.test/"))).outcome == "redirected_host"
    assert judge(answer(text=CONTENT + refresh.format(URL))).outcome == "ok"
    assert judge(answer(text=CONTENT + refresh.format("http://[broken"))).outcome == "ok"


def test_a_cut_transfer_is_truncated() -> None:
    assert judge(answer(truncated=True)).outcome == "truncated"


@pytest.mark.parametrize(
    "text",
    [
        "<title>404</title><p>您访问的页面不存在</p>",
        "<p>抱歉，页面已删除</p>",
        "<p>找不到该页面</p>",
        "<h1>404 Not Found</h1>",
        "",
    ],
)
def test_error_pages_with_status_200_are_soft_404s(text: str) -> None:
    assert judge(answer(text=text)).outcome == "soft_404"


def test_an_error_address_is_a_soft_404() -> None:
    assert judge(answer(url="http://www.example.test/404.html")).outcome == "soft_404"


def test_a_long_page_that_mentions_a_missing_page_is_ok() -> None:
    assert judge(answer(text=CONTENT + "<p>部分页面不存在</p>")).outcome == "ok"


@pytest.mark.parametrize("notice", ["访问过于频繁，请稍后再试", "请输入验证码", "系统繁忙"])
def test_notices_of_a_rate_limit_are_read(notice: str) -> None:
    verdict = judge(answer(text=f"<p>{notice}</p>"))
    assert verdict.outcome == "rate_limited"
    assert notice[:4] in str(verdict.reason)


def test_a_page_that_is_only_scripts_is_a_shell() -> None:
    shell = '<div id="app"></div><script src="/app.js"></script>'
    assert judge(answer(text=shell)).outcome == "js_shell"


def test_a_web_page_in_place_of_a_document_is_a_soft_404() -> None:
    page = "<!DOCTYPE html><html><body>附件不可用，请联系管理员</body></html>"
    assert judge(answer(text=page, kind="attachment")).outcome == "soft_404"
    assert judge(answer(text="%PDF-1.7 …", kind="attachment")).outcome == "ok"


def test_a_document_that_word_saved_as_a_web_page_is_the_document() -> None:
    page = (
        '<html xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name=ProgId content=Word.Document>'
    )
    assert judge(answer(text=page, kind="attachment")).outcome == "ok"


def test_a_list_that_is_no_text_is_unreadable() -> None:
    assert judge(answer(text=None, kind="list")).outcome == "unreadable"
    assert judge(answer(text=None)).outcome == "ok"


def test_a_robots_file_needs_no_content() -> None:
    assert judge(answer(text="User-agent: *", kind="robots")).outcome == "ok"


def test_list_pages_are_judged_by_what_was_read_from_them() -> None:
    assert judge_list(CONTENT, 5000, found=3, number=0).outcome == "ok"
    assert judge_list(CONTENT, 5000, found=0, number=0).outcome == "empty_list"
    assert judge_list("<p>暂无</p>", 350, found=0, number=2).outcome == "soft_404"
    assert judge_list('{"rows": []}', 12, found=0, number=2).outcome == "empty_list"
    assert judge_list(CONTENT + "<ul></ul><script>$.ajax({})</script>", 5000, 0, 0).outcome == "js_shell"
    assert judge_list('<div id="app"></div><script src="a.js"></script>', 5000, 0, 0).outcome == "js_shell"


def test_a_channel_that_shows_its_report_is_told_from_a_list() -> None:
    report = f"<p>一、总体情况</p><p>{'文' * 30}</p><p>二、主动公开政府信息情况</p><table></table>"
    assert is_report_page(answer(text=report, kind="list"))
    assert not is_report_page(answer(text=report, kind="report"))
    assert not is_report_page(answer(text=report.replace("<table>", "<div>"), kind="list"))
    assert not is_report_page(answer(kind="list"))


def test_an_interface_that_sends_the_reports_with_their_titles_is_a_list() -> None:
    report = "<h2>一、总体情况</h2><h2>二、主动公开政府信息情况</h2><table><tr><td>1</td></tr></table>"
    assert not is_report_page(
        answer(text=f'\ufeff{{"results": [{{"contentHtml": "{report}"}}]}}', kind="list")
    )
    assert not is_report_page(answer(text=f' [{{"contentHtml": "{report}"}}]', kind="list"))
