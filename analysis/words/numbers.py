"""Dates and quantities, kept whole with their unit: 11月9日, 1000亿元, 第67位, 四成.

What is only counted (4个区, 5年, 24小时) stays two words, number and measure word, as the national standard for
segmentation (GB/T 13715) has it.

>>> [match[0] for match in NUMBER.finditer("11月9日,4个区1000亿元以下,占四成,三百二十万元,三百八十二户,二十三日")]
['11月9日', '4', '1000亿元', '四成', '三百二十万元', '三百八十二']
"""

from __future__ import annotations

import re

DIGITS = r"\d+(?:[,.]\d+)*"
SCALE = "[十百千万亿]{0,2}"
CHINESE = "[〇零一二三四五六七八九十]"
NO_WORD = "(?!成|时[期代任辰])"  # 十四五时期
SPELT = "[〇零一二两三四五六七八九十百千万亿]"
UNITS = (
    "(?:亿|万)?(?:美元|欧元|日元|英镑|港元|港币|卢布|元|角)|个百分点|百分点|%|‰|℃|摄氏度|平方公里|平方千米|平方米|立方米|公里|千米|厘米|毫米|"
    "公顷|公斤|千克|毫克|千瓦时|千瓦|兆瓦|米|亩|吨|克|升|时|成|折"
)
DATE = (
    rf"(?:\d{{4}}年)?\d{{1,2}}月(?:\d{{1,2}}日)?|\d{{4}}年|(?<!\d)\d{{1,2}}日(?!\d)|"
    rf"{CHINESE}{{4}}年|{CHINESE}{{1,3}}月{CHINESE}{{1,3}}日"
)
QUANTITY = (
    rf"第{DIGITS}[位名届次轮批期号]?|{DIGITS}{SCALE}(?:{UNITS})(?![\u4e00-\u9fff]?们)|{DIGITS}{SCALE}|"
    rf"(?<![第{SPELT[1:-1]}])(?:[一二两三四五六七八九十]{SPELT}{{1,14}}(?:点{CHINESE}{{1,6}})?{NO_WORD}(?:{UNITS})(?![旦素位拉隆降级员件])"
    rf"|[一二两三四五六七八九][十百千万]{SPELT}{{1,13}}+(?!节气|计|孝|史|宿|行|变|夜|桥|里长征|家房客|世纪|[日多余几]))|"
    r"(?<![一二三四五六七八九十])[一二三四五六七八九]成(?![一-龥]?[为就立果功长绩交套])|百分之[一二三四五六七八九十百点]+"
)
BEGINS = r"(?=[\d第〇零一二两三四五六七八九十百])"  # most characters begin none, and are passed over at once
NUMBER = re.compile(f"{BEGINS}(?:(?P<date>{DATE})|(?P<number>{QUANTITY}))")
