"""How long a name is, by what stands behind its first two characters on the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from analysis.words.dictionary import known
from analysis.words.marks import title_at
from analysis.words.standing import index_of, standing
from analysis.words.surnames import RARE, families, given_names

GIVEN = -8.0  # a character that ends one given name in 3,000


def by_neighbours(names: list[str], text: str) -> Iterator[str]:
    """Each name with a character more, if always the same stands behind it, or one less, if never the same does, or
    mostly a title.

    >>> list(by_neighbours(["裴志", "耿昊中"], "裴志和到场,裴志和说:耿昊中途离开,耿昊说完,耿昊执教。"))
    ['裴志和', '耿昊']
    """
    behind = _behind({name[:2] for name in names if _in_question(name)}, text)
    yield from (_in_full(name, behind[name[:2]]) if _in_question(name) else name for name in names)


def _in_question(name: str) -> bool:
    return len(name) in (2, 3) and name[0] in families() and not known(name[:2])


def _behind(pairs: set[str], text: str) -> dict[str, Counter[str]]:
    """What stands behind pairs of characters, wherever they stand; "" for a title."""
    found: dict[str, Counter[str]] = {pair: Counter() for pair in pairs}
    ends = dict.fromkeys(pairs, 0)
    for at, pair in standing(text, index_of(pairs)):
        if at >= ends[pair]:
            ends[pair] = at + 2
            found[pair]["" if title_at(text, at + 2) else text[at + 2 : at + 3]] += 1
    return found


def _in_full(name: str, behind: Counter[str]) -> str:
    (most, times), *others = behind.most_common()
    if 2 * behind[""] > behind.total():
        return name[:2]
    if len(name) == 2 and not others and times > 1 and given_names()[1].get(most, RARE) > GIVEN:
        return name + most
    return name[:2] if len(name) == 3 and len(others) > 1 and 2 * times <= behind.total() else name
