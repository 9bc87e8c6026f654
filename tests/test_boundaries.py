"""Where words end: phrases of the dictionary fall apart, names and terms do not, suffixes join."""

import pytest

from analysis.words.gaps import cut


def words(text: str) -> list[str]:
    return [word for word, _ in cut(text, {})]


@pytest.mark.parametrize(
    "text",
    [
        "两 国 在 云台 举行 仪式 , 热烈 欢迎 来宾",  # the two countries hold a ceremony
        "农民 收入 持续 增长",
        "这 是 一 艘 新船",  # this is a new ship
        "他 表示 , 应 使 产量 增加",
        "该 团 本 轮 获胜",
    ],
)
def test_phrases_are_cut_into_their_words(text):
    assert words(text.replace(" ", "")) == text.split()


@pytest.mark.parametrize(
    "word",
    [
        *("知识产权", "基础设施", "工作人员", "社会主义", "画龙点睛"),  # more than their two words
        *("公共服务", "数字经济", "基层治理", "行政长官"),  # standing terms
        *("宁波大学", "工人日报", "五分之一", "十五公里", "一个"),  # names and numbers
    ],
)
def test_words_of_two_words_stay_whole(word):
    assert words(word) == [word]


@pytest.mark.parametrize("word", ["产业性", "检修点", "绿色化", "卓越级", "桂林路"])
def test_suffixes_join_their_words(word):
    assert word in words(f"他们在{word}方面做得好")


@pytest.mark.parametrize("text", ["走 了 一 条 路", "登上 第四 级 台阶", "两 个 点"])
def test_suffixes_stand_alone_behind_what_takes_none(text):
    assert words(text.replace(" ", "")) == text.split()
