"""The `README.txt` beside the extracts, in Chinese and English: what each file holds and how to read it."""

from collections.abc import Sequence

from archive.extracts import Extract
from archive.schema import SCHEMA

HEAD = """\
公开 Gongkai：政府信息公开工作年度报告数据　{stamp}
Gongkai: annual reports on open government information, as data　{stamp}

怎样使用
- 用 Excel、WPS 打开 <表名>.csv；程序请读 <表名>.utf8.csv（内容相同，没有字节顺序标记）。
- 空单元格表示没有确定的数值，绝不等于零；原因见 remarks.csv。
- 金额一律为元。
- 文字以 = + - @（含全角）等开头时，前面加一个撇号（'），以免被当作公式；还原时去掉一个开头的撇号。
- 每个数据项的含义和单位见 figures.csv。
- 不成立的勾稽关系见 failed_checks.csv；数据一律照原报告。
- 编辑的更正另见 corrections.csv 和 headline_corrected.csv，与原报告的数据分开。

How to use them
- Open <table>.csv in Excel; programs read <table>.utf8.csv (the same, without byte order mark).
- An empty cell means that no certain value is known. It never means zero; remarks.csv says why.
- Amounts are in yuan.
- Text that begins with = + - @ (full-width forms included) or the like has an apostrophe (') before it, so
  that it is not taken for a formula; drop one leading apostrophe to have it as it was.
- figures.csv says what each figure means and its unit.
- failed_checks.csv has the identities that do not hold; figures always stand as printed.
- What editors have corrected is apart, in corrections.csv and headline_corrected.csv.

文件 Files
"""


def readme_text(stamp: str, extracts: Sequence[Extract]) -> str:
    """The whole file; lines end as Windows expects them when it is written with `newline="\\r\\n"`."""
    lines = [HEAD.format(stamp=stamp)]
    for extract in extracts:
        meaning = SCHEMA.tables.get(extract.table) or SCHEMA.views[extract.table]
        lines.append(f"{extract.file}　{extract.rows} 行 rows\n    {meaning.zh}\n    {meaning.en}\n")
    return "".join(lines)
