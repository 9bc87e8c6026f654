"""The seed page, read: a newcomer learns the page by reading this.  Then the laws, on pages composed from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from compose import compose
from compose_pages import compose_page
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import parse_page, read_page
from analysis.lexicons.script import folded
from analysis.page.lines import lines_of
from analysis.page.marks import credit_of, is_furniture, is_note
from analysis.page.roles import weights
from analysis.page.stacks import stack_roles

SEED = Path(__file__).parent.parent / "seeds" / "000_6aa299da6edd33b0.txt"
COMPOSED = 1000
BLANKS = "".join(chr(code) for code in range(0x3001) if chr(code).isspace()) + "\ufeff"


@pytest.fixture(scope="module")
def page():
    return read_page(SEED)


@pytest.fixture(scope="module")
def composed(page):
    display = [tuple(map(str, (*a.kicker, *a.headline, *a.deck))) for a in page.articles]
    bodies = [tuple(map(str, a.paragraphs)) for a in page.articles]
    return [compose_page(number, list(zip(display, bodies, strict=True))) for number in range(COMPOSED)]


@pytest.fixture(scope="module")
def readings(composed):
    return [parse_page(made.text) for made in composed]


def tiles(page) -> bool:
    """Whether the parts cover the text without gap or overlap, blank parts what is blank, others what prints.

    Only a blank inside a line, between two characters that are not seen, is a piece of that line.
    """
    edges = [0, *page.parts.end]
    solid = [page.text[a:b].strip(BLANKS) != "" for a, b in zip(page.parts.start, page.parts.end, strict=True)]
    covered = list(page.parts.start) == edges[:-1] and edges[-1] == len(page.text)
    role = page.parts.role
    inside = (role.shift() == "furniture") & (role.shift(-1) == "furniture")
    return covered and all((solid == (role != "blank")) | (inside & (role != "blank")))


def told(page) -> list[list[tuple[str, ...]]]:
    """What is read of a page's articles, with half-width punctuation."""
    lines = [(a.kicker, a.headline, a.deck, a.reporters, a.paragraphs, a.crossheads) for a in page.articles]
    return [[tuple(map(folded, field)) for field in article] for article in lines]


def test_parts_tile_the_page(page):
    assert len(page.text) == 2918
    assert tiles(page)


def test_page_has_four_articles(page):
    assert [article.title for article in page.articles] == [
        "全力收官“十四五” 科学谋划“十五五” 在奋力推动高质量发展中展现小店担当",
        "万亩生态园 雨后现云海",
        "我市四城区入选 中部百强区",
        "强化二次巡检 确保用水安全",
    ]
    assert page.articles[0].kicker == ("林红玉在小店区宣讲调研时强调",)
    assert page.articles[0].deck == ("武晓花参加",)
    assert [article.reporters for article in page.articles] == [
        ("殷雪鸢", "胡引平"),
        ("周利芳",),
        ("李静",),
        ("任晓明",),
    ]


def test_days_are_printed_and_the_year_is_inferred(page):
    assert [article.date.isoformat() for article in page.articles] == [
        "2025-11-09",
        "2025-11-08",
        "2025-11-06",
        "2025-11-04",
    ]
    assert all("2025" in article.date_inferred for article in page.articles)


def test_six_column_breaks_are_healed(page):
    assert [len(article.paragraphs) for article in page.articles] == [3, 4, 3, 3]
    body = "".join(paragraph for article in page.articles for paragraph in article.paragraphs)
    for seam in ("党群服务中心", "最好最优", "泛起红晕", "不停地按下", "重点对水泵", "水质检测,确保"):
        assert seam in body


def test_credit_is_kept_as_a_record(page):
    (credit,) = page.articles[1].photo_credits
    assert (credit.names, credit.text) == (("高劲鹏",), "高劲鹏 摄")


def test_seams_say_what_was_joined_and_how_sure_that_is(page):
    assert page.seams.joined.sum() == 6
    assert page.seams.confidence.between(0, 1).all()
    above = [page.text[end - 2 : end] for end in page.seams[page.seams.joined].above]
    assert above == ["服务", "到最", "起红", "停地", "重点", "水质"]


def test_confidence_is_a_chance_and_falls_where_the_page_is_unclear(page):
    assert all(0 < article.confidence < 1 for article in page.articles)
    unclear = parse_page(page.text.replace("本报讯(记者 周利芳)11月8日,立冬后", "立冬后"))
    assert unclear.articles[1].confidence < page.articles[1].confidence


# Bylines: every name and place here is invented.

