"""Pages put together for one deviation, and what was read of them."""

from collections.abc import Sequence

from parsers import Report, parse


def read(page: str) -> Report:
    return parse(page.encode())


def values(report: Report, prefix: str) -> list[float | None]:
    return [figure.value for key, figure in report.figures.items() if key.startswith(prefix + ".")]


def page_of(*parts: str, title: str = "云州市教育局2019年政府信息公开工作年度报告") -> str:
    return f"<html><body><h1>{title}</h1>{''.join(parts)}</body></html>"


def rows_html(*rows: Sequence[object]) -> str:
    return (
        "<table>"
        + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
        + "</table>"
    )
