"""Keys as the Wayback Machine makes them; tests/archive/test_cdxj.py compares them with cdxj-indexer's."""

import pytest

from archive.url_key import url_key

SESSION = "0123456789abcdef0123456789ABCDEF"
KEYS = {
    "http://www.Example.test:80/nb/T1.html?b=2&a=1#top": "test,example)/nb/t1.html?a=1&b=2",
    "https://www2.example.test:8443/": "test,example:8443)/",
    "http://u:p@example.test": "test,example)/",
    "http://1.2.3.4/x/": "4,3,2,1)/x",
    "http://a.test//b///c/../d/./": "test,a)/b/d",
    "http://a.test/..": "test,a)/..",
    "http://a.test/%E6%94%BF%25E5%25BA%259C/": "test,a)/%e6%94%bf%e5%ba%9c",
    "http://a.test/政府?名=年": "test,a)/%e6%94%bf%e5%ba%9c?%e5%90%8d=%e5%b9%b4",
    "http://政府.test/": "test,xn--mxtq1m)/",
    "http://a.test/x?": "test,a)/x",
    "http://a.test/x?a=1&": "test,a)/x?&a=1",
    f"http://a.test/x?sid={SESSION}&b=1": "test,a)/x?b=1",
    f"http://a.test/x?JSESSIONID={SESSION}": "test,a)/x",
    "http://a.test/x?CFID=1&CFTOKEN=2&q=3": "test,a)/x?q=3",
    "http://a.test/x?ASPSESSIONIDAAAABBBB=abcdefghijklmnopqrstuvwx&x=1": "test,a)/x?x=1",
    "http://a.test/x/(s(012345678901234567890123))/p.aspx": "test,a)/x/p.aspx",
    "http://a.test/x/(012345678901234567890123)/p.aspx": "test,a)/x/p.aspx",
}


@pytest.mark.parametrize(("url", "key"), KEYS.items())
def test_an_address_has_the_key_that_web_archives_sort_by(url: str, key: str) -> None:
    assert url_key(url) == key


def test_what_cannot_be_taken_apart_is_an_error() -> None:
    with pytest.raises(ValueError, match="Port"):
        url_key("http://a.test:99999/")
