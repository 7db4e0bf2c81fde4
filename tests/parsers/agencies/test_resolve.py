"""From the name as printed to the full official name: one case for each way in which names deviate."""

import pytest

from parsers.agencies import Agency, SiteContext, Witness, resolve_agency
from tests.parsers.agencies.sites import (
    BEIPIAO,
    BENXI,
    CENTRE,
    LIAONING,
    NANFEN,
    NO_SITE,
    SHILAN,
    YUNZHOU,
)


def kinds(agency: Agency) -> list[str]:
    return [kind for kind, _message in agency.remarks]


@pytest.mark.parametrize(
    ("printed", "site", "full", "area"),
    [
        ("区发改局", NANFEN, "本溪市南芬区发展和改革局", "210505"),
        ("南芬区发改局", NANFEN, "本溪市南芬区发展和改革局", "210505"),
        ("南芬发改局", NANFEN, "本溪市南芬区发展和改革局", "210505"),
        ("本溪市南芬区发改局", NANFEN, "本溪市南芬区发展和改革局", "210505"),
        ("辽宁省本溪市南芬区发展和改革局", NANFEN, "本溪市南芬区发展和改革局", "210505"),
        ("区发改局", SiteContext("", "辽宁省本溪市南芬区"), "本溪市南芬区发展和改革局", "210505"),
        ("县退役军人局", SHILAN, "石澜县退役军人事务局", "880124"),
        ("云州市石澜县农业农村局", SHILAN, "石澜县农业农村局", "880124"),
        ("省财政厅", LIAONING, "辽宁省财政厅", "210000"),
        ("自治区审计厅", SiteContext("540000"), "西藏自治区审计厅", "540000"),
        ("州交通局", SiteContext("622900"), "临夏回族自治州交通局", "622900"),
        ("盟外事办", SiteContext("152200"), "兴安盟外事办公室", "152200"),
        ("旗统计局", SiteContext("152530"), "正蓝旗统计局", "152530"),
        ("本溪县财政局", SiteContext("210521"), "本溪满族自治县财政局", "210521"),
        ("市府办", SiteContext("140581"), "高平市人民政府办公室", "140581"),
        ("郊区统计局", SiteContext("340711"), "铜陵市郊区统计局", "340711"),
        ("积石山县民政局", SiteContext("622927"), "积石山保安族东乡族撒拉族自治县民政局", "622927"),
        ("鄂温克旗民政局", SiteContext("150724"), "鄂温克族自治旗民政局", "150724"),
        ("达茂旗审计局", SiteContext("150223"), "达尔罕茂明安联合旗审计局", "150223"),
        ("恩施州民政局", SiteContext("422800"), "恩施土家族苗族自治州民政局", "422800"),
        ("恩施市民政局", SiteContext("422800"), "恩施市民政局", "422801"),
        ("友好区民政局", SiteContext("230700"), "伊春市友好区民政局", "230719"),
        ("北林区民政局", SiteContext("231200"), "绥化市北林区民政局", "231202"),
        ("地区行署办公室", SiteContext("232700"), "大兴安岭地区行政公署办公室", "232700"),
        ("大渡口区财政局", SiteContext("500104"), "重庆市大渡口区财政局", "500104"),
    ],
)
def test_a_name_without_its_place_is_completed_from_the_site(
    printed: str, site: SiteContext, full: str, area: str
) -> None:
    agency = resolve_agency(printed, site)
    assert (agency.name, agency.area, agency.printed) == (full, area, printed)


@pytest.mark.parametrize(
    ("printed", "site", "full"),
    [
        ("城市管理局", SiteContext("410482"), "汝州市城市管理局"),
        ("市场监督管理局", NANFEN, "本溪市南芬区市场监督管理局"),
        ("市市场监管局", BENXI, "本溪市市场监督管理局"),
        ("市政务服务局", BENXI, "本溪市政务服务局"),
        ("市民政局", BENXI, "本溪市民政局"),
        ("市政协办公室", BENXI, "本溪市政协办公室"),
        ("区域协作办公室", NANFEN, "本溪市南芬区区域协作办公室"),
        ("北票市长皋乡", NO_SITE, "北票市长皋乡人民政府"),
        ("章贡区人民政府水东镇", SiteContext("360702"), "赣州市章贡区水东镇人民政府"),
        ("红旗街道办事处", BEIPIAO, "北票市红旗街道办事处"),
        ("综合市场管理中心", YUNZHOU, "云州市综合市场管理中心"),
    ],
)
def test_words_that_look_like_a_place_are_none(printed: str, site: SiteContext, full: str) -> None:
    assert resolve_agency(printed, site).name == full