BODY = "幸福路的街道办事处昨日启用新设备,居民办事不必再排长队,工作人员现场讲解了操作步骤。"
LAST = "居民张大爷说,以前要等半个小时,如今几分钟就办好了。"
LEADS = {
    "本报讯(记者 张三 李四)": ("张三", "李四"),
    "本报讯（记者 张三）": ("张三",),
    "(记者张三 通讯员李小四)": ("张三", "李小四"),
    "本报讯 记者 张三 报道 ": ("张三",),
    "本报北京1月31日电 (记者张三、李四)": ("张三", "李四"),
    "据新华社马尼拉1月4日电(记者张三)": ("张三",),
    "新华社北京1月4日电 记者张三报道:": ("张三",),
    "本报讯(实习生 王五 记者 张三)": ("王五", "张三"),
    "本报讯(见习记者 王五)": ("王五",),
    "本报讯(首席记者 王五)": ("王五",),
    "本报讯(全媒体记者 王五 文/图)": ("王五",),
    "本报讯(记者王五/文 赵六/图)": ("王五",),
    "本报讯(阿卜杜拉·买买提)": ("阿卜杜拉·买买提",),
    "江讯 记者王五 通讯员赵六报道:": ("王五", "赵六"),
    "云江报北京3月5日电 (记者王五)": ("王五",),
    "本报讯(记者 李 静)": ("李静",),
    "本报讯(记者 阿卜杜拉·买买提)": ("阿卜杜拉·买买提",),
    "本报讯(记者 王五 摄影报道)": ("王五",),
    "晨报讯(记者 王五)": ("王五",),
    "本报8日讯(记者 王五)": ("王五",),
    "本报讯(记者 王 小 五)": ("王小五",),
    "本报讯(记者 王五 通讯员 赵六 文/摄)": ("王五", "赵六"),
    "本报讯 王五、记者赵六报道:": ("王五", "赵六"),
    "本报讯 ": (),
    "本报讯 记者从会上获悉,": (),
    "记者从会上获悉,": (),
    "本报讯 昨日,多家媒体记者报道:": (),
    "本报讯【编者按】": (),
    "〔本报讯〕": (),
    "〔本报讯 记者 王五〕": ("王五",),
    "据本报特派云城记者昨日报道 ": (),
    "(本报热线电话)": (),
    "(本报讯 记者王五": (),
    "〔本报讯(记者 王五)〕": ("王五",),
    "〔本报讯 记者王五〕(通讯员 李小静)": ("王五", "李小静"),
    "本报记者 李静 河北邢台报道:": ("李静",),
    "记者手记 ": (),
    "本报记者 王五 云南报道 ": ("王五",),
}
LINES = {
    "本报记者 王五": ("王五",),
    "新华社记者 王五": ("王五",),
    "本报实习生 王五": ("王五",),
    "见习记者 王五": ("王五",),
    "首席记者 王五": ("王五",),
    "文/王五 图/赵六": ("王五",),
    "本报记者 王五 文 赵 六 摄": ("王五",),
    "晨报记者 王 五 文/摄": ("王五",),
    "本报记者 王五/文 记者 赵 六/图": ("王五",),
    "本报记者 王五 摄影 赵六": ("王五",),
    "撰文/摄影 本报记者 王五": ("王五",),
    "·本报记者 王五·": ("王五",),
    "本报记者 和建军": ("和建军",),
    "王五口述 赵 六整理": ("赵六",),
    "本报主任记者 王五 发自云城、海城、江城": ("王五",),
    "王五 文/图": ("王五",),
    "本报记者 李 静": ("李静",),
    "本报记者 王五 通讯员 赵六": ("王五", "赵六"),
    "记者 阿依古丽·买买提": ("阿依古丽·买买提",),
    "◆王五": ("王五",),
    "(本报记者 王五)": ("王五",),
    "王五摄影报道": ("王五",),
    "本报记者 李 静 通讯员 王 小 五": ("李静", "王小五"),
    "■本报记者 王五 ■通讯员 赵 六": ("王五", "赵六"),
    "本报特约通讯员 王五": ("王五",),
    "本报记者 王五 赵六 赴云城采访报道": ("王五", "赵六"),
    "特约记者 王五 发自云城": ("王五",),
    "文|晨报记者 王五": ("王五",),
    "□ 李 小 静": ("李小静",),
    "本报记者 王五 赴京报道": ("王五",),
    "文/本报记者 李 静 图/受访者提供": ("李静",),
    "记者 文 静 通讯员 王 五": ("文静", "王五"),
    "李红梅 口述 本报记者 王五 整理": ("王五",),
    "口述:李阿姨(退休工人) 记录:本报记者 王五": ("王五",),
    "(执笔:王五 李 静)": ("王五", "李静"),
    "本报记者从维熙": ("从维熙",),
    "党报全媒记者 王五 通讯员 赵 六": ("王五", "赵六"),
    "(晨刊记者 王 五)": ("王五",),
    "本报记者 余 向东 通讯员 李 静": ("余向东", "李静"),
    "本报记者 王五 李静 联合采写": ("王五", "李静"),
    "本报记者 王五 摄影记者 赵 六": ("王五",),
    "洛阳 郭新建": ("郭新建",),
    "江西九江 胡 平": ("胡平",),
    "包头读者 武秀芝": ("武秀芝",),
    "云城市第一中学 高二 王小五": ("王小五",),
    "北城医院 药剂科 李 小 静": ("李小静",),
    "——北城医院 王小五": ("王小五",),
    "记者 习 文 通讯员 王五": ("习文", "王五"),
    "本报记者 李 静 王 小 五": ("李静", "王小五"),
    "□ 本报记者 王 五 云城记者站 李小静 通讯员 赵 六": ("王五", "李小静", "赵六"),
    "云城记者站 王五参与采写": ("王五",),
    "文_本刊记者 王五 图_受访者提供": ("王五",),
    "●报道:王五 ●摄影:赵六": ("王五",),
    "本报记者 王五 特约摄影 赵小六": ("王五",),
    "记录整理/本报记者 王五": ("王五",),
    "小记者 王五 李静": ("王五", "李静"),
    "常德明 李静": ("常德明", "李静"),
    "洛阳 郭新建 李静": ("郭新建", "李静"),
    "记者 李 静 王 平 赵 刚 张 小 五 周 明": ("李静", "王平", "赵刚", "张小五", "周明"),
    "云城记者站:王五": ("王五",),
    "本报记者 萨仁图雅 通讯员 白乌云毕力格": ("萨仁图雅", "白乌云毕力格"),
    "本报记者 布和巴雅尔": ("布和巴雅尔",),
    "本报记者 走进田间地头": (),
    "本报记者 王五 共享联盟·太原 李小静": ("王五", "李小静"),
    "采访/本报记者 王 五": ("王五",),
    "主持人/本报首席记者 王五 整理 李 静": ("王五", "李静"),
    "文·图/王小五": ("王小五",),
    "文/王小五(太原)": ("王小五",),
    "小记者 王小五(北城小学三2班)": ("王小五",),
    "本报记者 王五 李小静(白族) 文/图": ("王五", "李小静"),
    "口述 赵六 整理 本报记者 王 五": ("王五",),
    "王 五编译自英国《晨报》": ("王五",),
    "记者 王小五 摄像 赵 六": ("王小五",),
    "本报记者 王五综合报道": ("王五",),
    "小记者 王小五(北城小学) 指导老师:李静": ("王小五",),
    "本报记者 王五(摄影)": (),
    "安徽 蒙城 王小五": ("王小五",),
    "河南汝阳 王小五": ("王小五",),
    "安平 李小静": ("安平", "李小静"),
    "赵 静": ("赵静",),
    "叶 文玲 李静": ("叶文玲", "李静"),
    "小记者 李静 指导老师 王平 本报记者 赵六": ("李静", "赵六"),
    "记者 王五 摄像 赵小六 通讯员 李静": ("王五", "李静"),
    "记录整理 记者 王五 摄影 记者 赵小六": ("王五",),
    "本报记者 李静 共享联盟·松阳 王平": ("李静", "王平"),
    "本报记者 王五 马来西亚吉隆坡报道": (),
    "记者 西部大开发": (),
    "金牌 主持人": (),
    "本报记者 李静 采访": ("李静",),
    "通讯员 李静 王小五 主持": ("李静", "王小五"),
    "本报记者 王小五图文": ("王小五",),
    "记者 额尔德木图": ("额尔德木图",),
    "记者 马拉松比赛": (),
    "本报记者 李静 综合报道": ("李静",),
    "安全综合报道": (),
    "文章编译自英国《晨报》": (),
    "通讯员培训": (),
    "图/文 王小五": ("王小五",),
    "本报记者 王五 整理/摄影": ("王五",),
    "记者 王 五 实习记者 李 静 河北邢台报道": ("王五", "李静"),
    "本报·前沿客户端记者 王 五": ("王五",),
    "记者追踪": (),
    "记者跑一趟": (),
    "记者问答": (),
    "小记者活动预告": (),
    "此致 敬礼": (),
    "■编者按": (),
    "●敬礼": (),
    "本报特约记者 王五 寄自柏林": ("王五",),
    "石桥镇 王小五": ("王小五",),
    "□李 静(影评人)": ("李静",),
    "李小静 (市文联)": ("李小静",),
    "云城 李小静(退休医师)": ("李小静",),
    "记者帮你问": (),
    "■名医坐诊": (),
    "路灯不亮": (),
    "垃圾分类整理": (),
    "●安全 生产": (),
    "敬礼": (),
    "编 者": (),
}
ENDS = {
    "(记者王五)": ("王五",),
    "(本报记者 王五 赵六)": ("王五", "赵六"),
    " 本报记者 王五": ("王五",),
    "\n\n本报记者 王五": ("王五",),
    "(王五 本报记者 赵 六)": ("王五", "赵六"),
    "(本报记者 王五整理)": ("王五",),
    "(据新华社电)": (),
    "(记者王五摄)": (),
    "(通讯员 王五和赵六)": ("王五", "赵六"),
    "(王五编译)": ("王五",),
    "(王 五译自德国《晚报》)": ("王五",),
    "■记者 王五 通讯员 李 静": ("王五", "李静"),
}


