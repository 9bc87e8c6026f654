"""From a regular expression to texts that make it work hard: near misses, and its own unbounded repeats, many of them.

Also every regular expression of a package: those of its modules, those its functions give or write in place.
"""

import ast
import importlib
import inspect
import pkgutil
import random
import re
from re import _constants as op
from re import _parser as parser

OTHER = "好云a7 ,\n"  # candidates for a character outside a class
CATEGORY = {
    op.CATEGORY_DIGIT: "7",
    op.CATEGORY_SPACE: " ",
    op.CATEGORY_WORD: "好",
    op.CATEGORY_NOT_DIGIT: "好",
    op.CATEGORY_NOT_SPACE: "好",
    op.CATEGORY_NOT_WORD: ",",
}
REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)


def patterns_of(package):
    """Every regular expression of a package: `pattern → where it is`; those made of a page's own words are left out."""
    found = {}
    for module in modules_of(package):
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                found.setdefault(value, f"{module.__name__}.{name}")
            elif gives_a_pattern(value) and not inspect.signature(value).parameters:
                found.setdefault(value(), f"{module.__name__}.{name}()")
        for line, pattern in in_place(module):
            found.setdefault(pattern, f"{module.__name__}:{line}")
    return found


def modules_of(package):
    names = [found.name for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
    return [importlib.import_module(name) for name in names if not name.endswith("__main__")]


def gives_a_pattern(value):
    return callable(value) and "Pattern" in str(getattr(value, "__annotations__", {}).get("return"))


def in_place(module):
    """What a module writes as the first argument of `re.search` and the like, if its globals are all it needs."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.") and node.args:
            try:
                expression = eval(compile(ast.Expression(node.args[0]), "<pattern>", "eval"), dict(vars(module)))
            except NameError:
                continue  # made of words that are known when it runs
            yield node.lineno, re.compile(expression)


def adversaries(pattern, chance):
    """Functions `size → text`: characters and near misses again and again, unbounded repeats as long as the text."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    near = [sample(tree, chance) for _ in range(16)]
    units = {*OTHER, *chance.sample(alphabet(tree), min(30, len(alphabet(tree))))}
    units |= {piece for one in near for piece in (one, one[:-1], f"{one}\n") if piece}
    yield from (lambda size, unit=unit: (unit * (size // len(unit) + 1))[:size] for unit in sorted(units))
    for target in range(1, unbounded(tree) + 1):
        for seed in range(3):
            yield lambda size, target=target, seed=seed: sample(tree, random.Random(seed), [target], size)
            yield lambda size, target=target, seed=seed: sample(tree, random.Random(seed), [target], size)[:size]


def sample(tree, chance, target=None, size=1):
    """A text like those a pattern is for; its unbounded repeat number `target[0]` stands `size` characters long."""
    return "".join(_piece(kind, value, chance, target, size) for kind, value in tree)


def _piece(kind, value, chance, target, size):
    if kind is op.LITERAL:
        return chr(value)
    if kind is op.IN:
        return _one_of(value, chance)
    if kind in (op.NOT_LITERAL, op.ANY):
        return "好" if value != ord("好") else "云"
    if kind is op.BRANCH:
        return sample(chance.choice(value[1]), chance, target, size)
    if kind is op.SUBPATTERN:
        return sample(value[3], chance, target, size)
    if kind in REPEATS:
        return _repeated(*value, chance, target, size)
    return ""


def _repeated(low, high, tree, chance, target, size):
    if high is op.MAXREPEAT and target:
        target[0] -= 1
        if target[0] == 0:
            return ((sample(tree, chance) or "好") * size)[:size]
    most = low + 1 if high is op.MAXREPEAT else min(high, low + 3)
    return "".join(sample(tree, chance, target, size) for _ in range(chance.randint(low, most)))


def _one_of(members, chance):
    if members[0][0] is op.NEGATE:
        return next((character for character in OTHER if not _has(members[1:], character)), "\0")
    kind, value = chance.choice(members)
    if kind is op.RANGE:
        return "好" if value[0] <= ord("好") <= value[1] else chr(chance.choice(value))
    return CATEGORY[value] if kind is op.CATEGORY else chr(value)


def _has(members, character):
    pattern = {op.CATEGORY_DIGIT: r"\d", op.CATEGORY_SPACE: r"\s", op.CATEGORY_WORD: r"\w"}
    return any(
        (kind is op.LITERAL and value == ord(character))
        or (kind is op.RANGE and value[0] <= ord(character) <= value[1])
        or (kind is op.CATEGORY and re.match(pattern.get(value, r"(?!)"), character))
        for kind, value in members
    )


def alphabet(tree):
    """The characters a pattern speaks of."""
    return sorted({character for n in range(20) for character in sample(tree, random.Random(n))})


def unbounded(tree):
    """How many unbounded repeats a pattern has."""
    count = 0
    for kind, value in tree:
        inside = value[1] if kind is op.BRANCH else [value[3]] if kind is op.SUBPATTERN else []
        inside = [value[2]] if kind in REPEATS else inside
        count += (kind in REPEATS and value[1] is op.MAXREPEAT) + sum(map(unbounded, inside))
    return count
