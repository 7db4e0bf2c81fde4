"""A host on no list: a copy of somebody's report with another name in it, which nobody should fetch."""

from demo.hosts.answer import Answer, StaticHost

NAME = "www.yunzhou-wenku.test"
COPY = """<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>文库</title></head>
<body><h1>某某文库2021年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>内容已被替换。</p></body></html>"""


def mirror_host() -> StaticHost:
    """The host."""
    makers = {
        "/robots.txt": lambda: Answer(200, b"User-agent: *\nAllow: /\n", "text/plain"),
        "/doc/20220127.html": lambda: Answer(200, COPY.encode(), "text/html; charset=utf-8"),
    }
    return StaticHost(NAME, makers, lambda: Answer(404, b"", "text/html"))