def test_a_name_of_no_place_is_flagged_as_completed() -> None:
    agency = resolve_agency("退役军人事务局", NANFEN)
    assert agency.name == "本溪市南芬区退役军人事务局"
    assert kinds(agency) == ["agency_completed"]
    assert not agency.certain


def test_a_place_above_the_sites_is_read_as_the_one_above_and_flagged() -> None:
    agency = resolve_agency("市国土资源局", NANFEN, 2016)
    assert (agency.name, agency.area, agency.level) == ("本溪市国土资源局", "210500", "city")
    assert kinds(agency) == ["agency_completed"]
    assert resolve_agency("交通运输厅", NANFEN).name == "辽宁省交通运输厅"


def test_what_nothing_tells_stays_as_printed() -> None:
    for site in (NO_SITE, YUNZHOU, CENTRE):
        agency = resolve_agency("区发改局", site)
        assert (agency.name, kinds(agency)) == ("区发改局", ["agency_place_unknown"])
    assert resolve_agency("区发改局", YUNZHOU).level == "county"
    # Which county of the city the township is of, nobody says.
    agency = resolve_agency("长皋乡", SiteContext("211300"))
    assert (agency.name, kinds(agency)) == ("长皋乡", ["agency_place_unknown"])


def test_a_name_on_the_page_that_has_the_place_tells_it() -> None:
    agency = resolve_agency("区发改局", NO_SITE, 2019, [Witness("contact", "本溪市南芬区发展和改革局")])
    assert (agency.name, agency.area) == ("本溪市南芬区发展和改革局", "210505")
    assert [(step.step, step.source, step.inferred) for step in agency.steps] == [
        ("place", "contact", False),
        ("expanded", "contact", False),
    ]


@pytest.mark.parametrize(
    ("printed", "full"),
    [
        ("市发改委", "云州市发展和改革委员会"),
        ("市人社局", "云州市人力资源和社会保障局"),
        ("市人力社保局", "云州市人力资源和社会保障局"),
        ("市住建委", "云州市住房和城乡建设委员会"),
        ("市卫健委", "云州市卫生健康委员会"),
        ("市卫计局", "云州市卫生和计划生育局"),
        ("市市监局", "云州市市场监督管理局"),
        ("市自规局", "云州市自然资源和规划局"),
        ("市医保局", "云州市医疗保障局"),
        ("市应急局", "云州市应急管理局"),
        ("市安监局", "云州市安全生产监督管理局"),
        ("市工信局", "云州市工业和信息化局"),
        ("市人防办", "云州市人民防空办公室"),
        ("市国资委", "云州市国有资产监督管理委员会"),
        ("市编办", "云州市机构编制委员会办公室"),
        ("市残联", "云州市残疾人联合会"),
        ("市公安局交警支队", "云州市公安局交通警察支队"),
        ("市公积金中心", "云州市住房公积金管理中心"),
        ("市政府", "云州市人民政府"),
        ("市政府办", "云州市人民政府办公室"),
        ("团市委", "共青团云州市委员会"),
        ("团石澜县委", "共青团石澜县委员会"),
        ("市纪委", "中共云州市纪律检查委员会"),
        ("市委办(政府办)", "中共云州市委办公室(云州市人民政府办公室)"),
        ("市委史志研究室", "中共云州市委史志研究室"),
        ("市卫健委(市中医药局)", "云州市卫生健康委员会(中医药局)"),
        ("中共云州市委办公室", "中共云州市委办公室"),
        ("经济开发区(高新区)管委会", "云州市经济开发区(高新区)管理委员会"),
    ],
)
def test_short_names_are_expanded_by_rule(printed: str, full: str) -> None:
    assert resolve_agency(printed, YUNZHOU).name == full


@pytest.mark.parametrize(
    ("printed", "year", "full"),
    [
        ("市农委", 2016, "云州市农业委员会"),
        ("市农委", 2020, "云州市农业农村委员会"),
        ("市药监局", 2015, "云州市食品药品监督管理局"),
        ("市药监局", 2021, "云州市药品监督管理局"),
    ],
)
def test_a_short_name_that_changed_its_meaning_is_read_by_the_year(
    printed: str, year: int, full: str
) -> None:
    assert resolve_agency(printed, YUNZHOU, year).name == full