def reporters_of(before: str = "", lead: str = "", end: str = "") -> tuple[str, ...]:
    return parse_page(f"街道办事处添新设备\n\n{before}{lead}{BODY}\n\n{LAST}{end}").articles[0].reporters


@pytest.mark.parametrize("lead", LEADS)
def test_reporters_in_a_lead(lead):
    assert reporters_of(lead=lead) == LEADS[lead]


@pytest.mark.parametrize("line", LINES)
def test_reporters_on_a_line(line):
    assert reporters_of(before=f"{line}\n\n") == LINES[line]


@pytest.mark.parametrize("end", ENDS)
def test_reporters_behind_the_last_stop(end):
    assert reporters_of(end=end) == ENDS[end]


def test_agency_place_and_day_stand_apart():
    article = parse_page(f"街道办事处添新设备\n\n据新华社临江1月4日电(记者张三){BODY}2031年新年刚过。").articles[0]
    assert (article.agency, article.place, article.date.isoformat()) == ("新华社", "临江", "2031-01-04")


@pytest.mark.parametrize(
    ("line", "names"),
    {
        "王五 摄": ("王五",),
        "王五摄影报道": ("王五",),
        "本报记者 王五 摄": ("王五",),
        "本报记者 王五 赵六 摄": ("王五", "赵六"),
        "王 五 摄": ("王五",),
        "(资料图片)": (),
        "新华社发": (),
        "新华社发(王五摄)": ("王五",),
        "摄影/王五": ("王五",),
        "(受访者供图)": (),
    }.items(),
)
def test_names_of_a_photo_credit(line, names):
    assert credit_of(line)[0] == names


