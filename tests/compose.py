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
CROPS = ["水稻", "油菜", "茶叶", "柑橘", "草莓", "药材", "花卉", "蔬菜", "葡萄", "莲藕", "玉米", "大豆"]
GOODS = ["蜂蜜", "瓷器", "竹器", "绸缎", "木雕", "米酒", "家具", "仪表", "轴承", "电缆", "灯具", "雨伞", "纸扇", "乐器"]
HOW = ["有序", "扎实", "深入", "平稳", "全面", "如期", "逐步", "持续", "认真", "积极"]

# topic: headlines, first sentences, further sentences
TOPICS = {
    "water": (
        ["清水流进{place}", "{district}供水管网改造完成", "老旧小区用上放心水"],
        ["{month}月{day}日,记者从{place}了解到,{district}老旧供水管网改造{how}推进,已更换管道{n}公里。"],
        [
            "居民{person}说,以前水压低,现在打开水龙头就有清水,用水安全有了保障。",
            "水厂工作人员每天巡检{few}次,检测水质{n}项,合格率达到{percent}%。",
            "二次供水设施的检修由社区和水厂共同负责,居民可以拨打电话报修。",
            "今年以来,全市新增供水能力{n}万吨,惠及居民{n}户。",
            "施工队把噪声大的活儿排在白天,{place}门前的路面当天挖开、当天填平。",
            "{district}还为{n}户老人免费更换了水表和阀门。",
        ],
    ),
    "farming": (
        ["{place}{crop}长势好", "春耕正当时 {crop}铺新绿", "科技下乡助{crop}增产"],
        ["{month}月{day}日,{place}的田间一派繁忙,农户{person}正在管护{crop},预计亩产提高{percent}%。"],
        [
            "{district}农业部门组织技术人员{n}名,{how}开展{crop}种植培训。",
            "农户{person}介绍,今年种了{n}亩{crop},比去年多出{few}成。",
            "合作社统一供应种子和肥料,收获后的{crop}由企业收购,农民增收有了盼头。",
            "截至目前,全市春播面积已达{n}万亩,农机下田{n}台。",
            "田埂上装了土壤传感器,什么时候浇水、浇多少,手机上一看便知。",
            "在{place},{n}亩撂荒地重新种上了{crop}。",
        ],
    ),
    "flood": (
        ["未雨绸缪 {district}开展防汛演练", "{place}筑牢防汛堤坝", "汛期临近 河道清淤提速"],
        ["{month}月{day}日,{district}在{place}举行防汛演练,{n}名队员参加,检验了应急物资和预警系统。"],
        [
            "防汛指挥部要求,对水库、河道和低洼小区{how}排查,发现隐患立即整改。",
            "目前全市储备防汛沙袋{n}条、水泵{n}台,应急队伍{few}支。",
            "气象部门预计,本月降雨量比常年多{percent}%,山区要防范滑坡。",
            "队长{person}说,预警信息{few}分钟内就能送到每一户,转移路线也贴到了门口。",
            "{place}旁的河道清淤已完成{n}米,行洪能力明显提高。",
            "巡堤队员{person}每天沿堤坝走{few}公里,记下每一处渗水点。",
        ],
    ),
    "bridge": (
        ["望澜大桥启用首周车流平稳", "望澜大桥开启两岸同城生活", "从渡船到大桥 两岸一步之遥"],
        ["{month}月{day}日,记者在望澜大桥看到,车流{how}通行,{place}一带的居民通勤时间缩短{few}成。"],
        [
            "望澜大桥全长1280米,双向6车道,连接北汀区和中澜区。",
            "居民{person}说,过去坐渡船要等半个小时,如今走望澜大桥几分钟就到对岸。",
            "交警部门在望澜大桥两端增设信号灯{few}处,{how}疏导车流。",
            "启用以来,望澜大桥日均车流量达到{n}辆,沿线商铺的客人多了{few}成。",
            "公交公司新开{few}条过桥线路,从{place}出发不用换乘。",
            "工程师{person}介绍,桥上装有{n}个传感器,风力超过{few}级就会报警。",
        ],
    ),
    "reading": (
        ["书香满城 {place}读书节启幕", "{place}里的夜读时光", "老馆新貌 阅读伴成长"],
        ["{month}月{day}日,{place}举办读书活动,{n}名学生和家长到场,馆员{person}讲述了云岫的传说。"],
        [
            "图书馆今年新增图书{n}册,夜间开放到{few}点,周末读者增加{percent}%。",
            "教师{person}带着学生朗读自己写的诗,掌声一阵接着一阵。",
            "“书香云岫”活动将走进{n}个社区和{few}所学校。",
            "{district}还把流动书车开到{place},老人和孩子在家门口就能借书。",
            "读者{person}捐出了珍藏多年的{n}本连环画。",
            "孩子们最喜欢的是旧书交换,带来一本,换走一本。",
        ],
    ),
    "industry": (
        ["{place}{good}走俏海外", "{district}{good}产业链再延伸", "一件{good}里的匠心"],
        ["{month}月{day}日,{place}的{good}车间里机器轰鸣,一季度产值达到{n}亿元,同比增长{percent}%。"],
        [
            "企业负责人{person}介绍,公司投入{n}万元更新设备,{good}的合格率提高了{few}个百分点。",
            "{district}出台措施,{how}帮助企业招工,招聘会上{n}人达成就业意向。",
            "这批{good}将销往{few}个国家和地区,订单已经排到下半年。",
            "产业园目前有企业{n}家,从业人员超过{n}人。",
            "老师傅{person}做了{few}年学徒才出师,如今带着{few}名徒弟。",
            "设计师把云岫的山水画进了{good},年轻人很喜欢。",
        ],
    ),
}
RANKING = "在2031年{month}月全市五区{what}考核中,{a}、{b}、{c}分别位列第{i}、第{j}、第{k}。"
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
    return _page(chance, FIRST_DAY + timedelta(number % 365), dict.fromkeys(TOPICS, 1), articles=4, sentences=6)


