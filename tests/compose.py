"""Pages of an invented city's daily, for the archive that ships, for tests and for the bench.

Everything here is invented: 云岫市 (Yunxiu), its five districts, its people, its figures.  A page is made of
templates and a seed, so the same number always gives the same page and no two numbers give the same.
`python tests/compose.py` writes `seeds/archive/`: six weeks of the daily, one page a day.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

ARCHIVE = Path(__file__).resolve().parent.parent / "seeds" / "archive"
FIRST_DAY, DAYS = date(2031, 3, 3), 42
DISTRICTS = ["东屏区", "南圃区", "西岭区", "北汀区", "中澜区"]
SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严华魏陶姜谢邹喻苏潘葛范彭鲁韦马方任袁柳"
GIVEN = "文明志伟建华国强晓红丽芳静雅思远海波春梅秋月冬青雨晴浩然子轩嘉宁佳慧俊杰永康立新学勤"
PLACE = "望澜清溪云台石桥松岭竹坞杏林荷塘柳浦枫桥鹤鸣龙泉凤山白沙青石黄泥红枫南浦北渚东湾西塘"
KINDS = ["村", "街道", "社区", "公园", "广场", "小学", "医院", "水厂", "大桥", "农场", "图书馆", "产业园"]
GOODS = [
    "水稻",
    "油菜",
    "茶叶",
    "柑橘",
    "草莓",
    "蜂蜜",
    "瓷器",
    "竹器",
    "绸缎",
    "木雕",
    "米酒",
    "药材",
    "花卉",
    "蔬菜",
    "鲜鱼",
    "家具",
    "仪表",
    "轴承",
    "电缆",
    "灯具",
]
DEEDS = [
    "巡查",
    "检修",
    "培训",
    "宣讲",
    "义诊",
    "展览",
    "比赛",
    "走访",
    "植树",
    "清淤",
    "采摘",
    "评比",
    "演练",
    "讲座",
    "招聘",
    "调研",
    "募捐",
    "联欢",
]
HOW = ["有序", "扎实", "深入", "平稳", "全面", "如期", "逐步", "持续", "认真", "积极"]

# topic: headlines, first sentences, further sentences
TOPICS = {
    "water": (
        ["{place}{deed}忙 清水入万家", "{district}供水管网改造完成", "老旧小区用上放心水"],
        ["{month}月{day}日,记者从{place}了解到,{district}老旧供水管网改造{how}推进,已更换管道{n}公里。"],
        [
            "居民{person}说,以前水压低,现在打开水龙头就有清水,用水安全有了保障。",
            "水厂工作人员每天{deed}{few}次,检测水质{n}项,合格率达到{percent}%。",
            "二次供水设施的{deed}由社区和水厂共同负责,居民可以拨打电话报修。",
            "今年以来,全市新增供水能力{n}万吨,惠及居民{n}户。",
        ],
    ),
    "farming": (
        ["{place}{good}长势好", "春耕正当时 {good}铺新绿", "科技下乡助{good}增产"],
        ["{month}月{day}日,{place}的田间一派繁忙,农户{person}正在管护{good},预计亩产提高{percent}%。"],
        [
            "{district}农业部门组织技术人员{n}名,{how}开展{good}种植{deed}。",
            "农户{person}介绍,今年种了{n}亩{good},比去年多出{few}成。",
            "合作社统一供应种子和肥料,收获后的{good}由企业收购,农民增收有了盼头。",
            "截至目前,全市春播面积已达{n}万亩,农机下田{n}台。",
        ],
    ),
    "flood": (
        ["未雨绸缪 {district}开展防汛{deed}", "{place}筑牢防汛堤坝", "汛期临近 河道{deed}提速"],
        ["{month}月{day}日,{district}在{place}举行防汛{deed},{n}名队员参加,检验了应急物资和预警系统。"],
        [
            "防汛指挥部要求,对水库、河道和低洼小区{how}排查,发现隐患立即整改。",
            "目前全市储备防汛沙袋{n}条、水泵{n}台,应急队伍{few}支。",
            "气象部门预计,本月降雨量比常年多{percent}%,山区要防范滑坡。",
            "队长{person}说,预警信息{few}分钟内就能送到每一户,转移路线也贴到了门口。",
        ],
    ),
    "bridge": (
        ["望澜大桥{deed}收尾 通车在即", "望澜大桥开启两岸同城生活", "从渡船到大桥 两岸一步之遥"],
        ["{month}月{day}日,记者在望澜大桥看到,车流{how}通行,两岸居民的通勤时间缩短{n}分钟。"],
        [
            "望澜大桥全长{n}米,双向{few}车道,连接{district}和中澜区。",
            "居民{person}说,过去坐渡船要等半个小时,如今走望澜大桥几分钟就到对岸。",
            "交警部门在望澜大桥两端增设信号灯{few}处,{how}疏导车流。",
            "通车以来,望澜大桥日均车流量达到{n}辆,沿线商铺的客人多了{few}成。",
        ],
    ),
    "reading": (
        ["书香满城 {place}{deed}启幕", "{place}里的夜读时光", "老馆新貌 阅读伴成长"],
        ["{month}月{day}日,{place}举办读书{deed},{n}名学生和家长到场,馆员{person}讲述了云岫的传说。"],
        [
            "图书馆今年新增图书{n}册,夜间开放到{few}点,周末读者增加{percent}%。",
            "教师{person}带着学生朗读自己写的诗,掌声一阵接着一阵。",
            "“书香云岫”活动将走进{n}个社区和{few}所学校。",
            "{district}还把流动书车开到{place},老人和孩子在家门口就能借书。",
        ],
    ),
    "industry": (
        ["{place}{good}走俏海外", "{district}{good}产业链再延伸", "一件{good}里的匠心"],
        ["{month}月{day}日,{place}的{good}车间里机器轰鸣,一季度产值达到{n}亿元,同比增长{percent}%。"],
        [
            "企业负责人{person}介绍,公司投入{n}万元更新设备,{good}的合格率提高了{few}个百分点。",
            "{district}出台措施,{how}帮助企业招工,{deed}会上{n}人达成就业意向。",
            "这批{good}将销往{few}个国家和地区,订单已经排到下半年。",
            "产业园目前有企业{n}家,从业人员超过{n}人。",
        ],
    ),
}
RANKING = "在全市五区{deed}考核中,{a}、{b}、{c}分别位列第{i}、第{j}、第{k}。"
WEEKS = [  # how many parts of a page each topic fills, week by week: floods come, a bridge opens, sowing ends
    {"water": 3, "farming": 4, "reading": 2, "industry": 2},
    {"water": 2, "farming": 4, "reading": 2, "industry": 2},
    {"water": 2, "farming": 3, "flood": 2, "industry": 2, "reading": 1},
    {"water": 2, "farming": 1, "flood": 3, "bridge": 3, "industry": 2},
    {"water": 1, "flood": 4, "bridge": 3, "reading": 2, "industry": 2},
    {"water": 1, "flood": 3, "bridge": 3, "reading": 3, "industry": 2},
]


def compose(number: int) -> str:
    """The page of that number, for tests and for the bench: any day, any mixture of topics."""
    chance = random.Random(number)
    return _page(chance, FIRST_DAY + timedelta(number % 365), dict.fromkeys(TOPICS, 1), articles=4, sentences=9)


def edition(n: int) -> str:
    """The page of the n-th day of the invented daily (0 is the first)."""
    return _page(random.Random(f"edition {n}"), FIRST_DAY + timedelta(n), WEEKS[n // 7], articles=4, sentences=5)


def _page(chance: random.Random, day: date, weights: dict[str, int], articles: int, sentences: int) -> str:
    topics = chance.choices(list(weights), list(weights.values()), k=articles)
    lines = [line for n, topic in enumerate(topics) for line in _article(chance, day, topic, sentences, ranked=n == 0)]
    return "\n\n".join(lines) + "\n"


def _article(chance: random.Random, day: date, topic: str, sentences: int, ranked: bool) -> list[str]:
    headlines, first, further = TOPICS[topic]
    body = [_filled(chance, day, chance.choice(further)) for _ in range(sentences)]
    if ranked:
        body.insert(chance.randrange(len(body)), _ranking(chance))
    cut = chance.randrange(2, len(body) - 1)
    lead = f"本报讯(记者 {_person(chance)}){_filled(chance, day, chance.choice(first))}"
    second = "".join(body[cut:])
    broken = chance.randrange(len(second) // 3, len(second) // 2)  # a column break, as the layout left it
    lines = [_filled(chance, day, chance.choice(headlines)), lead + "".join(body[:cut])]
    return [*lines, *_torn(second, broken, f"{_person(chance)} 摄" if chance.random() < 0.3 else "")]


def _torn(paragraph: str, at: int, credit: str) -> list[str]:
    while paragraph[at - 1] in "。”" or paragraph[at - 1].isdigit():
        at += 1
    return [part for part in (paragraph[:at], credit, paragraph[at:]) if part]


def _ranking(chance: random.Random) -> str:
    (a, i), (b, j), (c, k) = sorted(
        zip(chance.sample(DISTRICTS, 3), chance.sample(range(1, 6), 3), strict=False), key=lambda p: p[1]
    )
    return RANKING.format(deed=chance.choice(["水质", "绿化", "营商环境"]), a=a, b=b, c=c, i=i, j=j, k=k)


def _person(chance: random.Random) -> str:
    return chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, chance.choice([1, 2, 2, 2])))


def _filled(chance: random.Random, day: date, template: str) -> str:
    while "{n}" in template:  # every number its own
        template = template.replace("{n}", str(chance.randint(11, 990)), 1)
    return template.format(
        district=chance.choice(DISTRICTS),
        place="".join(chance.sample(PLACE, 2)) + chance.choice(KINDS),
        person=_person(chance),
        good=chance.choice(GOODS),
        deed=chance.choice(DEEDS),
        how=chance.choice(HOW),
        few=chance.randint(2, 9),
        percent=f"{chance.randint(10, 999) / 10:g}",
        month=day.month,
        day=day.day,
    )


def archive() -> dict[str, str]:
    """The files of `seeds/archive/`: their names and texts."""
    return {f"yunxiu-invented-{FIRST_DAY + timedelta(n)}.txt": edition(n) for n in range(DAYS)}


if __name__ == "__main__":
    ARCHIVE.mkdir(exist_ok=True)
    for name, text in archive().items():
        (ARCHIVE / name).write_text(text, encoding="utf-8", newline="")
