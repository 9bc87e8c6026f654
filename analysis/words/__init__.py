"""From a page to its words: what the page itself teaches first, then jieba's dictionary.

A dictionary cuts names and set phrases apart, and they are what a page is about.  `learn_words` takes them
from the page, each with its evidence; `tokenize` keeps them whole and cuts the rest with jieba, whose
dictionary is never changed, so that one page teaches nothing to the next.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import pandas as pd

from analysis.lexicons import read_words
from analysis.page import Article, Page, Passage, Span
from analysis.words.dictionary import dictionary

HAN = r"[\u3400-\u9fff]"
QUOTED = re.compile(rf"[“《]({HAN}{{2,8}})[”》]")
SERIES = re.compile(rf"{HAN}{{2,5}}(?:、{HAN}{{2,5}})+")
SESSION = re.compile(
    r"[一二三四五六七八九十]+届(?:[一二三四五六七八九十]+中全会|[一二三四五六七八九十]+次(?:全会|会议))"
)
DATE = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{4}年(?:\d{1,2}月)?|(?<!\d)\d{1,2}日(?!\d)")
MEASURED = re.compile(
    r"第?(?:\d+(?:\.\d+)?|[二两三四五六七八九十]+)[万亿]?(?:余|多)?(?:个百分点|公里|公斤|平方米|立方米|千瓦|人次|"
    r"美元|亿元|万元|元|年|月|日|时|点|分钟|小时|岁|个|名|位|人|家|项|届|轮|条|件|座|只|户|吨|亩|米|种|成|倍|所|批|%)"
    r"|\d+次|第\d+"  # 二次, 三次 are as often part of a term (二次供水, 三次产业) as a number of times
)
SEATED = re.compile(  # a clause that says where: 在刘家堡村, …
    rf"(?:^|[^\w])(?:在|走进|前往|来到|深入|位于)({HAN}{{1,8}}?(?:有限公司|集团|中心|大学|医院|学校|园区|[村镇乡园阁苑寺湖馆]))(?=\W)"
)
GENERIC = re.compile(
    r"[大城地园社小辖市强山景郊灾校专片]区$|[农乡新]村$|[城乡古]镇$|[省县区][市县]$|全市$|全省$|我[省市]$"
)
SUFFIXES = (
    "中心",
    "委员会",
    "公司",
    "生态园",
    "示范园区",
    "全会",
    "区",
    "县",
    "市",
    "省",
    "村",
    "镇",
    "园",
    "阁",
    "苑",
    "寺",
    "湖",
)
LINKING = set("的了在是和与对向为从把将被到由及等以于之而并或也都要还就又已各每该本此其这那我他她你们有无不第")
PUNCTUATION = re.compile(r"[\W_]+")


def learn_words(page: Page) -> pd.DataFrame:
    """The words a page teaches: `word, kind, evidence, spans`, one row a word, in the order of the page.

    `kind` is `person`, `place`, `organisation`, `term`, `date` or `number`; `evidence` says in words why it is
    taken for a word; `spans` are its places on the page, each a tuple of raw `(start, end)` pairs.
    """
    passages = [passage for article in page.articles for passage in passages_of(article)]
    evidence: dict[str, tuple[str, str]] = {}
    for word, kind, why in _candidates(page, passages):
        evidence.setdefault(word, (kind, why))
    found = _places(passages, evidence)
    rows = [(word, *evidence[word], tuple(found[word])) for word in found]
    return pd.DataFrame(rows, columns=["word", "kind", "evidence", "spans"])


def tokenize(page: Page) -> pd.DataFrame:
    """The tokens of a page: one row a token, in the order of the articles.

    `article` (id), `paragraph` (1, 2, 3 …; 0 for kicker, headline, deck and crossheads), `token`, `start`, `end`
    (raw: of its first and after its last character), `torn` (a break or a credit stands inside), `kind` (a kind
    of `learn_words`, else `word`, `latin` or `punctuation`), `spans` (raw pairs; two or more for a torn token).
    Joining the tokens of a paragraph gives the paragraph.

    >>> from analysis import parse_page
    >>> page = parse_page("雨后现云海\\n\\n本报讯(记者 周利芳)11月8日,党群服务\\n\\n中心开放。党群服务中心好。")
    >>> tokenize(page).query("torn")[["token", "start", "end", "spans"]].values.tolist()
    [['党群服务中心', 24, 32, ((24, 28), (30, 32))]]
    """
    learned = learn_words(page)
    kinds = dict(zip(learned.word, learned.kind, strict=True))
    rows = [row for article in page.articles for row in _rows(article, kinds)]
    columns = ["article", "paragraph", "token", "start", "end", "torn", "kind", "spans"]
    return pd.DataFrame(rows, columns=columns)


def passages_of(article: Article) -> Iterator[Passage]:
    """An article's printed words in reading order: kicker, headline, deck, paragraphs, crossheads."""
    yield from (*article.kicker, *article.headline, *article.deck, *article.paragraphs, *article.crossheads)