def edition(n: int) -> str:
    """The page of the n-th day of the invented daily (0 is the first)."""
    return _page(
        random.Random(f"edition {n}"), FIRST_DAY + timedelta(n), WEEKS[n // 7 % len(WEEKS)], articles=4, sentences=5
    )


def _page(chance: random.Random, day: date, weights: dict[str, int], articles: int, sentences: int) -> str:
    drawn = [topic for topic, parts in weights.items() for _ in range(parts)]
    topics = list(dict.fromkeys(chance.sample(drawn, len(drawn))))[:articles]  # a page has a topic once
    lines = [line for n, topic in enumerate(topics) for line in _article(chance, day, topic, sentences, ranked=n == 0)]
    return "\n\n".join(lines) + "\n"


def _article(chance: random.Random, day: date, topic: str, sentences: int, ranked: bool) -> list[str]:
    headlines, first, further = TOPICS[topic]
    body = [_filled(chance, day, sentence) for sentence in chance.sample(further, sentences)]
    if ranked:
        body.insert(chance.randrange(len(body)), _ranking(chance, day))
    cut = chance.randrange(2, len(body) - 1)
    lead = f"本报讯(记者 {_person(chance)}){_filled(chance, day, chance.choice(first))}"
    second = "".join(body[cut:])
    broken = chance.randrange(len(second) // 3, len(second) // 2)  # a column break, as the layout left it
    lines = [_filled(chance, day, chance.choice(headlines)), lead + "".join(body[:cut])]
    return [*lines, *_torn(second, broken, f"{_person(chance)} 摄" if chance.random() < 0.3 else "")]


def _torn(paragraph: str, at: int, credit: str) -> list[str]:
    while paragraph[at - 1] in "。”" or not (paragraph[at - 1] + paragraph[at]).isalpha():
        at += 1
    return [part for part in (paragraph[:at], credit, paragraph[at:]) if part]


def _ranking(chance: random.Random, day: date) -> str:
    (a, b, c), (i, j, k) = chance.sample(DISTRICTS, 3), sorted(chance.sample(range(1, 6), 3))
    what = chance.choice(["水质", "绿化", "营商环境"])
    return RANKING.format(month=day.month, what=what, a=a, b=b, c=c, i=i, j=j, k=k)


def _person(chance: random.Random) -> str:
    return chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, chance.choice([1, 2, 2, 2])))


def _filled(chance: random.Random, day: date, template: str) -> str:
    while "{n}" in template:  # every number its own
        template = template.replace("{n}", str(chance.randint(11, 990)), 1)
    return template.format(
        district=chance.choice(DISTRICTS),
        place="".join(chance.sample(PLACE, 2)) + chance.choice(KINDS),
        person=_person(chance),
        crop=chance.choice(CROPS),
        good=chance.choice(GOODS),
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
