"""Report pages of the sizes real ones have: Word's markup in every cell, up to an element a character."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.request import ProxyHandler, build_opener

from demo.reports import EXPECTED
from demo.web import DemoWeb

TEXT = re.compile(r">([^<>]*[^<>\s][^<>]*)<")
RUN_STYLE = "font-family:仿宋_GB2312;font-size:12.0pt;mso-font-kerning:0pt"


@dataclass(frozen=True, slots=True)
class SpeedPage:
    """One page to read: what it is like and its bytes."""

    name: str
    data: bytes


def speed_pages(seed: int = 1) -> list[SpeedPage]:
    """Pages of the imitation web as served, in Word's markup, and with an element a character."""
    chance = random.Random(seed)
    urls = sorted(
        url for url, truth in EXPECTED.items() if truth.outcome == "ok" and "gbk" not in truth.deviations
    )
    chosen = chance.sample(urls, 6)
    with DemoWeb() as web:
        opener = build_opener(ProxyHandler({"http": web.proxy_url}))
        texts = [opener.open(url).read() for url in chosen]
    decoded = [_decode(data) for data in texts]
    return [
        *(SpeedPage("as served", text.encode()) for text in decoded),
        *(SpeedPage("Word markup", _dressed(text, _word_run).encode()) for text in decoded),
        *(SpeedPage("an element a character", _dressed(text, _spelled_out).encode()) for text in decoded),
    ]


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _dressed(text: str, run: Callable[[str], str]) -> str:
    """The page with every text of its body dressed as a word processor does."""
    head, body, rest = text.partition("<body")
    return head + body + TEXT.sub(lambda found: f">{run(found[1].strip())}<", rest)


def _word_run(text: str) -> str:
    paragraph = '<p class="MsoNormal" align="center" style="margin:0cm;text-align:center;line-height:20pt">'
    return (
        f'{paragraph}<span lang="EN-US" style="{RUN_STYLE}"><font face="仿宋_GB2312">{text}</font></span></p>'
    )


def _spelled_out(text: str) -> str:
    return "".join(f'<span style="{RUN_STYLE}">{character}</span>' for character in text)