def test_a_short_name_of_two_full_ones_is_an_inference_that_names_the_other() -> None:
    agency = resolve_agency("区发改局", NANFEN)
    assert agency.remarks == (
        ("agency_inferred", "发改局 was read as 发展和改革局; it may also be 发展改革局"),
    )
    assert resolve_agency("区人社局", NANFEN).steps[0].inferred
    assert not resolve_agency("区应急局", NANFEN).remarks


def test_what_the_page_writes_in_full_decides_between_two() -> None:
    agency = resolve_agency("区发改局", NANFEN, 2019, [Witness("signature", "本溪市南芬区发展改革局")])
    assert agency.name == "本溪市南芬区发展改革局"
    assert agency.steps[0].source == "signature"
    assert agency.certain


def test_a_short_name_without_one_usual_full_form_stays_unless_the_page_tells() -> None:
    agency = resolve_agency("县教体局", SHILAN)
    assert agency.name == "石澜县教体局"
    assert agency.remarks == (
        ("agency_short_form", "教体局 reads like a short form: it may be 教育体育局, 教育和体育局"),
    )
    told = resolve_agency("县教体局", SHILAN, None, [Witness("contact", "石澜县教育和体育局")])
    assert (told.name, told.remarks) == ("石澜县教育和体育局", ())
    # 教育局 is no long form of 教体局.
    other = resolve_agency("县教体局", SHILAN, None, [Witness("contact", "石澜县教育局")])
    assert other.name == "石澜县教体局"


@pytest.mark.parametrize(
    ("printed", "site", "full", "kind"),
    [
        ("长皋乡", BEIPIAO, "北票市长皋乡人民政府", "township"),
        ("长皋乡政府", BEIPIAO, "北票市长皋乡人民政府", "township"),
        ("扎格斯台苏木", SiteContext("152530"), "正蓝旗扎格斯台苏木人民政府", "township"),
        ("驼峰路街道办", SiteContext("610802"), "榆林市榆阳区驼峰路街道办事处", "subdistrict"),
        ("东大街街道", SiteContext("610102"), "西安市新城区东大街街道办事处", "subdistrict"),
        ("吉村镇人民政府办公室", SiteContext("360723"), "大余县吉村镇人民政府办公室", "township"),
        ("东安街道办事处", YUNZHOU, "东安街道办事处", "subdistrict"),
    ],
)
def test_townships_and_subdistricts(printed: str, site: SiteContext, full: str, kind: str) -> None:
    agency = resolve_agency(printed, site)
    assert (agency.name, agency.kind, agency.level) == (full, kind, "township")


def test_a_place_alone_is_its_government_which_is_an_inference() -> None:
    agency = resolve_agency("北京市", SiteContext("110000"))
    assert (agency.name, agency.kind, agency.level) == ("北京市人民政府", "government", "province")
    assert not agency.certain
    assert resolve_agency("兴安盟", SiteContext("152200")).name == "兴安盟行政公署"


@pytest.mark.parametrize(
    ("printed", "full", "scope"),
    [
        ("海关总署(本级机关)", "海关总署", "own"),
        ("云州市教育局本级", "云州市教育局", "own"),
        ("云州市教育局（机关）", "云州市教育局", "own"),
        ("云州市教育局机关", "云州市教育局", "own"),
        ("广州海关关区", "广州海关", "aggregate"),
        ("山东省邮政管理系统", "山东省邮政管理局", "aggregate"),
        ("云州市卫生健康委员会及所属单位", "云州市卫生健康委员会", "aggregate"),
        ("云州市人民政府(汇总)", "云州市人民政府", "aggregate"),
        ("云州市教育局", "云州市教育局", None),
    ],
)
def test_a_scope_is_no_part_of_the_name(printed: str, full: str, scope: str | None) -> None:
    agency = resolve_agency(printed)
    assert (agency.name, agency.scope) == (full, scope)


def test_a_second_name_in_brackets_belongs_to_the_name() -> None:
    assert resolve_agency("海盐县商务局（粮食局）").name == "海盐县商务局(粮食局)"


