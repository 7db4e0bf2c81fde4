"""The characters labels are made of: traditional ones, glosses, spaces, brackets, junk."""

from benchmarks.accuracy.draft import Cell, Draft
from benchmarks.accuracy.registry import deviation

SIMPLIFIED = (
    "万专业个为举务动单参发员围国处复对属应废开强当径总执护报据数无时条构标权没济热现确稳类纠纳线组织"
    "经结络统继续维编缴网罚职范获补规计认训议许讼设访诉询请读谈负责购费转辑过这进采错门问闻阅隐项题额"
    "驳会传体决况减众关于规征与长办机区级县厅东产农协华园导届"
)
OF_OLD = (
    "萬專業個為舉務動單參發員圍國處復對屬應廢開強當徑總執護報據數無時條構標權沒濟熱現確穩類糾納線組織"
    "經結絡統繼續維編繳網罰職範獲補規計認訓議許訟設訪訴詢請讀談負責購費轉輯過這進採錯門問聞閱隱項題額"
    "駁會傳體決況減眾關於規徵與長辦機區級縣廳東產農協華園導屆"
)
TRADITIONAL = str.maketrans(SIMPLIFIED, OF_OLD)
# What converters write in running text; other authors write 复 as 複 and 制 as 製.
VARIANT = str.maketrans({"复": "複", "制": "製", "于": "于"})
GLOSSES = str.maketrans(
    {
        "项": "項(xiàng)",
        "规": "規(guī)",
        "许": "許(xǔ)",
        "罚": "罰(fá)",
        "强": "強(qiáng)",
        "业": "業(yè)",
        "务": "務(wù)",
        "处": "處(chǔ)",
        "结": "結(jié)",
        "开": "開(kāi)",
        "请": "請(qǐng)",
        "办": "辦(bàn)",
        "机": "機(jī)",
        "诉": "訴(sù)",
        "总": "總(zǒng)",
        "计": "計(jì)",
        "数": "數(shù)",
        "复": "復(fù)",
    }
)
TONES = str.maketrans(
    {"工": "工(gōng)", "公": "公(gōng)", "政": "政(zhèng)", "新": "新(xīn)", "理": "理(lǐ)", "会": "会(huì)"}
)
CONVERTED = {"文件": "檔案", "信息": "資訊", "网络": "網路", "法规": "法規", "机构": "機構"}
PLAIN_BRACKETS = str.maketrans("（）“”：、，", '()"":,,')


def printed_labels(draft: Draft) -> list[Cell]:
    """Every cell that holds no value."""
    return [cell for cell in draft.cells() if cell.role != "value" and cell.text]


@deviation("rows", "characters")
def traditional_characters(draft: Draft) -> None:
    """All labels are in traditional characters: 規範性文件, 行政許可."""
    variant = draft.random.random() < 0.5
    for cell in printed_labels(draft):
        text = cell.text.translate(VARIANT) if variant else cell.text
        cell.text = text.translate(TRADITIONAL)


@deviation("rows", "characters")
def pinyin_glosses(draft: Draft) -> None:
    """Traditional labels carry pinyin glosses: 項(xiàng)目."""
    for cell in printed_labels(draft):
        cell.text = cell.text.translate(GLOSSES).translate(TRADITIONAL)


@deviation("rows", "characters")
def tone_glosses(draft: Draft) -> None:
    """Simplified labels carry glosses: 工(gōng)作, 公(gōng)开."""
    for cell in printed_labels(draft):
        cell.text = cell.text.translate(TONES)


@deviation("rows", "characters")
def other_vocabulary(draft: Draft) -> None:
    """A converter put other words for words: 規範性檔案 for 规范性文件, 資訊 for 信息."""
    for cell in printed_labels(draft):
        for word, other in CONVERTED.items():
            cell.text = cell.text.replace(word, other)
        cell.text = cell.text.translate(TRADITIONAL)


@deviation("rows", "characters")
def other_brackets(draft: Draft) -> None:
    """Brackets and punctuation are ASCII, as text extracts turn them."""
    for cell in printed_labels(draft):
        if cell.role != "header" or "单位" in cell.text:
            cell.text = cell.text.translate(PLAIN_BRACKETS)


@deviation("rows", "characters")
def odd_brackets(draft: Draft) -> None:
    """Brackets are of rare kinds, or one of a pair is lost: ﹝一﹞, 【一】, 一）."""
    left, right = draft.random.choice(["﹝﹞", "【】", "〔〕", ("", "）"), ("(", ""), "［］"])
    for cell in printed_labels(draft):
        if cell.role in ("title", "group", "label") and cell.text.startswith(("（", "第")):
            cell.text = cell.text.replace("（", left, 1).replace("）", right, 1)


@deviation("rows", "characters")
def spaces_in_labels(draft: Draft) -> None:
    """Spaces stand between the characters of labels: 行 政 许 可."""
    for cell in printed_labels(draft):
        if draft.random.random() < 0.4:
            cell.text = draft.random.choice([" ", "\u3000", "\u00a0", "\u200b"]).join(cell.text)


@deviation("rows", "characters")
def junk_characters(draft: Draft) -> None:
    """Characters that mean nothing stand in labels: 属于四类屑过程性信息, ?行政处罚, 一,、."""
    for cell in draft.some([c for c in printed_labels(draft) if c.role == "label" and len(c.text) > 5], 8):
        at = draft.random.randint(3, len(cell.text) - 1)
        cell.text = cell.text[:at] + draft.random.choice(["屑", "再仔", "?", "*", "·", "□"]) + cell.text[at:]


@deviation("rows", "characters")
def doubled_punctuation(draft: Draft) -> None:
    """Punctuation after numbering is doubled or changed: 一,、, 1。, 1、."""
    mark = draft.random.choice(["、", "．", "。", " ", ":", "、 "])
    for cell in printed_labels(draft):
        if cell.text[0].isdigit() and cell.text[1:2] == ".":
            cell.text = cell.text[0] + mark + cell.text[2:]
        elif cell.text[1:2] == "、":
            cell.text = cell.text[0] + ",、" + cell.text[2:]
