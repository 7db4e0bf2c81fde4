"""Cells that hold no number, two, or a number and more: what a reader cannot or can tell from them."""

from collections.abc import Callable
from dataclasses import replace

from benchmarks.accuracy.draft import LOST, Draft, Printed, silent
from benchmarks.accuracy.registry import HTML, deviation

DASHES = ("-", "--", "—", "——", "/", "－", "–", "\\")


def _zeros(draft: Draft) -> list[str]:
    return draft.numbers(lambda n: n == 0)


def _in_some(draft: Draft, printed: Callable[[Printed], Printed], most: int = 6) -> None:
    draft.reprint(draft.some(draft.numbers(), most), printed)


@deviation("cells", "zero odd blank")
def blank_zeros(draft: Draft) -> None:
    """Zeros are left blank, but for some."""
    keep = draft.random.random() * 0.4
    keys = [key for key in _zeros(draft) if draft.random.random() > keep]
    blank = draft.random.choice(["", "\u00a0", "\u3000"])
    draft.reprint(keys, lambda _p: silent(blank, "blank"))


@deviation("cells", "zero odd blank")
def blank_zeros_outside_totals(draft: Draft) -> None:
    """Zeros are left blank; the totals are filled in."""
    keys = [key for key in _zeros(draft) if not key.endswith(".total")]
    draft.reprint(keys, lambda _p: silent("", "blank"))


@deviation("cells", "zero odd blank sums")
def totals_left_blank(draft: Draft) -> None:
    """The totals are not filled in: blank is no number, whatever the parts add up to."""
    keys = [key for key in draft.numbers() if key.endswith(".total") or ".handled_total." in key]
    draft.reprint(keys, lambda _p: silent("", "blank"))


@deviation("cells", "zero odd blank blank.table sums digits amount")
def whole_table_blank(draft: Draft) -> None:
    """One table is printed without any number."""
    table = draft.random.choice(list(draft.forms))
    keys = [key for key in draft.printed if key.startswith(table + ".")]
    draft.reprint(keys, lambda _p: silent("", "blank"))
    if table == "remedies":
        draft.reprint(keys, lambda p: replace(p, states=LOST))
        draft.may_miss_form.add(table)


@deviation("cells", "zero odd")
def dashes_for_zeros(draft: Draft) -> None:
    """Zeros are printed as dashes or strokes: -, --, —, /."""
    dash = draft.random.choice(DASHES)
    keep = draft.random.random() * 0.3
    keys = [key for key in _zeros(draft) if draft.random.random() > keep]
    draft.reprint(keys, lambda _p: silent(dash, "dash"))


@deviation("cells", "odd")
def sentence_in_cell(draft: Draft) -> None:
    """A cell holds a sentence with numbers in it."""
    sentences = [
        "其中办理许可12件，其余由市局办理",
        "全年共计发放补助31户46人次，合计1040元",
        "见附表3",
        "本年度没有收到申请",
        "2019年起由区行政审批局办理",
        "15件（其中转办3件，退回2件）",
        "31人次受益。没有发生收费",
    ]
    _in_some(draft, lambda _p: silent(draft.random.choice(sentences), "text", "ambiguous"))


@deviation("cells", "odd")
def percent_in_cell(draft: Draft) -> None:
    """A cell holds a share: 12.5%."""
    shares = ["12%", "100%", "12.5%", "３０％", "百分之五"]
    _in_some(draft, lambda _p: silent(draft.random.choice(shares), "text", "ambiguous"))


@deviation("cells", "odd")
def about_in_cell(draft: Draft) -> None:
    """A cell holds no exact number: 约120, 260余, 3-5, 近百件."""
    words = ["约120", "260余", "3-5", "3~5", "近百件", "10多件", "100以上", "不详", "数十"]
    _in_some(draft, lambda _p: silent(draft.random.choice(words), "text", "ambiguous"))


@deviation("cells", "odd digits")
def two_numbers_in_cell(draft: Draft) -> None:
    """A cell holds two numbers: 12 3, 5/7, 12（3）."""
    pairs = ["12 3", "5/7", "1 234", "3、4", "12；3"]
    _in_some(draft, lambda _p: silent(draft.random.choice(pairs), "text", "ambiguous"))


@deviation("cells", "odd digits")
def broken_number(draft: Draft) -> None:
    """A cell holds what was a number: 1O, 1.2.3, 12?, 0０3, 1,11."""
    ruins = ["1O", "1.2.3", "12?", "l2", "1,11", "#REF!", "0 x", "２?"]
    _in_some(draft, lambda _p: silent(draft.random.choice(ruins), "text", "ambiguous"))