@pytest.mark.parametrize(
    ("printed", "site", "bodies"),
    [
        (
            "北京市统计局•国家统计局北京调查总队",
            SiteContext("110000"),
            ("北京市统计局", "国家统计局北京调查总队"),
        ),
        ("市科技局、外专局", YUNZHOU, ("云州市科学技术局", "云州市外国专家局")),
        ("石澜县财政局/国资局", NO_SITE, ("石澜县财政局", "石澜县国有资产监督管理局")),
    ],
)
def test_two_bodies_that_report_together_are_both_named(
    printed: str, site: SiteContext, bodies: tuple[str, ...]
) -> None:
    agency = resolve_agency(printed, site)
    assert agency.bodies == bodies
    assert agency.name == "、".join(bodies)


@pytest.mark.parametrize(
    ("printed", "site", "full", "area"),
    [
        ("浙江省东阳经济开发区管理委员会", SiteContext("330783"), "浙江省东阳经济开发区管理委员会", "330783"),
        ("天津经济技术开发区管委会", SiteContext("120116"), "天津经济技术开发区管理委员会", "120000"),
        ("安徽舒城经济开发区管委会", SiteContext("341523"), "安徽舒城经济开发区管理委员会", "341523"),
        ("雄安新区管委会", SiteContext("130600"), "雄安新区管理委员会", "130600"),
        ("开发区管委会", BENXI, "本溪市开发区管理委员会", "210500"),
    ],
)
def test_a_zone_keeps_the_place_in_its_name_as_written(
    printed: str, site: SiteContext, full: str, area: str
) -> None:
    agency = resolve_agency(printed, site)
    assert (agency.name, agency.area, agency.kind) == (full, area, "functional_zone")


def test_a_department_of_a_zone_with_a_name_needs_no_place_in_front() -> None:
    assert resolve_agency("杨凌示范区审计局", SiteContext("610403")).name == "杨凌示范区审计局"
    assert resolve_agency("无锡经济开发区审计局", SiteContext("320200")).name == "无锡经济开发区审计局"
    corps = "新疆生产建设兵团第八师石河子市财政局"
    assert resolve_agency(corps, SiteContext("659001")).name == corps


@pytest.mark.parametrize(
    ("printed", "site", "full"),
    [
        ("沐阳县人民政府", SiteContext("321322"), "沭阳县人民政府"),
        ("南区统计局", SiteContext("520102"), "贵阳市南明区统计局"),
    ],
)
def test_a_misprinted_place_is_read_as_the_sites_own_and_flagged(
    printed: str, site: SiteContext, full: str
) -> None:
    agency = resolve_agency(printed, site)
    assert (agency.name, kinds(agency)) == (full, ["agency_place_misprint"])
    assert not agency.certain


def test_an_agency_of_another_place_keeps_its_place_and_is_flagged() -> None:
    agency = resolve_agency("宣汉县教育局", NANFEN)
    assert (agency.name, agency.area, kinds(agency)) == ("宣汉县教育局", "511722", ["agency_elsewhere"])


def test_an_agency_below_the_sites_place_is_at_home_there() -> None:
    agency = resolve_agency("南芬区教育局", BENXI)
    assert (agency.name, agency.area, agency.remarks) == ("本溪市南芬区教育局", "210505", ())
    assert resolve_agency("石澜县农业农村局", YUNZHOU).remarks == ()


def test_of_several_divisions_of_one_name_the_nearest_is_meant_or_none() -> None:
    assert resolve_agency("鼓楼区民政局", SiteContext("320100")).name == "南京市鼓楼区民政局"
    unknown = resolve_agency("鼓楼区民政局")
    assert (unknown.name, unknown.area, kinds(unknown)) == ("鼓楼区民政局", "", ["agency_place_unknown"])


def test_a_county_that_became_a_district_reports_under_its_old_name() -> None:
    site = SiteContext("320614")
    before = resolve_agency("市教育局", site, 2015)
    assert (before.name, before.area, before.remarks) == ("海门市教育局", "320684", ())
    assert resolve_agency("海门市教育局", site, 2015).remarks == ()
    assert resolve_agency("区教育局", site, 2022).name == "南通市海门区教育局"


