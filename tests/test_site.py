"""Pages copied from the web edition of a paper, and exported as records by a database."""

import datetime
import re
from functools import cache

import pytest
from laws import is_read_alike, is_read_whole
from scored import bare, pages, scores
from test_wrapping import WIDTH, broken

from analysis import Page, parse_page
from analysis.page.site import is_site, pieces
from analysis.page.wrapping import wraps

EVERY = 8  # every eighth of the unseen pages is dressed as a site and as a database do it
LABELS = {"kicker": "引题", "headline": "标题", "deck": "副题", "subhead": "副题"}


def on_a_site(page: dict) -> str:
    """The articles below each other, each between what a web edition says of it."""
    head = "首页 | 版面导航 | 标题导航\n云岫晚报 2031年03月17日 第A03版:要闻\n上一版 下一版\n放大 缩小 默认\n\n"
    told = ["\n".join([*a["headline_lines"], _fields(a), *_body(a, page)]) for a in page["articles"]]
    between = "\n上一篇: 雨后现云海\n下一篇\n\n"
    return head + between.join(told) + "\n\n版权所有 云岫日报社 未经授权不得转载\n"


def as_records(page: dict) -> str:
    """A record an article, each field with its label."""
    return "\n\n".join("\n".join(_record(article, page)) for article in page["articles"])


def _fields(article):
    return f"云岫晚报 2031年03月17日{' 作者:' * bool(_signed(article))}{_signed(article)} 字数:412"


def _record(article, page):
    for line, role in zip(article["headline_lines"], article["headline_roles"], strict=True):
        yield f"{LABELS[role]}:{line}"
    yield f"作者:{_signed(article)}"
    yield from ("来源:云岫日报", "日期:2031-03-17", "版次:A03", "正文:")
    yield from _body(article, page)


def _signed(article):
    return " ".join((article["byline"] or {"reporters": []})["reporters"])


def _body(article, page):
    """The paragraphs, indented, and what stands on lines of its own among them."""
    own = article["byline"] and bare(article["byline"]["raw"])
    for text, role in zip(map(bare, article["paragraphs"]), article["paragraph_roles"], strict=True):
        if own and text.startswith(own) and own in map(bare, page["text"].split("\n")):
            yield own
            text = text.removeprefix(own)
        yield "\u3000\u3000" * (role == "para") + text


def in_brackets(page: dict) -> str:
    """The same, with labels and names of fields in brackets."""
    return re.sub("(?m)^(引题|标题|副题|作者|来源|日期|版次|正文):", r"【\1】", as_records(page))


def on_one_line(page: dict) -> str:
    """The same, with all above the text on one line."""
    return re.sub("\n(作者|来源|日期|版次|副题|标题):", r" \1:", as_records(page))


@cache
def dressed(dress) -> list[tuple[dict, Page]]:
    return [(page, parse_page(dress(page))) for page, _ in pages()[::EVERY]]


def test_unseen_pages_are_read_from_sites_and_databases():
    """Of both the F1 of whole articles is below 0.01 where navigation, fields and labels are lines like others."""
    assert scores(dressed(on_a_site))[0]["articles"] >= 0.72
    assert scores(dressed(on_a_site))[0]["starts"] >= 0.9
    for dress in (as_records, in_brackets, on_one_line):
        assert scores(dressed(dress))[0]["articles"] >= 0.88
        assert scores(dressed(dress))[0]["roles"] >= 0.98
        assert scores(dressed(dress))[0]["reporters"] >= 0.93


@pytest.mark.parametrize("dress", [on_a_site, as_records, in_brackets, on_one_line])
def test_laws_hold_for_sites_and_databases(dress):
    for page, made in dressed(dress)[::8]:
        is_read_whole(made, dress(page))
        is_read_alike(parse_page(dress(page), "a page"), dress(page))