@deviation("cells", "odd digits")
def date_in_cell(draft: Draft) -> None:
    """A cell holds a date or a document number."""
    dates = ["2020年1月5日", "2020-01-05", "2020.1.5", "〔2019〕60号", "12月"]
    _in_some(draft, lambda _p: silent(draft.random.choice(dates), "text", "ambiguous"))


@deviation("cells", "odd")
def negative_count(draft: Draft) -> None:
    """A count that cannot be negative is printed with a minus sign."""
    changes = set(draft.signed())
    for key in draft.some([key for key in draft.numbers() if key not in changes], 3):
        draft.printed[key] = silent(f"-{draft.random.randint(1, 30)}", "text", "ambiguous")


@deviation("cells", "odd inner digits", formats=HTML)
def footnote_mark(draft: Draft) -> None:
    """A number carries a raised footnote mark: 12 with a small 1 behind it is not 121."""
    for key in draft.some(draft.numbers(), 4):
        text = draft.printed[key].text
        mark = draft.random.choice(["<sup>1</sup>", "<sup>[2]</sup>", "①", "<sup>注</sup>"])
        draft.printed[key] = replace(
            draft.printed[key], inner=f"{text}{mark}", readable=False, states=LOST | {"number"}
        )


@deviation("cells", "odd inner digits", formats=HTML)
def struck_out_number(draft: Draft) -> None:
    """A number was struck out and another put beside it, as word processors keep corrections."""
    for key in draft.some(draft.numbers(), 4):
        text = draft.printed[key].text
        old = draft.random.choice(["<del>7</del>", "<s>15</s>", "<strike>3</strike>"])
        draft.printed[key] = replace(
            draft.printed[key], inner=f"{old}{text}", readable=False, states=LOST | {"number"}
        )


@deviation("cells", "odd inner digits", formats=HTML)
def hidden_text_in_cell(draft: Draft) -> None:
    """Cells hold comments, scripts and hidden text beside the number."""
    hidden = [
        "<!-- 7 -->{}",
        "{}<span style='display:none'>99</span>",
        "<script>var n = 12;</script>{}",
        '{}<span style="visibility: hidden">3</span>',
        "<!--[if !supportLists]-->{}<!--[endif]-->",
        "{}<style>td{{width:5px}}</style>",
        '<span hidden="">8</span>{}',
        '<span style="font-size:9pt;DISPLAY:none;mso-hide:all">41</span>{}',
    ]
    for key in draft.some(draft.numbers(), 30):
        text = draft.random.choice(hidden).format(draft.printed[key].text)
        draft.printed[key] = replace(draft.printed[key], inner=text)


@deviation("cells", "odd inner digits", formats=HTML)
def digits_in_runs(draft: Draft) -> None:
    """The digits of a number stand in elements of their own, after non-breaking spaces."""
    for key in draft.numbers():
        runs = "".join(f"<span>{character}</span>" for character in draft.printed[key].text)
        draft.printed[key] = replace(draft.printed[key], inner=f"&nbsp;&nbsp;{runs}&nbsp;")


@deviation("cells", "odd inner digits", formats=HTML)
def numbers_as_entities(draft: Draft) -> None:
    """Digits are written as character references, among zero-width characters."""
    for key in draft.numbers():
        text = "".join(f"&#{ord(character)};" for character in draft.printed[key].text)
        draft.printed[key] = replace(draft.printed[key], inner=f"{text}&#8203;")


@deviation("cells", "odd inner digits", formats=HTML)
def numbers_in_lines_of_their_own(draft: Draft) -> None:
    """Every number stands in a paragraph or between line breaks."""
    wrap = draft.random.choice(
        ["<p>{}</p><p>&nbsp;</p>", "<br>{}<br>", "<div><div>{}</div></div>", "\n\t {} \n"]
    )
    for key in draft.numbers():
        draft.printed[key] = replace(draft.printed[key], inner=wrap.format(draft.printed[key].text))


@deviation("cells", "odd inner digits", formats=HTML)
def number_over_two_lines(draft: Draft) -> None:
    """A number is broken over two lines or two paragraphs of its cell: 12 and 3 may be 123 or two numbers."""
    for key in draft.some(draft.numbers(), 4):
        number = str(draft.random.randint(100, 99_999))
        broken = draft.random.choice(["<p>{}</p><p>{}</p>", "{}<br>{}", "<div>{}</div>{}"])
        text = broken.format(number[:2], number[2:])
        draft.printed[key] = replace(silent(number, "ambiguous", "text"), inner=text)


@deviation("cells", "padding")
def spaces_around_numbers(draft: Draft) -> None:
    """Numbers have spaces of every kind around them."""
    draft.reprint(
        [key for key in draft.printed if not draft.printed[key].inner],
        lambda p: (
            replace(p, text=f"{draft.random.choice(['  ', '　', chr(160)])}{p.text} ")
            if p.text.strip() and draft.random.random() < 0.5
            else p
        ),
    )
