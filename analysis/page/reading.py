"""From a file to a tiled page and its articles."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from operator import itemgetter
from pathlib import Path

from analysis.lexicons.script import folded, in_traditional, one_for_one
from analysis.page.dates import Day, article_day, page_day, page_year
from analysis.page.encoding import chinese_in, decoded, garbled
from analysis.page.leads import printed_lead
from analysis.page.lines import lines_of
from analysis.page.marks import credit_of, writes_too
from analysis.page.model import Article, Page, Passage, PhotoCredit, Seam, Span, Tile
from analysis.page.placing import read_lines
from analysis.page.signatures import SIGN, signature_after, signers
from analysis.page.site import is_site
from analysis.page.unseen import HALF, UNSEEN, in_text, seen
from analysis.page.wrapping import wraps

# No traditional page of news lacks all of them: most pages are asked no further.
COMMON_TRADITIONAL = re.compile("[這個們來時國會說對為發經過學]")


def read_page(path: str | Path) -> Page:
    """The page in a text file: UTF-8, UTF-16, GB18030 or Big5.

    Raises `OSError` if the file cannot be opened, `ValueError` if it is no text or no article is on it.
    """
    path = Path(path)
    try:
        return _page(decoded(path.read_bytes()), path.stem)
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None


def parse_page(text: str, name: str = "page") -> Page:
    """The page that `text` is.  Raises `ValueError` if no article is on it.

    >>> page = parse_page("雨后现云海\\n\\n本报讯(记者 周利芳)11月8日,云海泛起红\\n\\n高劲鹏 摄\\n\\n晕。")
    >>> page.articles[0].paragraphs, page.articles[0].photo_credits[0].names
    (('11月8日,云海泛起红晕。',), ('高劲鹏',))
    """
    try:
        return _page(text, name)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None


def _page(text: str, name: str) -> Page:
    half = HALF.search(text)
    if half:
        raise ValueError(f"expected whole characters, found half of one (U+{ord(half[0]):X}) at {half.start()}")
    plain = plainly(text)
    printed, gaps = seen(text, wraps(text, plain))
    tiles, sure, seams = read_lines(lines_of(plain(printed)))
    if garbled(printed) or not chinese_in(printed) or all(tile.role != "paragraph" for tile in tiles):
        raise ValueError(f"expected a page with at least one article, found {_found(text)}")

    def passage(spans: Iterable[Span]) -> Passage:
        return Passage.of(text, (piece for span in spans for piece in in_text(span, gaps)))

    of_page = page_day(map(passage, _head(tiles, printed)), name)
    furniture = [tile.span for tile in sorted(tiles) if tile.role == "furniture"]
    fields = [(start, end) for start, end in furniture if is_site(plain(printed[start:end]))]
    records = [(span[0], day) for span in fields if (day := page_day([passage([span])], "")).date]
    day_of = partial(article_day, year=page_year(plain(printed)))
    by_article: dict[int, list[Tile]] = {}
    for tile in sorted(tile for tile in tiles if tile.article):
        by_article.setdefault(tile.article, []).append(tile)
    days = _own_days(by_article, records)
    articles = tuple(
        _article(passage, plain, partial(day_of, of_page=days.get(number, of_page)), own, number, sure[number])
        for number, own in sorted(by_article.items())
    )
    tiling = tuple(_tiling(_in_text(tiles, text, gaps), len(text)))
    return Page(name, text, tiling, articles, tuple(_moved(seams, gaps)), *of_page)


def _head(tiles: list[Tile], printed: str) -> Iterator[list[Span]]:
    """The page's own lines: its furniture above the articles, and below them what names a weekday."""
    first = min(tile.start for tile in tiles if tile.article)
    for tile in sorted(tiles):
        if tile.role == "furniture" and (tile.start < first or "星期" in printed[tile.start : tile.end]):
            yield [tile.span]


def _own_days(by_article: dict[int, list[Tile]], records: list[tuple[int, Day]]) -> dict[int, Day]:
    """The day of each article's record: the first among its lines, else the one below it where the last article has
    one there, or above it where the first has."""
    numbers, lines = zip(*sorted(by_article.items(), key=itemgetter(1)), strict=True)
    starts, days, apart = [tiles[0].start for tiles in lines], dict[int, Day](), list[tuple[int, Day]]()
    for at, day in records:
        n = bisect_left(starts, at)  # articles begin above
        if n and at < lines[n - 1][-1].start:
            days.setdefault(numbers[n - 1], day)
        else:
            apart.append((n, day))
    below = bool(apart) and apart[-1][0] == len(numbers)
    if apart and (below or apart[0][0] == 0):
        days = {numbers[n - below]: day for n, day in apart if n >= below} | days
    return days


def column_ends(page: Page) -> list[Span]:
    """The white space at line ends that was read past, for only a column's edge stands there: inferred from the widths
    of the lines and what they end with.  None on a page that goes by paragraphs.

    >>> column_ends(parse_page("雨后现云海\\n\\n本报讯(记者 周利芳)11月8日,云海泛起红晕。"))
    []
    """
    return wraps(page.text, plainly(page.text))