def test_a_paper_in_a_sentence_makes_no_furniture():
    assert not is_furniture("云城《星期日画报》最近问了1000名读者:如果")


@pytest.mark.parametrize(
    "line",
    ["他举起相机拍摄", "王五说,这是他去年拍摄的。", "公园里的菊花开了", "城市规划图公布", "记者 王五 文 赵 六 摄"],
)
def test_other_lines_are_no_credits(line):
    assert credit_of(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "2031.11.17版星期五20责编王五实习编辑赵六联系电话:8222133文娱新闻",
        "责编 王五 版式 赵六 校对 钱七",
        "版式设计:王五",
        "数据来源:市统计局",
        "本版制图:王五",
        "下转第2版",
        "(上接第1版)",
        "■相关新闻刊A8",
        "相关报道见A4、A5版",
        "云港报 责任编辑:王五 美术:赵六",
        "第3版",
        "03",
        "***",
    ],
)
def test_furniture_belongs_to_no_article(line):
    made = parse_page(f"街道办事处添新设备\n\n本报讯 {BODY}\n\n{line}\n\n{LAST}")
    assert is_furniture(line)
    assert len(made.articles) == 1
    assert made.articles[0].paragraphs == (BODY, LAST)


@pytest.mark.parametrize(
    "line",
    [
        "文章见一",
        "新闻见面会今日举行",
        "报道见A股大涨",
        "作者:王小帆 责任编辑:李明 封面设计:赵六",
        "招聘编辑/记者3名,美术/设计2名",
        "本书编辑:王五,美术:赵六",
    ],
)
def test_what_names_offices_or_pages_otherwise_is_no_furniture(line):
    assert not is_furniture(line)


@pytest.mark.parametrize(
    ("stack", "roles"),
    [
        ("入冬首批候鸟昨晨飞抵东湖湿地\n\n湖上来客", ["kicker", "headline"]),
        ("我市四校入选\n全省百强校", ["headline", "headline"]),
        ("甲某在全市教育工作会议上强调\n\n办好每一所学校", ["kicker", "headline"]),
        ("办好每一所学校\n\n甲某 乙某出席", ["headline", "deck"]),
        ("全市中小学新增\n课后服务三百项", ["headline", "headline"]),
        ("甲市与乙市携手治水——\n\n一河清波送下游", ["kicker", "headline"]),
        ("候鸟又来东湖湿地过冬\n\n(附图片2张)", ["headline", "deck"]),
        (
            "甲某在防汛工作会议上强调\n压实责任抓进度\n全力守住堤坝\n乙某参加调研",
            ["kicker", "headline", "headline", "deck"],
        ),
    ],
)
def test_a_stack_is_divided_by_what_its_lines_say_and_how_long_they_are(stack, roles):
    assert stack_roles(lines_of(stack), [], weights().stack) == roles


@pytest.mark.parametrize(
    "line",
    [
        "(作者为某大学教授)",
        "(本报北京1月17日电)",
        "(综合本报记者王五报道)",
        "——编者",
        "(传真照片)",
        "(照片由受访者提供)",
    ],
)
def test_notes_stand_below_their_article(line):
    assert is_note(line)


def test_a_shadow_is_one_headline():
    made = parse_page("公园里的菊花开了\n" * 12 + f"\n本报讯(记者 王五){BODY}\n\n{LAST}")
    assert made.articles[0].headline == ("公园里的菊花开了",)
    assert (made.parts.role == "furniture").sum() == 11


