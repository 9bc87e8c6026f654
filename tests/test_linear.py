"""Four times the text takes four times as long, whatever the text: every regular expression, every station.

Measured in the processor's time, the best of several; a quadratic cost is 16 times for four times the text.  By hand,
`LARGEST=1000000 pytest tests/test_linear.py` goes on to texts of a million characters.
"""

import os
import random
import re
import signal
import time
import tracemalloc

import pytest
from adversaries import adversaries, patterns_of

import analysis
from analysis import check, find_quantities, learn_words, parse_page, terms, theme_shares, tokenize
from analysis.words.people import sightings

LARGEST = int(os.environ.get("LARGEST", 16_000))
LINEAR, NOISE = 8, 0.002  # four times the text: linear 4, quadratic 16; below two milliseconds the clock tells nothing


def seconds(do, text, times=3):
    """The least processor time of several."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        do(text)
        spent.append(time.process_time() - start)
    return min(spent)


def growth(do, make, size, times=3, least=NOISE / 4):
    """How many times longer four times the text takes; `least` is the shortest time that the clock tells well."""
    large = seconds(do, make(4 * size), times)
    return large / max(seconds(do, make(size), times), least)


# regular expressions


def every_match(pattern):
    return lambda text: [None for _ in pattern.finditer(text)]


def hardest(pattern, chance, tried):
    """The text that the pattern is worst at, small sizes compared: `size → text`."""
    costs = []
    for number, make in enumerate(adversaries(pattern, chance)):
        small, large = (seconds(every_match(pattern), make(size), 1) for size in (500, 2000))
        costs.append((large / max(small, 1e-4) if large > NOISE / 10 else 0, large, number, make))
        tried["hard texts for regular expressions"] += 1
    return max(costs, key=lambda cost: cost[:3])[3]


def test_no_regular_expression_is_slow(tried):
    patterns = patterns_of(analysis)
    tried["regular expressions"] = len(patterns)
    assert len(patterns) > 100
    assert {where: ratio for where, ratio in growths(patterns, tried) if ratio > LINEAR} == {}


def worst(pattern, make):
    return max(growth(every_match(pattern), make, size) for size in sizes(1000))


def growths(patterns, tried):
    for pattern, where in patterns.items():
        signal.setitimer(signal.ITIMER_REAL, 600)  # an exponential cost never ends, a slow one takes a minute
        make = hardest(pattern, random.Random(0), tried)
        ratio = worst(pattern, make)
        if ratio > LINEAR:  # a busy machine is slow once, a slow pattern twice
            ratio = min(ratio, worst(pattern, make))
        signal.setitimer(signal.ITIMER_REAL, 0)
        yield where, round(ratio, 1)


@pytest.mark.parametrize("slow", ["[一二三]+届", "(?:甲、)+乙", "(?!.*等)[一-龥]{2}", r"[a-c]*\d$"])
def test_a_slow_one_is_noticed(tried, slow):
    assert next(iter(growths({re.compile(slow): slow}, tried)))[1] > LINEAR


# stations

BODY = "11月8日,云海现身城市上空,市民举起相机按下快门,记录下山峦渐显的过程。"
LEAD = "云海\n\n本报讯(记者 周利芳)"


def numeral(number):
    return "".join("零一二三四五六七八九"[int(digit)] for digit in str(number))


TEXTS = {  # with some characters that Chinese has most, or they are refused as wrongly decoded
    "headlines": lambda n: "".join(f"我们{numeral(i)}现身\n\n" for i in range(n // 8)) + LEAD + BODY,
    "a headline again and again": lambda n: "人们来到西山\n" * (n // 7) + LEAD + BODY,
    "articles": lambda n: "".join(f"云海{numeral(i)}现身\n\n{LEAD[4:]}{BODY}\n\n" for i in range(n // 60)),
    "ranks": lambda n: LEAD + "".join(f"分别位列第{i}位、" for i in range(n // 10)) + "。",
    "counts and shares": lambda n: LEAD + "".join(f"共有{i}个区,占{i % 100}%。" for i in range(n // 14)),
    "parts of a whole": lambda n: LEAD + "".join(f"其中{i}个," for i in range(n // 7)) + "。",
    "a line": lambda n: LEAD + BODY * (n // len(BODY)),
    "one character": lambda n: LEAD + "的" * n + "。",
    "digits": lambda n: LEAD + "1" * n + "。",
    "numerals": lambda n: LEAD + "一" * n + "。",
    "letters": lambda n: LEAD + "a" * n + "。",
    "quotations": lambda n: LEAD + "".join(f"“{numeral(i)}云岫”的" for i in range(n // 9)) + "。",
    "open quotations": lambda n: LEAD + "“" * n + "。",
    "a list": lambda n: LEAD + "人大、" * (n // 3) + "。",
    "names of a people": lambda n: LEAD + "乌云的人们是" * (n // 12) + "乌云" * (n // 4) + "。",
    "a list of districts": lambda n: LEAD + "".join(f"{numeral(i)}区、" for i in range(n // 6)) + "等1000个区。",
    "blank lines": lambda n: LEAD + BODY + "\n" * n + BODY,
    "blanks": lambda n: LEAD + BODY + " " * n + BODY,
    "credits": lambda n: LEAD + BODY + "\n" + "王大为 摄\n" * (n // 6) + BODY,
    "records": lambda n: "".join(
        f"标题:云海{numeral(i)}现身\n日期:2031-03-17\n正文:\n{BODY}\n\n" for i in range(n // 60)
    ),
    "torn lines": lambda n: LEAD + "云海现身城市上空市民举起\n" * (n // 13) + "。",
    "brackets": lambda n: LEAD + "(" * (n // 2) + ")" * (n // 2) + "。",
}


def read(text):
    return parse_page(text)


def count(text):
    tokens = tokenize(parse_page(text))
    theme_shares(tokens)
    terms.collocations(tokens)
    terms.formulae(tokens)
    terms.frequency(tokens)


def learn(text):
    learn_words(parse_page(text))


def rank(text):
    page = parse_page(text)
    check(find_quantities(page), page)


@pytest.mark.parametrize("do", [read, count, learn, rank])
@pytest.mark.parametrize("make", TEXTS.values(), ids=TEXTS)
def test_four_times_the_text_takes_four_times_as_long(tried, do, make):
    do(make(100))  # dictionaries are read first
    for size in sizes(2000):
        assert growth(do, make, size, 2, 0.02) <= LINEAR
        tried["hostile texts timed"] += 2


@pytest.mark.parametrize("do", [read, count])
@pytest.mark.parametrize("name", ["headlines", "counts and shares"])
def test_four_times_the_text_takes_four_times_the_memory(tried, do, name):
    do(TEXTS[name](1000))
    small, large = (peak(do, TEXTS[name](size)) for size in (3_000, 12_000))
    assert large <= LINEAR * small
    tried["peaks of memory"] += 2


def peak(do, text):
    """The most bytes at once, over what was there before."""
    tracemalloc.start()
    try:
        do(text)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_25_000_headlines_take_four_times_as_long_as_a_quarter_of_them():
    """Many short lines with no text near: what is sought for each may not be sought through all."""
    assert growth(read, TEXTS["headlines"], 50_000, 1, 0.02) <= LINEAR


def test_a_list_of_names_in_parts_is_found_in_time_that_grows_with_it():
    """Each is masked where it stands, not sought through the text."""

    def names(n):
        return "".join(f"约翰·史{numeral(i)}密、" for i in range(n // 9)) + "等。"

    assert growth(lambda text: list(sightings(text)), names, 20_000, 2, 0.02) <= LINEAR


def sizes(first):
    """The sizes from which four times as much is at most `LARGEST`."""
    while 4 * first <= LARGEST:
        yield first
        first *= 4


def test_days_that_are_none_of_the_articles_are_passed_in_linear_time():
    def old(n):
        return f"云岫日报 2031年3月17日 星期一\n\n{LEAD}{'2001年3月1日和5月2日、' * (n // 15)}。"

    assert growth(read, old, 20_000, 2, 0.02) <= LINEAR
