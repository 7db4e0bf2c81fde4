"""How pages tell their year, and how they fail to: the witnesses, and what contradicts them."""

from benchmarks.identity.draft import Draft, Registry

YEARS = Registry()
NUMERALS = dict(zip("0123456789", "〇一二三四五六七八九", strict=True))
WORDINGS = (
    "本年报中所列数据的统计期限自{}止。",
    "本报告所列数据的统计期限为{}。",
    "统计时限：{}。",
    "报告中的数据统计自{}止",
    "本报告中使用的数据期限从{}止。",
)
SEPARATORS = ("至", "到", "起至", "起到", "—", "——", "----", "-", "～", "起，至")
EARLIER_OR_LATER = (-2, -1, 1, 2)


def chinese(year: int, zero: str = "〇") -> str:
    """A year in Chinese numerals."""
    return "".join(NUMERALS[digit] for digit in str(year)).replace("〇", zero)


def stated(draft: Draft, period: str) -> None:
    """State a period in one of the usual sentences."""
    draft.period = draft.random.choice(WORDINGS).format(period)


def whole(draft: Draft, year: int | None = None) -> str:
    """The whole year as a period."""
    year = draft.year if year is None else year
    return f"{year}年1月1日{draft.random.choice(SEPARATORS)}{year}年12月31日"


def announce(draft: Draft, year: int) -> None:
    """Announce the report in a sentence that names a year."""
    draft.lead = draft.random.choice(
        (
            "根据《中华人民共和国政府信息公开条例》规定，现将{}年政府信息公开工作情况报告如下：",
            "现公布{}年度政府信息公开工作年度报告。",
            "依据条例第五十条，编制{}年政府信息公开工作年度报告。",
            "特向社会公布{}年政府信息公开年度报告。",
        )
    ).format(year)


def narrate(draft: Draft, year: int) -> None:
    """Begin section one with a year."""
    draft.narrative = [
        draft.random.choice(
            ("{}年，我单位认真办理。", "{}年以来，全面推进公开。", "{}年度，共公开信息12条。")
        ).format(year)
    ]


def untitled(draft: Draft) -> None:
    """Leave the year out of every title."""
    draft.printed_year = ""


@YEARS.pattern
def title_and_period(draft: Draft) -> None:
    """Title and period agree."""
    stated(draft, whole(draft))


@YEARS.pattern
def title_alone(draft: Draft) -> None:
    """Title alone."""
    draft.period = ""


@YEARS.pattern
def period_alone(draft: Draft) -> None:
    """Period alone."""
    untitled(draft)
    stated(draft, whole(draft))


@YEARS.pattern
def second_year_omitted(draft: Draft) -> None:
    """Second year of the period left out."""
    untitled(draft)
    stated(draft, f"{draft.year}年1月1日{draft.random.choice(SEPARATORS)}12月31日")


@YEARS.pattern
def same_year(draft: Draft) -> None:
    """同年 for the second year."""
    untitled(draft)
    stated(draft, f"{draft.year}年1月1日起至同年12月31日")


@YEARS.pattern
def marks_lost(draft: Draft) -> None:
    """年, 月, 日 lost from the period."""
    untitled(draft)
    year = draft.year
    stated(
        draft,
        draft.random.choice(
            (f"{year}11日起至{year}1231日", f"{year}1月1日起至{year}12月31日", f"{year}1月1日至12月31日")
        ),
    )


@YEARS.pattern
def chinese_period(draft: Draft) -> None:
    """Period in Chinese numerals."""
    untitled(draft)
    year = chinese(draft.year, draft.random.choice("〇○零O0"))
    stated(draft, f"{year}年一月一日至{year}年十二月三十一日")


@YEARS.pattern
def chinese_title(draft: Draft) -> None:
    """Title in Chinese numerals."""
    draft.printed_year = chinese(draft.year, draft.random.choice("〇○零O0"))


@YEARS.pattern
def letters_in_title(draft: Draft) -> None:
    """Letters for digits in the title."""
    written = str(draft.year)
    at = draft.random.choice([n for n, digit in enumerate(written) if digit in "01"])
    letter = draft.random.choice("OОo") if written[at] == "0" else "l"
    draft.printed_year = written[:at] + letter + written[at + 1 :]


@YEARS.pattern
def full_width(draft: Draft) -> None:
    """Full-width digits."""
    draft.printed_year = str(draft.year).translate(str.maketrans("0123456789", "０１２３４５６７８９"))


@YEARS.pattern
def dotted_period(draft: Draft) -> None:
    """Period with dots or dashes between its numbers."""
    untitled(draft)
    mark = draft.random.choice("./-")
    stated(draft, f"{draft.year}{mark}1{mark}1至{draft.year}{mark}12{mark}31")


@YEARS.pattern
def ends_early(draft: Draft) -> None:
    """Period ends before the year does."""
    untitled(draft)
    stated(draft, f"{draft.year}年1月1日至{draft.year}年12月{draft.random.choice((11, 14, 15, 20, 30))}日")


@YEARS.pattern
def ends_next_year(draft: Draft) -> None:
    """Period ends on the first day of the next year."""
    untitled(draft)
    stated(draft, f"{draft.year}年1月1日至{draft.year + 1}年1月1日")


@YEARS.pattern
def founded(draft: Draft) -> None:
    """Founded in mid-year."""
    untitled(draft)
    stated(draft, f"{draft.year}年3月25日（挂牌之日）起至{draft.year}年12月31日")


@YEARS.pattern
def dissolved(draft: Draft) -> None:
    """Dissolved in mid-year."""
    stated(draft, f"{draft.year}年1月1日起至{draft.year}年3月20日")