CITY = """2031.11.17版星期一20责编张文实习编辑李明联系电话:8222133文娱新闻

秋日东湖候鸟归来秋日东湖候鸟归来秋日东湖候鸟归来秋日东湖候鸟归来秋日东湖候鸟

本报讯(记者 王小明 通讯员 李 静)11 月16 日,记者从市林业局获悉,今年入秋以来,东湖湿地已迎来200 多个
种类、3万余只候鸟。昨日上午,在东湖观鸟平台上,市民们举着相

王小明 摄

机不停拍摄。“今年的鸟特别多。”市民赵建国说。

下转第2版

上接第1版

全市中小学今起推行课后服务新规
晚六点半前不得布置书面作业

市教育局昨日发布通知,全市中小学从今天起执行新的课后服务办法。通知要求,晚六点半之前不得布置书面作业。

家长普遍欢迎

“孩子终于能早点睡了。”家住河西区的陈女士说,以前孩子的书面作业常常要写到十点。

她给孩子报了学校的课后服务,每天在教室里写完作业再回家。

老师也松了口气

河西区实验小学的刘老师告诉记者,课后服务的新办法让老师有更多时间备课。  (记者 孙丽)

责编:周强 版式:吴静 校对:郑红
"""


def test_a_city_paper_as_it_is_dumped():
    made = parse_page(CITY)
    birds, school = made.articles[:2]
    furniture = made.parts[made.parts.role == "furniture"]
    assert [made.text[a:b][:5] for a, b in furniture[["start", "end"]].to_numpy()] == [
        "2031.",
        "秋日东湖候",
        "下转第2版",
        "上接第1版",
        "责编:周强",
    ]
    assert birds.headline == ("秋日东湖候鸟归来",)
    assert birds.reporters == ("王小明", "李静")
    assert len(birds.paragraphs) == 1
    assert "举着相机不停拍摄" in birds.paragraphs[0]
    assert (*school.kicker, *school.headline, *school.deck) == (
        "全市中小学今起推行课后服务新规",
        "晚六点半前不得布置书面作业",
    )


def test_all_who_sign_on_lines_of_their_own_are_reporters():
    told = "昨天一早,云岫镇的茶农赶着露水上山采茶,到中午每人采了三四斤,茶厂的车等在山口,现收现付,一斤八十元。"
    text = f"云岫镇新茶开采\n\n本报记者 钱慕澄 通讯员 周利芳\n\n{told}\n\n{told}\n\n本报记者 钱慕澄 见习记者 郑 敏\n"
    [article] = parse_page(text).articles
    assert article.reporters == ("钱慕澄", "周利芳", "郑敏")


def test_all_who_sign_behind_the_last_stops_of_parts_are_reporters():
    parts = f"镇东 茶厂\n\n{BODY}(记者 李 静)\n\n镇西 水厂\n\n{BODY}本报记者 周利芳 通讯员 郑 敏"
    article = parse_page(f"一镇两厂\n\n本报记者 钱慕澄\n\n{BODY}\n\n{parts}\n").articles[0]
    assert article.reporters == ("钱慕澄", "李静", "周利芳", "郑敏")


@pytest.mark.parametrize("quoted", ["作者:李白", "(李白整理)"])
def test_an_author_quoted_inside_an_article_does_not_sign_it(quoted):
    article = parse_page(f"夜读一首唐诗\n\n本报讯(记者 李静){BODY}{quoted}\n\n{LAST}\n").articles[0]
    assert article.reporters == ("李静",)


def test_crossheads_of_a_short_article():
    assert parse_page(CITY).articles[1].crossheads == ("家长普遍欢迎", "老师也松了口气")


# Laws.


def test_composed_pages_tile_and_their_passages_lead_back(readings):
    for made in readings:
        assert tiles(made)
        for article in made.articles:
            for passage in (*article.headline, *article.paragraphs, *article.crossheads):
                assert passage == "".join(made.text[a:b] for a, b in passage.spans)


def test_composed_pages_are_read_as_they_were_made(composed, readings):
    wrong = total = 0
    for made, reading in zip(composed, readings, strict=True):
        read = {((*a.kicker, *a.headline, *a.deck), a.reporters, a.paragraphs) for a in reading.articles}
        wrong += sum((a.display, a.reporters, a.paragraphs) not in read for a in made.articles)
        total += len(made.articles)
    assert wrong <= total / 200


def test_truth_and_splits_less_merges_is_the_reading(composed, readings):
    for made, reading in zip(composed, readings, strict=True):
        truth = owners(p for a in made.articles for p in a.paragraphs)
        read = owners(p for a in reading.articles for p in a.paragraphs)
        met = set(zip(truth, read, strict=True))  # the same characters in the same order, owned by paragraphs
        splits, merges = len(met) - len(set(truth)), len(met) - len(set(read))
        assert len(set(truth)) + splits - merges == sum(len(a.paragraphs) for a in reading.articles)


def owners(paragraphs) -> list[int]:
    """Of each character of some paragraphs, which of them it is in."""
    return [n for n, paragraph in enumerate(paragraphs) for character in paragraph]


def test_reading_is_a_pure_function_of_the_text(composed, readings):
    for made, reading in zip(composed[:50], readings, strict=False):
        again = parse_page(made.text)
        assert again.articles == reading.articles
        assert again.parts.equals(reading.parts)


