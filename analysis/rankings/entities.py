"""Whose a quantity is, of what, and within what: its entity, metric and scope, read from its sentence.

A list and a list of quantities joined by 分别 are zipped when they are equally long; else the entity is the
subject of the sentence, or of the clause before where the clause has none (ellipsis).
"""

from __future__ import annotations

import re

SENTENCE_END = re.compile(r"[。！？!?]")
CLAUSE_END = re.compile(r"[，。；！？：,;!?]")
SCOPE = re.compile(r"(全国|全省|全市|全区|全球|世界|亚洲|亚运会|省内|国内|世界各国|[一-龥]{0,6}榜单)[^，。；,;]{0,3}$")
METRIC = re.compile(
    r"(?P<metric>[一-龥]{2,12}?(?:量|额|率|值|数|总产量|增速|规模|收入|比例|比重|面积|榜|决赛|预赛|实力|排名))"
)
LEADING = re.compile(
    r"^(?:本报讯|目前|随着[^，,]*|[^，,]{2,30}(?:显示|消息|名单中|排名中|决赛中|预赛中)[，,：:]|全会|仅|全省|省内|中国选手|其中|此外|据悉|据了解|未来|今年以来|今年|去年|近年来|截至[^，,]*|从[一-龥]{1,5}看|由|在|\d+年的?|[^：:，,]{0,12}[：:])[，,、]?"
)
PREDICATE = re.compile(
    r"分别|较|最|[近超]|同比|作为|贡献|不断|锋芒|物产|保有|为|共有|共|有|位居|位列|名列|分列|排名|居|列|达到|达|获得|获|夺得|占|作为|实现|包含|上榜|入榜|入选|进入|仅|以|与|的|将|已|就|物产|区位|位于|总|在"
)
SEPARATOR = re.compile(r"、|和|与|及")


def about(text: str, found: list) -> list[tuple[str, str, str]]:
    """`(entity, metric, scope)` of each quantity found in `text`, "" where the text does not say."""
    zipped = _zipped(text, found)
    return [
        (zipped.get(n) or _entity(text, f) if f.kind not in ("date", "time") else "", *_setting(text, f.start))
        for n, f in enumerate(found)
    ]


def _setting(text: str, at: int) -> tuple[str, str]:
    return _metric(text, at), _scope(text, at)


def issuer(text: str) -> str:
    """Who published what a text reports: the name right before 发布 or 公布; "" if it names none.

    >>> issuer("11月6日,某研究院发布研究成果。")
    '某研究院'
    """
    m = re.search(r"(?:^|[,，。日由])(?P<who>[一-龥A-Za-z]{2,12}?)(?:发布|公布)", text)
    return m["who"] if m else ""


def listed(text: str) -> list[str]:
    """The names of the list that `text` ends in: 、 and 和 part them, a clause's start or 的 opens them.

    >>> listed("其中,我市的小店区、迎泽区和万柏林区")
    ['小店区', '迎泽区', '万柏林区']
    """
    clause = CLAUSE_END.split(text)[-1]
    names = SEPARATOR.split(clause)
    if len(names) > 1:
        width = max(len(name) for name in names[1:])
        names[0] = re.split(r"的|在|包含|包括|由|对|有|是|我市|我省", names[0])[-1]
        names[0] = names[0] if len(names[0]) <= width + 4 else names[0][-width:]
    return [name for name in names if name]


def _near(text: str, at: int) -> str:
    """The characters before `at` that can say whose it is: no sentence of news is longer, and time stays linear."""
    return text[max(0, at - 300) : at]


def _zipped(text: str, found: list) -> dict[int, str]:
    """Entities by 分别/分列/名列: the list before it against the quantities of one kind after it, equally long."""
    out: dict[int, str] = {}
    for m in re.finditer(r"分别|分列|名列|位列", text):
        end = next((e.start() for e in SENTENCE_END.finditer(text, m.end())), len(text))
        after = [n for n, f in enumerate(found) if m.end() <= f.start < end and f.kind in ("rank", "share")]
        after = [n for n in after if found[n].kind == found[after[0]].kind]
        names = _subjects(_near(text, m.start()))
        if len(after) > 1 and len(names) == len(after):
            out.update({n: name for n, name in zip(after, names, strict=True) if n not in out})
    return out


def _subjects(text: str) -> list[str]:
    sentence = SENTENCE_END.split(text)[-1]
    for clause in reversed(CLAUSE_END.split(sentence)):
        clause = re.sub(r"(?:\d+|[一二两三四五六七八九十]+)个.{0,4}上榜$|在[^、]*中$", "", clause)
        names = listed(clause)
        if len(names) > 1:
            return names
    return []


def _entity(text: str, f) -> str:
    """What follows a share and 的, else the nearest clause's subject that is no measure of another, to the left."""
    if f.kind == "share" and (
        m := re.match(r"的(?P<of>[一-龥]{2,4}?)(?=[，。、；,;]|同比|实现|保持|$)", text[f.end :])
    ):
        return m["of"]
    clauses = CLAUSE_END.split(re.split("[;；]", SENTENCE_END.split(_near(text, f.start))[-1])[-1])
    own = _subject(clauses[-1])
    if own and not METRIC.fullmatch(own):
        return own
    return next((s for c in clauses if (s := _subject(c)) and not METRIC.fullmatch(s)), own)


def _subject(clause: str) -> str:
    while (m := LEADING.match(clause)) and m.end():
        clause = clause[m.end() :]
    m = PREDICATE.search(clause)
    subject = clause[: m.start()] if m else ""
    return subject if 2 <= len(subject) <= 14 and re.match(r"[一-龥A-Za-z《“]", subject) else ""


def _metric(text: str, at: int) -> str:
    sentence = SENTENCE_END.split(_near(text, at))[-1]
    found = METRIC.findall(CLAUSE_END.split(sentence)[-1]) or METRIC.findall(sentence)
    return found[-1] if found else ""


def _scope(text: str, at: int) -> str:
    m = SCOPE.search(CLAUSE_END.split(_near(text, at))[-1])
    return m[1] if m else ""