@pytest.mark.parametrize(
    "line",
    [
        "首页 | 版面导航 | 标题导航 | 往期回顾",
        "放大 缩小 默认",
        "放大缩小默认",
        "上一篇",
        "[上一版] [下一版]",
        "返回目录",
        "字号:大 中 小",
        "下一篇: 纸扇作坊迎来订货季",
        "分享到: 微信 微博",
        "云岫晚报 2031年03月17日 字数:412",
        "2031-03-17 08:20:15 来源:云岫日报",
        "来源:云岫日报",
        "日期:2031-03-17",
        "【日期】2031-03-17",
        "【来源】云岫日报",
        "云岫日报 | 2031-03-17 | A03 | 要闻",
        "2031-03-17 08:20",
        "点击:1205",
        "标题:",
        "标 题:",
        "【正文】",
        "版权所有 云岫日报社 未经授权不得转载",
        "ICP备12345678号 技术支持:云岫传媒",
    ],
)
def test_what_a_site_sets_around_articles_is_furniture(line):
    page = parse_page(f"雨后现云海\n\n{line}\n\n本报讯(记者 周利芳)11月8日,云海泛起红晕,市民纷纷前往观看。")
    assert page.articles[0].headline == ("雨后现云海",)
    assert line in {page.text[tile.start : tile.end] for tile in page.tiles if tile.role == "furniture"}


@pytest.mark.parametrize(
    "line",
    ["收藏", "首页", "打印", "分享", "2031年3月17日", "10:30 14:20 19:40", "放大镜", "上一期我们讲到"],
)
def test_ordinary_words_are_no_site(line):
    assert not is_site(line)


def test_a_record_gives_its_fields():
    """A label stands apart from what it says: it is no part of the headline."""
    page = parse_page(
        "引题:五区签订责任书\n标题:把隐患排查在汛期之前\n副题:全市防汛工作会议召开\n作者:周利芳 李静\n来源:云岫日报\n"
        "日期:2031-03-17\n正文:\n会议昨日召开,要求各区在四月底前完成隐患排查。\n去年汛期\n降水多两成。\n\n"
        "标题:纸扇作坊迎来订货季\n作者:\n正文:走进石塘村的纸扇作坊,十几名工人正在赶制订单。"
    )
    first, second = page.articles
    assert (first.kicker, first.headline, first.deck) == (
        ("五区签订责任书",),
        ("把隐患排查在汛期之前",),
        ("全市防汛工作会议召开",),
    )
    assert first.reporters == ("周利芳", "李静")
    assert first.paragraphs[0] == "会议昨日召开,要求各区在四月底前完成隐患排查。"
    assert (second.headline, second.reporters) == (("纸扇作坊迎来订货季",), ())
    assert second.paragraphs == ("走进石塘村的纸扇作坊,十几名工人正在赶制订单。",)
    assert [article.date for article in page.articles] == [datetime.date(2031, 3, 17), None]


def test_each_record_has_a_day_of_its_own():
    record = "标题:雨后现云海\n日期:{}\n正文:\n云海泛起红晕,市民纷纷前往观看。"
    page = parse_page("\n\n".join(map(record.format, ("2031-03-17", "2030-06-02"))))
    assert [article.date.isoformat() for article in page.articles] == ["2031-03-17", "2030-06-02"]


def test_a_record_above_its_headline_gives_the_day_of_what_is_below():
    page = parse_page(
        "云岫日报 2031-03-17 A03版\n雨后现云海\n云海泛起红晕,市民纷纷前往观看,记录下这一幕。\n\n"
        "云岫日报 2031-03-24 A02版\n纸扇作坊迎来订货季\n本报讯(记者 李静)走进石塘村的纸扇作坊,十几名工人正在赶制订单。"
    )
    assert [article.date.isoformat() for article in page.articles] == ["2031-03-17", "2031-03-24"]


def test_a_record_below_its_article_gives_its_day():
    page = parse_page(
        "云岫日报 2031-03-17 A03版\n雨后现云海\n云海泛起红晕,市民纷纷前往观看,记录下这一幕。\n发布时间:2031-03-15\n\n"
        "纸扇作坊迎来订货季\n本报讯(记者 李静)走进石塘村的纸扇作坊,十几名工人正在赶制订单。\n发布时间:2031-03-16"
    )
    assert [article.date.isoformat() for article in page.articles] == ["2031-03-15", "2031-03-16"]