def test_blank_lines_between_articles_change_nothing(composed, readings):
    for made, reading in zip(composed[:300], readings, strict=False):
        text = made.text
        for gap in reversed(made.gaps):
            text = text[:gap] + "\n\n" + text[gap:]
        assert told(parse_page(text)) == told(reading)


def test_full_width_marks_and_other_line_ends_change_nothing(composed, readings):
    full = str.maketrans({",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "!": "！", "?": "？", "%": "％"})
    for made, reading in zip(composed[:300], readings, strict=False):
        assert told(parse_page(made.text.translate(full))) == told(reading)
        assert told(parse_page(made.text.replace("\n", "\r\n"))) == told(reading)
        assert told(parse_page("\ufeff" + made.text.replace("\n", "  \n"))) == told(reading)


ODD = "市民在山上看到了云海。,:“”()\n\r \t\x00\u200b\ue000\ufffd1a—本报讯记者摄"


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from(ODD), max_size=300))
def test_whatever_the_text_nothing_is_lost(text):
    assert tiles(parse_page(f"公园里的菊花开了\n\n本报讯(记者 王五){BODY}\n\n{text}"))


# Bad input.


WRONGLY_DECODED = "甯傛皯鍦ㄥ北涓婄湅鍒颁簡浜戞捣。" * 30


@pytest.mark.parametrize("text", ["", " \n\n", "hello", "第3版\n\n责编 王五", "\x00\x01", WRONGLY_DECODED])
def test_text_without_an_article_is_refused(text):
    with pytest.raises(ValueError, match="page: expected a page with at least one article, found"):
        parse_page(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_a_file_is_read_in_any_of_its_encodings(tmp_path, page, encoding):
    path = tmp_path / "page.txt"
    path.write_bytes(page.text.encode(encoding))
    assert read_page(path).text == page.text


def test_big5_is_not_taken_for_gb18030(tmp_path):
    path = tmp_path / "page.txt"
    text = "公園裡的菊花開了\n\n本報訊(記者 王五)市民們說,這個公園的菊花是全市最多的,花期到月底。"
    path.write_bytes(text.encode("big5"))
    assert read_page(path).text == text


def test_a_file_that_is_no_text_is_refused_by_name(tmp_path):
    path = tmp_path / "picture.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe\x80")
    with pytest.raises(ValueError, match=r"picture\.txt: expected UTF-8, .* or Big5 text, found the byte 0x89 at 0"):
        read_page(path)