def cut(text: str, whole: Iterable[str] = ()) -> list[str]:
    """The words of a text: those of `whole` uncut, the longest first, the rest as jieba cuts them.

    >>> cut("走进村党群服务中心", ["党群服务中心"])
    ['走进', '村', '党群服务中心']
    """
    pattern = _alternatives(whole)
    pieces = pattern.split(text) if pattern else [text]
    return [
        token for n, piece in enumerate(pieces) for token in ([piece] if n % 2 else dictionary().cut(piece)) if token
    ]


def _alternatives(words: Iterable[str]) -> re.Pattern[str] | None:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("(" + "|".join(map(re.escape, ordered)) + ")") if ordered else None


def _rows(article: Article, kinds: dict[str, str]) -> Iterator[tuple]:
    display = (*article.kicker, *article.headline, *article.deck, *article.crossheads)
    numbered = [(0, passage) for passage in display] + list(enumerate(article.paragraphs, 1))
    for paragraph, passage in numbered:
        at = 0
        for token in cut(passage, kinds):
            spans = passage[at : at + len(token)].spans
            at += len(token)
            kind = kinds.get(token) or _plain_kind(token)
            yield article.id, paragraph, token, spans[0][0], spans[-1][1], len(spans) > 1, kind, spans


def _plain_kind(token: str) -> str:
    if PUNCTUATION.fullmatch(token):
        return "punctuation"
    return "number" if token[0].isdigit() else "latin" if token.isascii() else "word"


def _places(passages: list[Passage], words: Iterable[str]) -> dict[str, list[tuple[Span, ...]]]:
    pattern = _alternatives(words)
    found: dict[str, list[tuple[Span, ...]]] = {}
    for passage in passages:
        for match in pattern.finditer(passage) if pattern else ():
            found.setdefault(match[0], []).append(passage[match.start() : match.end()].spans)
    return found


def _candidates(page: Page, passages: list[Passage]) -> Iterator[tuple[str, str, str]]:
    yield from _people(page, passages)
    for passage in passages:
        for match in SESSION.finditer(passage):
            yield match[0], "term", "a numbered session"
        for match in QUOTED.finditer(passage):
            if len(match[1]) <= 5:
                yield match[1], "term", f"quoted: {match[0]}"
        for match in DATE.finditer(passage):
            yield match[0], "date", "a date"
        for match in MEASURED.finditer(passage):
            yield match[0], "number", "a number with its unit"
        for match in SEATED.finditer(passage):
            if not LINKING & set(match[1]) and not GENERIC.search(match[1]):
                yield match[1], _kind_of(match[1]), f"says where: {match[0].strip()}"
    yield from _listed(passages)
    yield from _suffixed(passages)
    yield from _repeated(passages)


