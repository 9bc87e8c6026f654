"""From a page to the quantities it states, and which of them the page itself proves.

`find_quantities` takes them out, `check` holds them against each other, `standing` says how far each is proved;
`bounds` has what follows from them, and `kill_rate` how many wrong numbers the page would give away.
"""

from analysis.rankings.bounds import chance_of_as_many, chance_of_rank_sum, open_place_bounds, together_bounds
from analysis.rankings.entities import issuer
from analysis.rankings.ledger import check, standing
from analysis.rankings.mutations import kill_rate
from analysis.rankings.places import drawn_from, listed_ranks, named_list, places, split_by_scale
from analysis.rankings.quantities import find_quantities

__all__ = [
    "chance_of_as_many",
    "chance_of_rank_sum",
    "check",
    "drawn_from",
    "find_quantities",
    "issuer",
    "kill_rate",
    "listed_ranks",
    "named_list",
    "open_place_bounds",
    "places",
    "split_by_scale",
    "standing",
    "together_bounds",
]