def test_a_file_that_is_empty_or_missing_is_refused_by_name(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(ValueError, match=r"empty\.txt: expected a page with at least one article, found 0 characters"):
        read_page(tmp_path / "empty.txt")
    with pytest.raises(OSError, match=r"missing\.txt"):
        read_page(tmp_path / "missing.txt")


def test_a_lead_torn_by_a_column_break_is_one_lead():
    torn = "雨后现云海\n\n本报云城11月8日电(记\n\n高劲鹏 摄\n\n者周利芳)昨天上午,云海泛起红晕,市民举起手机拍照。\n"
    page = parse_page(torn)
    article = page.articles[0]
    assert (article.place, article.reporters) == ("云城", ("周利芳",))
    assert article.paragraphs == ("昨天上午,云海泛起红晕,市民举起手机拍照。",)
    lead = page.parts.query("role == 'lead'")
    assert [torn[a:b] for a, b in zip(lead.start, lead.end, strict=True)] == ["本报云城11月8日电(记", "者周利芳)"]


def test_a_lead_on_a_line_of_its_own_is_no_paragraph():
    page = parse_page("雨后现云海\n\n本报云城11月8日电(记者周利芳)\n\n昨天上午,云海泛起红晕,市民举起手机拍照。\n")
    assert page.articles[0].paragraphs == ("昨天上午,云海泛起红晕,市民举起手机拍照。",)
    assert page.parts.query("role == 'paragraph'").paragraph.tolist() == [1]
    assert (page.parts.end > page.parts.start).all()


def test_a_photographer_named_文_wrote_nothing():
    page = parse_page("雨后现云海\n\n昨天上午,云海泛起红晕,市民举起手机拍照。\n\n林志文 摄\n")
    assert page.articles[0].photo_credits[0].names == ("林志文",)
    assert page.articles[0].reporters == ()


def test_a_short_last_sentence_above_a_headline_is_text():
    text = (
        "市领导检查供水\n\n本报讯(记者 周利芳)11月8日,市领导到水厂检查,要求做好冬季供水准备。\n\n吴云城参加检查。\n\n"
    )
    page = parse_page(text + "雨后现云海\n\n本报讯(记者 李静)11月8日清晨,西山雨后出现云海,游人纷纷拍照。\n")
    assert [article.title for article in page.articles] == ["市领导检查供水", "雨后现云海"]
    assert page.articles[0].paragraphs[-1] == "吴云城参加检查。"


def test_names_in_brackets_sign_but_name_no_reporter():
    text = "雨后现云海\n\n11月8日清晨,西山雨后出现云海,游人纷纷拍照。\n\n(李静 周利芳)\n\n"
    page = parse_page(text + "水厂冬检\n\n本报讯 11月8日,水厂开始冬季检修,供水不受影响。\n")
    assert page.parts.query("role == 'byline'").article.tolist() == [1]
    assert page.articles[0].reporters == ()
    assert [article.title for article in page.articles] == ["雨后现云海", "水厂冬检"]


def test_pages_of_twenty_articles_lose_few():
    """Five composed pages one after another; of two headlines alike that stand close, the second may be a shadow."""
    counts = [len(parse_page("\n\n".join(map(compose, range(first, first + 5)))).articles) for first in range(0, 40, 5)]
    assert sum(counts) >= 0.94 * 160


def test_a_lead_goes_on_from_no_other_line():
    text = "雨后现云海\n\n本报讯(记者 李静)11月8日清晨,西山雨后出现云海,游人纷纷拍照\n\n一处水厂里的匠心\n\n"
    page = parse_page(text + "本报讯(记者 周利芳)11月8日,水厂开始冬季检修,供水不受影响。\n")
    assert [article.reporters for article in page.articles] == [("李静",), ("周利芳",)]


RULED = {
    "says that it has pictures": ("龙灯闹元宵(附图片2张)", "元宵夜,南湖边的龙灯队绕湖一周,市民夹道观看。", 2),
    "a column's name": ("图片新闻", "图为南湖边的龙灯队正绕湖一周,市民夹道观看。", 2),
    "heads captions": ("图片:", "图为南湖边的龙灯队正绕湖一周,市民夹道观看。", 1),
}


@pytest.mark.parametrize(("line", "below", "articles"), RULED.values(), ids=RULED)
def test_what_is_certain_of_a_short_line_needs_no_weights(line, below, articles):
    body = "水厂自昨日起开始冬季检修,供水不受影响。\n\n检修人员说,管网老化的三处已经换新。\n\n"
    page = parse_page(f"水厂冬检\n\n本报讯(记者 李静){body}{line}\n\n{below}\n")
    assert [article.title for article in page.articles] == ["水厂冬检", line][:articles]
    assert page.articles[0].crossheads == (line,) * (articles == 1)


def test_no_weights_say_a_crosshead_above_a_lead_or_first_on_the_page():
    page = parse_page("一、水厂\n\n检修人员说,管网已经换新。\n\n二、管网\n\n本报讯(记者 李静)供水不受影响。\n")
    assert all(article.crossheads == () for article in page.articles)
    assert page.articles[-1].title == "二、管网"


def test_a_page_in_traditional_characters_is_read_as_one_in_simplified_and_told_as_printed():
    lead = "【本報訊】(記者 鄧紹文)11月8日清晨,西山雨後出現雲海。"
    page = parse_page(f"雨後現雲海\n\n{lead}\n\n林 昱 攝\n\n遊人說,十年未見。\n")
    article = page.articles[0]
    assert (article.title, article.agency, article.reporters) == ("雨後現雲海", "本報", ("鄧紹文",))
    assert article.photo_credits[0].names == ("林昱",)
    assert article.paragraphs[0] == "11月8日清晨,西山雨後出現雲海。"


@pytest.mark.parametrize(
    ("lead", "names", "place"),
    [
        ("〔记者林昱辰、苏婉/台南报导〕", ("林昱辰", "苏婉"), ""),
        ("【本报记者孔令翘报道】", ("孔令翘",), ""),
        ("本报贵阳讯(记者 卢晔)", ("卢晔",), "贵阳"),
        ("据新华社长沙讯 ", (), "长沙"),
        ("区融媒讯(记者 秦朗 通讯员 郑可欣)", ("秦朗", "郑可欣"), ""),
        ("本报记者 饶一鸣长沙报道 ", ("饶一鸣",), ""),
        ("本报东岭专电 特派记者 谷鸣报道 ", ("谷鸣",), "东岭"),
        ("雪报讯(全媒体记者 那英泽 车 帆)", ("那英泽", "车帆"), ""),
        ("南湖热线消息【记者 田雨生】", ("田雨生",), ""),
        ("新华社“雪海”号11月21日电(记者 栾志伟)", ("栾志伟",), "“雪海”号"),
        ("本报讯 记者段思齐 通讯员吕静 ", ("段思齐", "吕静"), ""),
        ("本报记者 申海燕 ", ("申海燕",), ""),
        ("〔本报讯〕", (), ""),
        ("〔本报石家庄讯 通讯员 田雨生 卢晔〕", ("田雨生", "卢晔"), "石家庄"),
        ("新华社长沙十二日电 ", (), "长沙"),
        ("本报综合消息 ", (), ""),
        ("【记者苏婉/台南报导】", ("苏婉",), ""),
        ("【云港报专讯】", (), ""),
    ],
)
def test_leads_of_other_papers(lead, names, place):
    article = parse_page(f"一座老桥的新生\n\n{lead}昨日上午,老桥完成加固,两岸居民步行过桥。\n").articles[0]
    assert (article.reporters, article.place) == (names, place)
    assert article.paragraphs == ("昨日上午,老桥完成加固,两岸居民步行过桥。",)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("山东沂水县 孟宪成", "孟宪成"),
        ("宣德明(退休教师)", "宣德明"),
        ("□ 滑志诚", "滑志诚"),
        ("⊙记者 滑志诚", "滑志诚"),
    ],
)
def test_who_signs_with_a_place_an_occupation_or_a_mark(line, name):
    article = parse_page(f"补锅修伞的担子应当常下乡\n\n编辑同志,{BODY}{BODY}\n\n{line}\n").articles[0]
    assert article.reporters == (name,)


