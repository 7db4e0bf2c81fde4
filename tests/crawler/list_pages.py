"""List pages and articles of our own writing, in the manner of TRS WCM."""

TITLE = "云州市{}2023年政府信息公开工作年度报告"
ARTICLE = "<html><body><p>" + "这一页写着云州市的一份年度报告。" * 20 + "</p></body></html>"


def item(number: int, extension: str = "html", name: str = "财政局") -> str:
    """One row of a list."""
    href = f"./202401/t20240119_{number}.{extension}"
    return f'<li><a href="{href}">{TITLE.format(name)}</a><span>2024-01-19</span></li>'


def listing(*items: str, pager: str = "") -> str:
    """A list page, with a script that calls the pager."""
    script = f"<script>{pager}</script>" if pager else ""
    return f"<html><head><title>年报</title></head><body><ul>{''.join(items)}</ul>{script}</body></html>"