@YEARS.pattern
def as_of(draft: Draft) -> None:
    """Figures as of the end of the year."""
    untitled(draft)
    draft.period = f"本报告所列数据截至{draft.year}年12月31日。"


@YEARS.pattern
def months(draft: Draft) -> None:
    """Period in months."""
    untitled(draft)
    draft.period = f"统计期限为{draft.year}年1月{draft.random.choice('至-—')}12月。"


@YEARS.pattern
def year_as_period(draft: Draft) -> None:
    """The year itself as the period."""
    untitled(draft)
    draft.period = f"本报告数据统计期限为{draft.year}年度。"


@YEARS.pattern
def period_in_section(draft: Draft) -> None:
    """Period inside section one."""
    untitled(draft)
    draft.narrative = ["我单位高度重视。", f"本报告所列数据的统计期限自{whole(draft)}止。"]


@YEARS.pattern
def announcement_alone(draft: Draft) -> None:
    """Announcement alone."""
    untitled(draft)
    announce(draft, draft.year)


@YEARS.pattern
def narrative_alone(draft: Draft) -> None:
    """Section one alone."""
    untitled(draft)
    narrate(draft, draft.year)


@YEARS.pattern
def list_alone(draft: Draft) -> None:
    """Title of the site's list alone."""
    untitled(draft)
    draft.list_title = f"{draft.agency.place.own}{draft.agency.body}{draft.year}年政府信息公开工作年度报告"


@YEARS.pattern
def announcement_and_period_disagree(draft: Draft) -> None:
    """Announcement of another year than the period."""
    untitled(draft)
    announce(draft, draft.year - 1)
    stated(draft, whole(draft))


@YEARS.pattern
def stale_period(draft: Draft) -> None:
    """Period copied from the year before."""
    announce(draft, draft.year)
    narrate(draft, draft.year)
    stated(draft, whole(draft, draft.year - 1))
    draft.year_may_be_absent = True


@YEARS.pattern
def stale_title(draft: Draft) -> None:
    """Title of the year before."""
    draft.printed_year = str(draft.year - 1)
    announce(draft, draft.year)
    narrate(draft, draft.year)
    stated(draft, whole(draft))


@YEARS.pattern
def stale_mention(draft: Draft) -> None:
    """Another year at the head of section one."""
    draft.narrative = [f"{draft.year - 1}年，在评估中名列前茅。", f"{draft.year}年，我单位认真办理。"]


@YEARS.pattern
def plans(draft: Draft) -> None:
    """Plans for the next year in section five."""
    draft.signature = [f"{draft.year + 1}年，我们将采取以下措施。", *draft.signature]


@YEARS.pattern
def wrong_end(draft: Draft) -> None:
    """One end of the period in a wrong year."""
    other = draft.year + draft.random.choice((-1, 1))
    stated(draft, f"{draft.year}年1月1日起至{other}年12月31日")


@YEARS.pattern
def misprinted_title(draft: Draft) -> None:
    """Impossible year in the title, period right."""
    year = str(draft.year)
    draft.printed_year = year[0] + year[2] + year[1] + year[3]
    stated(draft, whole(draft))


@YEARS.pattern
def misprinted_alone(draft: Draft) -> None:
    """Impossible year and nothing else."""
    year = str(draft.year)
    draft.printed_year = year[0] + year[2] + year[1] + year[3]
    draft.tells_year = draft.printed_year == year


@YEARS.pattern
def two_years(draft: Draft) -> None:
    """Two years in the title."""
    draft.printed_year = f"{draft.year - 1}-{draft.year}"
    draft.tells_year = False


@YEARS.pattern
def no_year(draft: Draft) -> None:
    """No year anywhere."""
    untitled(draft)
    draft.url = "http://{host}/zwgk/xxgknb/content_559840"
    draft.above = []
    draft.tells_year = False


@YEARS.pattern
def date_alone(draft: Draft) -> None:
    """Date of publication alone, on time or years late."""
    untitled(draft)
    year = draft.year + draft.random.choice((1, 1, 1, 2, 4))
    draft.above = [f"发布时间：{year}-01-2{draft.random.randint(0, 9)}"]
    draft.tells_year = False


@YEARS.pattern
def number_and_date(draft: Draft) -> None:
    """Document number and date of publication."""
    untitled(draft)
    year = draft.year + 1
    draft.above = [
        f"发布时间：{year}-01-2{draft.random.randint(0, 9)}",
        f"发文字号：某办发〔{year}〕{draft.random.randint(1, 60)}号",
    ]
    draft.year_may_be_absent = True


@YEARS.pattern
def dated_title(draft: Draft) -> None:
    """The title's date and number in brackets."""
    draft.metadata["dated"] = f"（{draft.year + 1}年1月1{draft.random.randint(0, 9)}日）"


@YEARS.pattern
def wrong_folder(draft: Draft) -> None:
    """Address in a folder of another year."""
    folder = draft.year + draft.random.choice(EARLIER_OR_LATER)
    draft.url = f"http://{{host}}/xxgknb/{folder}/zbxx/{draft.year + 1}01/t{draft.year + 1}0119_1.html"


@YEARS.pattern
def migrated(draft: Draft) -> None:
    """Migrated years later."""
    year = draft.year + draft.random.randint(2, 6)
    draft.above = [f"发布时间：{year}-07-21"]
    draft.url = f"http://{{host}}/zwgk/{year}07/t{year}0721_77.html"


@YEARS.pattern
def dated_early(draft: Draft) -> None:
    """Dated before the year has ended."""
    draft.above = [f"发布日期：{draft.year}-12-15"]
