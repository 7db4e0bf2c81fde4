"""How pages head their report and say whose it is."""

from benchmarks.identity.draft import Draft, Registry

TITLES = Registry()
NAMES = (
    "政府信息公开工作年度报告",
    "政府信息公开工作年度报告",
    "政府信息公开工作年度报告",
    "政府信息公开年度报告",
    "信息公开工作年度报告",
    "政府信息公开工作报告",
    "政府信息公开年报",
)


def year(draft: Draft, after: str = "年") -> str:
    """The year as titles print it, with 年 or 年度; nothing where the title has none."""
    return draft.printed_year + after if draft.printed_year else ""


def name(draft: Draft) -> str:
    """What the report is called."""
    return draft.random.choice(NAMES)


def official(draft: Draft) -> str:
    """The agency's name as most titles have it: with its place alone, or with everything above."""
    place = draft.agency.place
    return draft.random.choice((place.full, place.full, place.own)) + draft.agency.body


def headed(draft: Draft, *lines: str) -> None:
    """Head the page with these lines, and with what follows the title."""
    draft.title = [*lines[:-1], lines[-1] + draft.metadata.pop("dated", "")]


@TITLES.pattern
def plain(draft: Draft) -> None:
    """Agency, year, name of the report."""
    headed(draft, official(draft) + year(draft, draft.random.choice(("年", "年度"))) + name(draft))


@TITLES.pattern
def year_first(draft: Draft) -> None:
    """Year first."""
    headed(draft, year(draft) + official(draft) + name(draft))


@TITLES.pattern
def year_first_bare(draft: Draft) -> None:
    """Year first without 年."""
    headed(draft, year(draft, "") + official(draft) + name(draft))


@TITLES.pattern
def year_last(draft: Draft) -> None:
    """Year last in brackets."""
    bracket = f"（{year(draft, '年度')}）" if draft.printed_year else ""
    headed(draft, official(draft), name(draft), bracket or "全文")


@TITLES.pattern
def about(draft: Draft) -> None:
    """关于 inside the title."""
    headed(
        draft,
        f"{official(draft)}关于政府信息公开工作 {year(draft, '年度')}报告"
        if draft.printed_year
        else official(draft) + name(draft),
    )


@TITLES.pattern
def two_lines(draft: Draft) -> None:
    """Title over two lines."""
    headed(draft, official(draft), year(draft) + name(draft))


@TITLES.pattern
def broken(draft: Draft) -> None:
    """Title broken inside its name."""
    headed(draft, official(draft) + year(draft) + "政府信息公开工作", "年度报告")


@TITLES.pattern
def two_titles(draft: Draft) -> None:
    """Two titles."""
    headed(
        draft,
        f"{official(draft)}{year(draft, '年度')}政府信息公开工作年度报告",
        f"{official(draft)}{year(draft, '年度')}信息公开工作报告",
    )


@TITLES.pattern
def suffixed(draft: Draft) -> None:
    """With a suffix."""
    headed(
        draft,
        official(draft) + year(draft) + name(draft) + draft.random.choice(("（文字版）", ".docx", ".pdf")),
    )


@TITLES.pattern
def issued(draft: Draft) -> None:
    """Issued with a notice."""
    headed(draft, f"{official(draft)}关于印发{year(draft)}政府信息公开工作年度报告的通知")


@TITLES.pattern
def issued_quoted(draft: Draft) -> None:
    """Issued with a notice that quotes the title."""
    headed(
        draft, f"{official(draft)}关于印发《{official(draft)}{year(draft)}政府信息公开工作年度报告》的通知"
    )


@TITLES.pattern
def pronoun(draft: Draft) -> None:
    """The place's pronoun for its name (区发改局)."""
    if draft.agency.level == "township" or draft.agency.place.level == "province":
        plain(draft)
        return
    body = draft.agency.body
    headed(draft, draft.agency.place.pronoun + body + year(draft) + name(draft))


@TITLES.pattern
def pronoun_short(draft: Draft) -> None:
    """The place's pronoun and the body's short name."""
    if draft.agency.level == "township" or draft.agency.place.level == "province" or not draft.agency.short:
        plain(draft)
        return
    headed(draft, draft.agency.place.pronoun + draft.agency.short + year(draft) + name(draft))


@TITLES.pattern
def short(draft: Draft) -> None:
    """The body's short name."""
    headed(
        draft, draft.agency.place.own + (draft.agency.short or draft.agency.body) + year(draft) + name(draft)
    )


@TITLES.pattern
def without_place(draft: Draft) -> None:
    """Without the place."""
    if draft.agency.kind == "government":
        plain(draft)
        return
    headed(draft, draft.agency.body + year(draft) + name(draft))


@TITLES.pattern
def publisher(draft: Draft) -> None:
    """No agency in the title, one on the publisher's line."""
    headed(draft, year(draft) + "政府信息公开工作年度报告")
    draft.above = [*draft.above, f"发布机构：{draft.agency.full}"]


@TITLES.pattern
def signed(draft: Draft) -> None:
    """No agency in the title, one under the report."""
    headed(draft, year(draft) + "政府信息公开工作年度报告")
    draft.signature = [*draft.signature, draft.agency.full]


@TITLES.pattern
def contact_alone(draft: Draft) -> None:
    """No agency but in the contact sentence."""
    headed(draft, year(draft) + "政府信息公开工作年度报告")
    draft.contact = f"如对本报告有疑问，请与{draft.agency.full}联系（地址：人民路1号）。"


@TITLES.pattern
def contact_of_another(draft: Draft) -> None:
    """A contact sentence that names another body."""
    plain(draft)
    draft.contact = f"如对本报告有疑问，请与{draft.agency.place.full}政务服务中心联系。"


@TITLES.pattern
def scope(draft: Draft) -> None:
    """A scope behind the name."""
    headed(
        draft, official(draft) + draft.random.choice(("（本级）", "（本级机关）")) + year(draft) + name(draft)
    )


@TITLES.pattern
def nobody(draft: Draft) -> None:
    """Nobody named anywhere."""
    headed(draft, year(draft) + "政府信息公开工作年度报告")
    draft.site_is_known = False
    draft.tells_agency = False


@TITLES.pattern
def we(draft: Draft) -> None:
    """我局 for the name."""
    headed(draft, f"我局{year(draft)}政府信息公开工作年度报告")
    draft.site_is_known = False
    draft.tells_agency = False