@pytest.mark.parametrize("line", ["泓州日报 HONGZHOU RIBAO", "B04 健康周刊·门诊", "闽海日报 经济 第二版"])
def test_the_head_of_a_page_is_furniture(line):
    page = parse_page(f"{line}\n\n街道办事处添新设备\n\n本报讯(记者 李静){BODY}\n")
    assert page.articles[0].title == "街道办事处添新设备"
    assert page.parts.role[0] == "furniture"


def test_a_quotation_that_a_break_after_a_stop_leaves_open_is_one_paragraph():
    said = "昨日上午,市民高女士在南湖边对记者说:“龙灯队来了,孩子们都跑出去看!"
    page = parse_page(f"龙灯闹元宵\n\n本报讯(记者 李静){said}\n\n我们全家也去了。”龙灯队随后绕湖一周,市民夹道观看。\n")
    assert page.articles[0].paragraphs == (f"{said}我们全家也去了。”龙灯队随后绕湖一周,市民夹道观看。",)


CAPTION = "市民在新启用的窗口办理业务。"


@pytest.mark.parametrize(
    ("above", "below", "credit"),
    [
        (
            "以前办事要来回跑好几趟,花上一整天的时间,现在方便多了,市民苟大",
            "勇说。今后还将增设自助服务区。",
            "本报记者 闻笛 摄",
        ),
        (
            "以前办事要来回跑好几趟,花上一整天的时间,现在方便多了,市民苟大",
            "勇说。今后还将增设自助服务区。",
            "(闻笛 摄)",
        ),
        (
            "以前办事要来回跑好几趟,花上一整天的时间,市民苟大勇告诉记者,",
            "如今方便多了。今后还将增设自助服务区。",
            " 闻笛 摄",
        ),
        (
            "市民苟大勇说,以前办事要来回跑好几趟,花上一整天的时间,现在方便得多了。",
            "今后还将增设自助服务区,延长时间。",
            "新华社记者 闻笛 摄",
        ),
    ],
)
def test_a_caption_that_ends_in_its_credit_is_read_past(above, below, credit):
    page = parse_page(
        f"服务中心启用\n\n本报讯(记者 何琳)昨日,服务中心启用。\n\n{above}\n\n{CAPTION}{credit}\n\n{below}"
    )
    read = "".join(map(str, page.articles[0].paragraphs))
    assert read == f"昨日,服务中心启用。{above}{below}"
    assert [page.text[tile.start : tile.end] for tile in page.tiles if tile.role == "caption"] == [f"{CAPTION}{credit}"]


def test_a_paragraph_that_ends_in_a_credit_in_brackets_is_text():
    above = "以前办事要来回跑好几趟,花上一整天的时间,现在方便多了,市民都很满意。"
    told = "1月9日,市民在新启用的窗口办理业务,工作人员耐心讲解办事流程,不少人当场就办完了全部手续。(闻笛 摄)"
    page = parse_page(
        f"服务中心启用\n\n本报讯(记者 何琳)昨日,服务中心启用。\n\n{above}\n\n{told}\n\n今后还将延长时间。"
    )
    assert page.articles[0].paragraphs[2] == told


def test_who_wrote_signs_where_others_gave_the_picture():
    page = parse_page("深夜施救\n\n文/本报记者 康建平 通讯员 严巍 图/警方供图\n\n昨日凌晨,民警救起一名落水者。")
    assert (page.articles[0].reporters, page.articles[0].photo_credits) == (("康建平", "严巍"), ())


def test_what_no_sentence_breaks_off_in_goes_on_nowhere():
    """The office below the second notice is no rest of the first, whose last line is a number."""
    page = parse_page(
        "遗失声明\n\n本人不慎遗失身份证一张,证号430000197001010011,\n\n注销公告\n\n"
        "江源市国土资源局决定以挂牌方式出让2幅地块的国有建设用地使用权。\n\n三、报名时间:2013年6月8日至6月18日。\n\n"
        "江源市国土资源局\n\n2013年5月20日\n\n拍卖公告\n\n定于6月28日公开拍卖办公设备一批。"
    )
    placed = page.parts[page.parts.role.isin(["headline", "paragraph", "byline", "note"])]
    assert placed.article.is_monotonic_increasing


@pytest.mark.parametrize("opening", ["据新华社综合报道,", "新华社综合报道称,", "本报综合报道组获奖,", "据新华社消息,"])
def test_a_source_named_in_a_sentence_is_no_lead(opening):
    assert parse_page(f"夏粮收购开始\n\n{opening}收购昨日开始。").articles[0].paragraphs == (
        f"{opening}收购昨日开始。",
    )