def _in_text(tiles: list[Tile], text: str, gaps: list[int]) -> list[Tile]:
    """The tiles as they stand in the text, and what is unseen there."""
    unseen = [Tile(*match.span(), "furniture", 0, 0) for match in UNSEEN.finditer(text)]
    return unseen + [tile._replace(start=a, end=b) for tile in tiles for a, b in in_text(tile.span, gaps)]


def _moved(seams: list[Seam], gaps: list[int]) -> Iterator[Seam]:
    for above, below, article, joined, sure in seams:
        yield Seam(above + bisect_left(gaps, above), below + bisect_right(gaps, below), article, joined, sure)


def _found(text: str) -> str:
    chinese = chinese_in(text)
    if garbled(text):
        return f"{chinese} Chinese characters that are rare in Chinese, as a wrong decoding leaves them"
    return f"{len(text)} characters, {chinese} of them Chinese, and none"


def _tiling(tiles: list[Tile], length: int) -> Iterator[Tile]:
    at = 0
    for tile in sorted(tiles):
        if at < tile.start:
            yield Tile(at, tile.start, "blank", 0, 0)
        yield tile
        at = tile.end
    if at < length:
        yield Tile(at, length, "blank", 0, 0)


def plainly(printed: str) -> Callable[[str], str]:
    """How a page's text is read: in half-width signs, and if it is in traditional characters, in simplified ones.

    >>> plainly("本報訊(記者 李國強)昨日")("記者　李國強")
    '记者 李国强'
    """
    if COMMON_TRADITIONAL.search(printed) and in_traditional(printed):
        return lambda part: one_for_one(folded(part))
    return folded


def _article(
    passage: Callable[[Iterable[Span]], Passage],
    plain: Callable[[str], str],
    day_of: Callable[[Passage, tuple[Passage, ...]], Day],
    tiles: list[Tile],
    number: int,
    sure: float,
) -> Article:
    def passages(*roles: str) -> tuple[Passage, ...]:
        return tuple(passage([tile.span]) for tile in tiles if tile.role in roles)

    torn: dict[int, list[Span]] = {}
    for tile in tiles:
        if tile.role == "paragraph":
            torn.setdefault(tile.paragraph, []).append(tile.span)
    paragraphs = tuple(map(passage, torn.values()))
    credits = tuple(_credit(line, plain(line)) for line in passages("photo_credit"))
    printed = passage(tile.span for tile in tiles if tile.role == "lead")
    lead = printed_lead(plain(printed)) if printed else None
    day = day_of(printed, paragraphs)
    return Article(
        id=number,
        kicker=passages("kicker"),
        headline=passages("headline"),
        deck=passages("deck"),
        agency=_as_printed(lead.agency, printed, plain(printed)) if lead else "",
        place=_as_printed(lead.place, printed, plain(printed)) if lead else "",
        date=day.date,
        date_evidence=day.evidence,
        date_inferred=day.inferred,
        reporters=_reporters(printed, passages("byline"), paragraphs, credits, plain),
        paragraphs=paragraphs,
        crossheads=passages("crosshead"),
        photo_credits=credits,
        confidence=round(sure, 4),  # the last bits of a sum depend on the machine's arithmetic
    )


def _credit(line: Passage, plain: str) -> PhotoCredit:
    names, outlet = credit_of(plain) or ((), "")
    return PhotoCredit(tuple(_as_printed(name, line, plain) for name in names), _as_printed(outlet, line, plain), line)


def _as_printed(found: str, printed: str, plain: str) -> str:
    """What was found in the plain form of a line, in the line's own characters, without a blank inside a name."""
    start, end = _place_of(found, plain)
    return "".join(str(printed)[start:end].split()) if start < end and len(plain) == len(printed) else found


def _place_of(found: str, plain: str) -> Span:
    """Where something stands in a line, with blanks inside if it stands nowhere without: a pattern takes longer."""
    at = plain.find(found)
    if at >= 0:
        return at, at + len(found)
    match = re.search(r"\s*".join(map(re.escape, found)), plain)
    return match.span() if match else (0, 0)


def _reporters(
    lead: Passage,
    bylines: tuple[Passage, ...],
    paragraphs: tuple[Passage, ...],
    credits: tuple[PhotoCredit, ...],
    plain: Callable[[str], str],
) -> tuple[str, ...]:
    """Who signs an article: in its lead, on lines and behind last stops, else as writer and photographer."""
    told = [(lead, _in_lead), *((line, signers) for line in bylines), *((text, _of_part) for text in paragraphs[:-1])]
    told += [(text, _behind) for text in paragraphs[-1:]]
    signed = [(line, names) for line, read in told if (names := read(plain(line)))]
    wrote = [(credit.text, credit.names) for credit in credits if credit.names and writes_too(plain(credit.text))]
    found = signed or wrote[:1]
    return tuple(dict.fromkeys(_as_printed(name, line, plain(line)) for line, names in found for name in names))


def _in_lead(line: str) -> tuple[str, ...]:
    lead = printed_lead(line) if line else None
    return lead.names if lead else ()


def _of_part(text: str) -> tuple[str, ...]:
    """Who signs behind a paragraph that is not the last: who says that he reports, and no author that it quotes."""
    signed = signature_after(text)
    return signed[1] if signed and SIGN.search(text, signed[0]) else ()


def _behind(text: str) -> tuple[str, ...]:
    signed = signature_after(text)
    return signed[1] if signed else ()
