"""The lead that a paragraph opens with: where it ends, whose it is, from where, of which day, by whom.

In comes a line with half-width punctuation (`folded`), out comes its lead.  Hard because every paper has its own
forms.  No pattern knows a paper, a place or a person; every repeat in one is bounded.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from analysis.page.names import MANY, is_name, places
from analysis.page.signatures import (
    AGENCY,
    DATE,
    NUMBER,
    RANK,
    SIGN,
    names_in,
    signs,
    writers,
)

OTHER = (  # any paper's short name: 雪报讯(记者 …), 岭江讯 记者 … 报道, 科观报北京3月5日电, 【港声报专讯】
    rf"[㐀-鿿]{{1,6}}?(?=(?:讯|消息) ?(?:[(【]{SIGN.pattern}|{SIGN.pattern}[^,。()]{{2,30}}报[道导]))"
    rf"|[㐀-鿿]{{1,5}}报(?= ?[㐀-鿿]{{2,8}}{DATE} ?专?[讯电])|(?<=【)[㐀-鿿]{{1,5}}报(?=专?[讯电]】)"
)
SENT = rf" ?(?P<place>(?!{RANK}{{0,3}}记者)[㐀-鿿·“”]{{0,10}}?) ?(?P<date>{DATE}|{NUMBER} ?日(?=[讯电])) ?专?[讯电]"
HERE = rf" ?(?P<here>(?!{RANK}{{0,3}}记者)[㐀-鿿]{{0,6}}?)专?[电讯]"  # 本报贵阳讯
TOLD = r"综合?讯|(?:综合)?消息(?![,称])|综合报[道导](?=[ :】\])]|$)"  # 新华社综合报道称 is no lead
LEAD = re.compile(rf"[【\[]?据?(?P<agency>{AGENCY}|{OTHER})(?:{SENT}|{TOLD}|{HERE})[】\]]?")
NO_LEAD = ("员", "号", "话", "视", "力", "影")  # 本报讯员, 本报电话
ENCLOSED = re.compile(r"\(([^()]{2,50}(?:\([^()]{2,40}\))?)\)")
REPORTS = re.compile("报[道导]")
SPACED = re.compile(rf"(?:{SIGN.pattern} ?(?:[㐀-鿿]{{2,3}}|[㐀-鿿] [㐀-鿿])(?:[ 、][㐀-鿿]{{2,3}})* )+")
LEAST_TOLD = 8  # characters: a sentence that follows a signature


class Lead(NamedTuple):
    """A printed lead: how far it runs, whose it is, from where, of which day, by whom."""

    end: int
    agency: str
    place: str
    date: str
    names: tuple[str, ...]


def lead_of(line: str) -> Lead | None:
    """The lead that a paragraph opens with; what stands alone in brackets, (据新华社电), is a note.

    >>> lead_of("据新华社马尼拉1月4日电(记者甲乙)菲律宾")
    Lead(end=18, agency='新华社', place='马尼拉', date='1月4日', names=('甲乙',))
    >>> lead_of("本报讯 记者 张三 李四 报道:昨日")[4]
    ('张三', '李四')
    >>> lead_of("本报讯员工作会议召开。")
    """
    lead = printed_lead(line)
    return lead if lead and ((lead.agency and line[0] != "(") or len(line) >= lead.end + 4) else None


@lru_cache(MANY)
def printed_lead(line: str) -> Lead | None:
    """The lead at the beginning of a line, whatever follows."""
    head = LEAD.match(line[:60])
    if head is None or line[head.end() : head.end() + 1] in NO_LEAD:
        return _in_brackets(line) or _opening_signature(line)
    return _lead(head, line, *_signers(line, head.end()))


def _lead(head: re.Match[str], line: str, end: int, names: tuple[str, ...]) -> Lead:
    return Lead(_past(line, end, ": "), head["agency"], head["place"] or head["here"] or "", head["date"] or "", names)


def _in_brackets(line: str) -> Lead | None:
    """A lead in brackets: 〔本报讯〕, 〔本报讯 记者甲乙〕, 〔本报讯(记者 甲乙)〕."""
    brackets = ENCLOSED.match(line[:60])
    head = LEAD.match(brackets[1]) if brackets else None
    if brackets is None or head is None or line[1 + head.end()] in NO_LEAD:
        return None
    inside = brackets[1][head.end() :].strip("() ")
    end, names = _signers(line, brackets.end())
    return _lead(head, line, end, tuple(dict.fromkeys((*(names_in(inside) or ()), *names))))


def _opening_signature(line: str) -> Lead | None:
    bracket = line[0] == "【"
    if not line.startswith("(") and not SIGN.match(line[bracket:30]):
        return None
    end, names = _signers(line, int(bracket))
    return Lead(_past(line, end, ": "), "", "", "", names) if names else None


def _signers(line: str, start: int) -> tuple[int, tuple[str, ...]]:
    """Where the signature after a lead's head ends, and its names: `(记者 甲 乙)` or `记者 甲 乙报道:`."""
    start = _past(line, start, " ")
    window = line[start : start + 70]
    if window.startswith(("(", "【")):
        close = min((at for at in map(window.find, ")】") if at > 0), default=-1) + 1
        able = close > 0 and (window[0] == "(" or SIGN.search(window[:close]))
        return (start + close, _bracketed(window[1 : close - 1])) if able else (start, ())
    reports = REPORTS.search(window)
    if not reports or not signs(window[: reports.start()]):
        return _spaced(line, start)
    signed, piece = window[: reports.end()], window[: reports.start()]
    names = names_in(_without_place(piece)) or names_in(signed) or names_in(piece)
    return (_past(line, start + reports.end(), ":, 】"), names) if names else (start, ())


def _spaced(line: str, start: int) -> tuple[int, tuple[str, ...]]:
    """Where a signature ends that only blanks part from the text, and its names: 本报讯 记者 甲乙 通讯员丙丁 昨日,"""
    signed = SPACED.match(line, start, start + 70)
    names = names_in(signed[0]) if signed else None
    told = line[signed.end() :] if signed else ""
    tells = not told or (len(told) > LEAST_TOLD and re.search("[,。]", told))
    return (signed.end(), names) if signed and names and tells and all(map(is_name, names)) else (start, ())


def _without_place(signers: str) -> str:
    """Signers without the place they report from: 本报记者 甲乙丙长沙 is 本报记者 甲乙丙; 河北邢台 is one, too."""
    rest = next((signers[:-n] for n in (4, 3, 2) if signers[-n:] in places()), "")
    return _without_place(rest) or rest if rest else ""


def _bracketed(piece: str) -> tuple[str, ...]:
    names = names_in(writers(piece)) or ()
    return names if SIGN.search(piece) or all(len(name) < 4 or "·" in name for name in names) else ()


def _past(line: str, at: int, marks: str) -> int:
    while at < len(line) and line[at] in marks:
        at += 1
    return at