def test_a_printed_district_is_taken_at_its_word_even_before_it_was_one() -> None:
    site = SiteContext("320813")
    for printed in ("淮安市洪泽区财政局", "洪泽区财政局", "区财政局"):
        assert resolve_agency(printed, site, 2014).name == "淮安市洪泽区财政局"
    assert resolve_agency("县财政局", site, 2014).name == "洪泽县财政局"


@pytest.mark.parametrize(
    ("printed", "site", "full", "level"),
    [
        ("国家税务总局南芬区税务局", NANFEN, "国家税务总局本溪市南芬区税务局", "county"),
        ("南芬区税务局", NANFEN, "国家税务总局本溪市南芬区税务局", "county"),
        ("石澜县气象局", SHILAN, "石澜县气象局", "county"),
        ("国家统计局北京调查总队", SiteContext("110000"), "国家统计局北京调查总队", "province"),
        ("本溪市烟草专卖局", NO_SITE, "本溪市烟草专卖局", "city"),
        ("中国人民银行六安市中心支行", SiteContext("341500"), "中国人民银行六安市中心支行", "city"),
        ("银保监会六安监管分局", SiteContext("341500"), "银保监会六安监管分局", "city"),
    ],
)
def test_vertical_systems(printed: str, site: SiteContext, full: str, level: str) -> None:
    agency = resolve_agency(printed, site)
    assert (agency.name, agency.kind, agency.level) == (full, "vertical_system", level)


@pytest.mark.parametrize(
    ("printed", "site", "area"),
    [
        ("上海市公安局普陀分局", SiteContext("310000"), "310107"),
        ("绵阳市国土资源局安州区分局", SiteContext("510705"), "510705"),
    ],
)
def test_a_branch_office_is_of_the_district_it_names(printed: str, site: SiteContext, area: str) -> None:
    agency = resolve_agency(printed, site)
    assert (agency.name, agency.area, agency.level) == (printed, area, "county")


@pytest.mark.parametrize(
    ("printed", "full"),
    [
        ("六安市舒城县生态环境分局", "六安市舒城县生态环境分局"),
        ("舒城县生态环境分局", "六安市舒城县生态环境分局"),
        ("县生态环境分局", "六安市舒城县生态环境分局"),
        ("六安市舒城生态环境局", "六安市舒城生态环境局"),
        ("六安市舒城发改局", "舒城县发展和改革局"),
    ],
)
def test_a_citys_branch_in_a_county_is_named_with_the_city(printed: str, full: str) -> None:
    agency = resolve_agency(printed, SiteContext("341523"))
    assert (agency.name, agency.area, agency.level) == (full, "341523", "county")


@pytest.mark.parametrize(
    ("name", "site"),
    [
        ("退役军人事务部", CENTRE),
        ("退役军人事务部", NO_SITE),
        ("国家发展和改革委员会", NO_SITE),
        ("统计局", CENTRE),
    ],
)
def test_bodies_of_the_centre_have_no_place(name: str, site: SiteContext) -> None:
    agency = resolve_agency(name, site)
    assert (agency.name, agency.level, agency.area) == (name, "central", "100000")


def test_universities_and_companies_get_no_place_in_front() -> None:
    assert resolve_agency("云州大学", YUNZHOU).name == "云州大学"
    assert resolve_agency("石澜供水有限公司", SHILAN).name == "石澜供水有限公司"


def test_traditional_characters_are_made_simplified() -> None:
    agency = resolve_agency("區發改局", NANFEN)
    assert agency.name == "本溪市南芬区发展和改革局"
    assert agency.steps[0].step == "simplified"


def test_every_step_says_what_it_rests_on() -> None:
    agency = resolve_agency("区发改局", NANFEN)
    assert [step.to_record() for step in agency.steps] == [
        {
            "step": "expanded",
            "from": "发改局",
            "to": "发展和改革局",
            "source": "rule",
            "inferred": True,
            "note": "may also be 发展改革局",
        },
        {"step": "place", "from": "区", "to": "本溪市南芬区", "source": "site", "inferred": False},
    ]


def test_the_county_tuanfeng_is_no_youth_league() -> None:
    tuanfeng = SiteContext("421121")
    assert resolve_agency("团风县卫生健康委员会", tuanfeng).name == "团风县卫生健康委员会"
    assert resolve_agency("团风县委", tuanfeng).name == "中共团风县委员会"
    assert resolve_agency("团县委", tuanfeng).name == "共青团团风县委员会"
