"""Rows that a page writes with `document.write`: what a browser would have put in the script's place.

Only string literals, variables that hold them, and their concatenation are understood; that is all that
list templates use. Nothing is run.

>>> written_html("var u='./a.html'; document.write('<a href=\\"' + u + '\\">A<\\/a>');")
'<a href="./a.html">A</a>'
"""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup

TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/|<!--[^\n]*)
      | (?P<string>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`)
      | (?P<name>[A-Za-z_$][\w$]*(?:\s*\.\s*[A-Za-z_$][\w$]*)*)
      | (?P<sign>\S)""",
    re.X | re.S,
)
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.S)
CONTROL_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "", "0": ""}
WRITERS = ("document.write", "document.writeln")

Token = tuple[str, str]


def write_rows(soup: BeautifulSoup) -> None:
    """Put what each script writes in the script's place."""
    for script in soup.find_all("script"):
        source = script.string or ""
        html = written_html(source) if "document.write" in source else ""
        if "<" in html:
            script.replace_with(BeautifulSoup(html, "html.parser"))


def written_html(source: str) -> str:
    """The text that the script's `document.write` calls add to the page."""
    tokens = list(_tokens(source))
    variables: dict[str, str] = {}
    written: list[str] = []
    for index, (kind, value) in enumerate(tokens):
        following = tokens[index + 1][1] if index + 1 < len(tokens) else ""
        if kind != "name":
            continue
        if value in WRITERS and following == "(":
            written.append(_argument(tokens, index + 2, variables))
        elif following == "=":
            variables[value] = _sum(tokens, index + 2, variables)
    return "".join(written)


def _tokens(source: str) -> Iterator[Token]:
    for match in TOKEN.finditer(source):
        kind = str(match.lastgroup)
        if kind == "name":
            yield kind, re.sub(r"\s", "", match.group())
        elif kind == "string":
            yield kind, ESCAPE.sub(_unescape, match.group()[1:-1])
        elif kind != "comment":
            yield kind, match.group()


def _argument(tokens: list[Token], start: int, variables: dict[str, str]) -> str:
    """Every known piece up to the bracket that closes the call."""
    depth = 1
    pieces = []
    for kind, value in tokens[start:]:
        if kind == "sign":
            depth += (value == "(") - (value == ")")
            if not depth:
                break
        else:
            pieces.append(value if kind == "string" else variables.get(value, ""))
    return "".join(pieces)


def _sum(tokens: list[Token], start: int, variables: dict[str, str]) -> str:
    """`'a' + b + 'c'` up to the first token that continues no sum."""
    pieces: list[str] = []
    for index in range(start, len(tokens), 2):
        kind, value = tokens[index]
        if kind == "sign":
            break
        pieces.append(value if kind == "string" else variables.get(value, ""))
        if index + 1 >= len(tokens) or tokens[index + 1] != ("sign", "+"):
            break
    return "".join(pieces)


def _unescape(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else CONTROL_ESCAPES.get(match[3], match[3])
