"""What else stands on real pages and names years and agencies that are not the report's."""

from benchmarks.identity.draft import Draft, Registry

NOISE = Registry()


@NOISE.pattern
def neighbours(draft: Draft) -> None:
    """Links to the reports before and after."""
    place = draft.agency.place.full
    draft.below += [
        f"上一篇：{place}民政局{draft.year - 1}年政府信息公开工作年度报告",
        f"下一篇：{place}财政局{draft.year + 1}年政府信息公开工作年度报告",
    ]


@NOISE.pattern
def related(draft: Draft) -> None:
    """A list of related reports under the text."""
    draft.below += [
        "相关文章",
        *(f"{draft.agency.full}{year}年政府信息公开工作年度报告" for year in range(2015, 2019)),
    ]


@NOISE.pattern
def breadcrumbs(draft: Draft) -> None:
    """Breadcrumbs through a column of another year."""
    draft.above.insert(0, f"当前位置：首页 > 政务公开 > 政府信息公开年报 > {draft.year - 2}年")


@NOISE.pattern
def cited_notice(draft: Draft) -> None:
    """A notice of another year cited in the announcement."""
    cited = f"《省政府办公厅关于做好{draft.year + 1}年政府信息公开工作年度报告编制工作的通知》（办公开〔{draft.year + 1}〕3号）"
    draft.lead = f"根据{cited}要求，" + (draft.lead or "编制本报告。")


@NOISE.pattern
def budgets(draft: Draft) -> None:
    """Budgets of other years in section one."""
    draft.narrative += [
        f"公开了{draft.year + 1}年部门预算、{draft.year - 1}年部门决算和{draft.year - 1}年“三公”经费。"
    ]


@NOISE.pattern
def index_number(draft: Draft) -> None:
    """An index number with a year in it."""
    draft.above.append(
        f"索 引 号：11210505/{draft.year + 2}-0{draft.random.randint(1000, 9999)}　分类：年报；其他"
    )


@NOISE.pattern
def generated(draft: Draft) -> None:
    """The time the page was generated."""
    draft.above.append(f"今天是：{draft.year + 3}年5月6日　星期五")
    draft.below.append(f"页面生成时间：{draft.year + 3}-05-06 10:11:12")


@NOISE.pattern
def part_of_the_year(draft: Draft) -> None:
    """Days and months of the narrative."""
    draft.narrative += [
        f"{draft.year}年5月1日至{draft.year}年5月31日开展宣传月活动，截至{draft.year}年11月底共公开32条。"
    ]


@NOISE.pattern
def regulation(draft: Draft) -> None:
    """The regulation with its date."""
    draft.narrative += ["新修订的《中华人民共和国政府信息公开条例》自2019年5月15日起施行。"]


@NOISE.pattern
def other_bodies(draft: Draft) -> None:
    """Other bodies in the narrative."""
    place = draft.agency.place.full
    draft.narrative += [f"在{place}政务服务中心和{place}档案馆、图书馆设立查阅点。"]


@NOISE.pattern
def source_of_another(draft: Draft) -> None:
    """A source line with the office that maintains the site."""
    draft.above.append(f"来源：{draft.agency.place.full}人民政府办公室")
    draft.has_other_source = True