def test_the_first_record_of_an_article_gives_its_day():
    page = parse_page(
        "雨后现云海\n云岫日报 2031-03-17\n本报讯(记者 李静)云海泛起红晕,市民纷纷前往观看,记录下这一幕。\n\n"
        "更新时间:2031-05-20\n\n摄影爱好者王强说,这样的景象十分少见。"
    )
    assert page.articles[0].date.isoformat() == "2031-03-17"


def test_a_record_on_one_line_is_an_article():
    page = parse_page("日期:2031-03-17 标题:雨后现云海 作者:周利芳 来源:云岫日报 正文:云海泛起红晕,市民纷纷前往观看。")
    (article,) = page.articles
    assert (article.headline, article.reporters) == (("雨后现云海",), ("周利芳",))
    assert article.paragraphs == ("云海泛起红晕,市民纷纷前往观看。",)
    assert article.date.isoformat() == "2031-03-17"


@pytest.mark.parametrize(
    "line", ["【记者】我们注意到,今年夏天雨水多。今年全县粮食产量怎么样?", "【记者:周利芳】会议昨日召开,要求完成排查。"]
)
def test_who_asks_is_no_label(line):
    assert pieces(line) == [(0, len(line))]


def test_an_empty_label_of_who_signs_makes_no_signature():
    text = "云海泛起红晕,市民纷纷前往观看。"
    page = parse_page(f"【标题】雨后现云海\n【作者】\n{text}\n\n摄影爱好者王强说,这样的景象十分少见。")
    assert page.articles[0].paragraphs[0] == text


def test_an_empty_label_makes_no_text_a_line_for_display():
    text = "云海泛起红晕,市民纷纷前往观看。"
    page = parse_page(f"标题:雨后现云海\n副题:\n{text}\n\n摄影爱好者王强说,这样的景象十分少见。")
    assert (page.articles[0].deck, page.articles[0].paragraphs[0]) == ((), text)


def test_a_record_ends_where_the_site_goes_on():
    page = parse_page(
        "标题:雨后现云海\n正文:\n云海泛起红晕,市民纷纷前往观看。\n\n上一篇 下一篇\n\n纸扇作坊迎来订货季\n\n"
        "本报讯(记者 李静)走进石塘村的纸扇作坊,十几名工人正在赶制订单。"
    )
    assert [article.title for article in page.articles] == ["雨后现云海", "纸扇作坊迎来订货季"]


@pytest.mark.parametrize(
    "line",
    [
        "字画版权所有人胜诉",
        "云岫大学提供技术支持:无人机进果园",
        "ICP备案今起开放",
        "市民可拨打公网安备热线,警方将及时处置",
        "主题:书香云岫",
        "时间:2031年4月20日",
        "日期:2031年4月20日",
        "【今日关注】纸扇作坊迎来订货季",
        "2020年1月23日 | 石塘",
    ],
)
def test_no_line_of_an_article_is_taken_for_the_sites(line):
    assert not is_site(line)
    assert pieces(line) == [(0, len(line))]


def test_no_line_of_a_site_is_joined_to_the_text_below_it():
    paragraph = 6 * "云海如流水般在城市上空铺开,市民举起相机按下快门,记录下这一幕。"
    field = "来源:云岫日报社融媒体中心视频编辑部"
    assert len(field) == WIDTH - 2
    spans = wraps(f"{field}\n{broken(paragraph, len(field))}")
    assert len(spans) > 8
    assert spans[0][0] > len(field)


def test_who_signs_among_fields_signs():
    line = "云岫晚报 2031年3月17日 作者:周利芳 字数:412"
    page = parse_page(f"雨后现云海\n{line}\n昨日,云海泛起红晕,市民纷纷前往观看。")
    assert page.articles[0].reporters == ("周利芳",)
    assert [line[a:b] for a, b in pieces(line)] == ["云岫晚报 2031年3月17日", "作者:周利芳", "字数:412"]
    assert pieces("记者 周利芳 报道") == [(0, 9)]
    line = "云岫晚报 | 记者 周利芳, 来源:云岫日报社"
    assert [line[a:b] for a, b in pieces(line)] == ["云岫晚报 |", "记者 周利芳", ", 来源:云岫日报社"]