def _people(page: Page, passages: list[Passage]) -> Iterator[tuple[str, str, str]]:
    for article in page.articles:
        yield from ((name, "person", "named in a byline") for name in article.reporters)
        yield from ((n, "person", "named in a photo credit") for c in article.photo_credits for n in c.names)
    surnames = "|".join(sorted(read_words("surnames"), key=len, reverse=True))
    titles = "|".join(sorted(read_words("titles"), key=len, reverse=True))
    after = re.compile(rf"({titles})((?:{surnames}){HAN}{{1,2}})")
    before = re.compile(rf"((?:{surnames}){HAN}{{1,2}})(总书记|主席|总理|同志|先生|女士)")
    for passage in passages:
        for match in after.finditer(passage):
            if name := _name(match[2], passage[match.end() :]):
                yield name, "person", f"follows a title: {match[1]}{name}"
        for match in before.finditer(passage):
            yield match[1], "person", f"stands before a title: {match[0]}"


def _name(candidate: str, rest: str) -> str:
    """The name at the beginning of a candidate: three characters, unless the third begins the next word."""
    after = dictionary().cut(candidate[2:] + rest[:4], HMM=False)
    if len(candidate) == 3 and (candidate[2] in LINKING or len(next(after)) > 1):
        candidate = candidate[:2]
    ordinary = len(candidate) == 2 and dictionary().FREQ.get(candidate)
    return "" if ordinary or candidate[1] in LINKING else candidate


def _listed(passages: list[Passage]) -> Iterator[tuple[str, str, str]]:
    """Members of a list of places, 小店区、迎泽区、杏花岭区: two or more of one ending."""
    for passage in passages:
        for match in SERIES.finditer(passage):
            members = [_unlinked(member) for member in match[0].split("、")]
            for ending in "区县市省村镇州":
                same = [member for member in members if member.endswith(ending) and 2 <= len(member) <= 5]
                if len(same) > 1 and not any(map(GENERIC.search, same)):
                    yield from ((member, "place", f"listed: {'、'.join(same)}") for member in same)


def _unlinked(member: str) -> str:
    return re.split("[的在于是和与]|[我全本该][省市县区]", member)[-1]


def _suffixed(passages: list[Passage]) -> Iterator[tuple[str, str, str]]:
    """What dictionary words before an ending of places and organisations make, when the page has it twice."""
    counts: Counter[str] = Counter()
    for passage in passages:
        for clause in PUNCTUATION.split(passage):
            counts.update(_compounds(list(dictionary().cut(clause))))
    for word, count in counts.items():
        if count > 1:
            yield word, _kind_of(word), f"ends in a suffix of places or organisations and stands {count} times"


def _kind_of(word: str) -> str:
    """What the ending of a name says it is."""
    if word.endswith(("中心", "委员会", "公司", "集团", "大学", "医院", "学校")):
        return "organisation"
    return "term" if GENERIC.search(word) or word.endswith("全会") else "place"


def _compounds(tokens: list[str]) -> Iterator[str]:
    for n, token in enumerate(tokens):
        for reach in (1, 2):
            before = tokens[max(n - reach, 0) : n]
            word = "".join(before) + token
            if (
                token.endswith(SUFFIXES)
                and len(before) == reach
                and not LINKING & set("".join(before))
                and re.fullmatch(f"{HAN}{{3,7}}", word)
            ):
                yield word


def _repeated(passages: list[Passage]) -> Iterator[tuple[str, str, str]]:
    """Two or three dictionary words that keep together: three times or more, half of each one's places."""
    stop = set(read_words("stopwords"))
    clauses = [list(dictionary().cut(clause)) for p in passages for clause in PUNCTUATION.split(p) if clause]
    singles = Counter(token for tokens in clauses for token in tokens)
    grams = Counter(
        gram for tokens in clauses for n in (2, 3) for gram in zip(*(tokens[i:] for i in range(n)), strict=False)
    )
    kept = {
        gram: count for gram, count in grams.items() if count > 2 and 2 * count >= max(singles[token] for token in gram)
    }
    for gram, count in kept.items():
        word = "".join(gram)
        longer = any(other == count and len(g) > len(gram) and word in "".join(g) for g, other in kept.items())
        if not longer and not set(gram) & stop and re.fullmatch(f"{HAN}{{3,7}}", word):
            yield word, "term", f"{' and '.join(gram)} stand together {count} times"
