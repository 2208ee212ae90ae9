"""Which pages to look at: a stratified sample without replacement, its sampling fractions set by shop and by risk.

The frame is every page with its shop and a risk known beforehand. Each page gets a chance of inclusion proportional to the square
root of its risk (the chance that makes the Horvitz-Thompson variance least where risk is the chance of a yes: Särndal, Swensson and
Wretman 1992, section 12.2), never below a floor. Then, within each shop, pages of like chance form cells of equal summed chance,
and each cell gives a simple random sample of its own (model-based stratification, the same book, section 12.4). So a page is drawn with
chance proportional to risk up to the width of its cell, every page of a cell has the same known chance, and the textbook's unbiased
estimator and its unbiased variance estimator both hold exactly, which no systematic or rejective design gives as simply.

Which pages a cell gives is decided by a hash of seed and page id: the same on every machine and in every order of the frame.
"""

import hashlib
from dataclasses import dataclass

import numpy as np

# A cell gives four pages where the frame allows: two are the least that show a variance, and their degrees of freedom add up.
PAGES_A_CELL = 4
LEAST_A_CELL = 2
# The group of shops too small to give a cell of their own.
POOLED = "(small shops)"


@dataclass(frozen=True)
class Unit:
    """A page of the frame. Risk is a number from 0 to 1."""

    id: str
    shop: str
    risk: float


@dataclass(frozen=True)
class Cell:
    """Pages that have the same chance: how many there are and which are looked at."""

    group: str
    pages: int
    chosen: tuple[str, ...]


def make_plan(units, budget, seed, floor=0.25):
    """Cells that share `budget` pages out, every one of the frame in exactly one. No chance is below `floor` times the mean one
    (but for rounding); a cell gives at least two pages, so that very many small cells go over the budget by a little."""
    units = sorted(units, key=lambda unit: unit.id)
    if not units:
        raise ValueError("the frame holds no pages")
    if len({unit.id for unit in units}) < len(units):
        raise ValueError("two pages of the frame have the same id")
    if budget < LEAST_A_CELL:
        raise ValueError(f"a sample has at least {LEAST_A_CELL} pages")
    risk = np.array([unit.risk for unit in units], float)
    if not ((risk >= 0) & (risk <= 1)).all():
        raise ValueError("a risk is not a number from 0 to 1")
    chance = chances(sizes(risk, floor), budget)
    order = [draw(seed, unit.id) for unit in units]
    cells = []
    for group, members in sorted(groups(units, chance).items()):
        for band in bands(members, chance):
            cells.append((group, band, chance[band].sum()))
    counts = share_out([(len(band), expected) for _, band, expected in cells])
    return [
        Cell(group, len(band), tuple(units[index].id for index in sorted(band, key=lambda index: (order[index], units[index].id))[:count]))
        for (group, band, _), count in zip(cells, counts)
    ]


def sizes(risk, floor):
    """What a chance is proportional to."""
    size = np.sqrt(risk)
    if not size.any():
        return np.ones_like(size)
    return np.maximum(size, floor * size.mean())


def chances(size, budget):
    """Chances proportional to size that add up to the budget; where one would exceed 1 it is 1 and the others share the rest."""
    certain = np.zeros(len(size), bool)
    while budget > certain.sum() and not certain.all():
        scaled = size * ((budget - certain.sum()) / size[~certain].sum())
        over = ~certain & (scaled >= 1)
        if not over.any():
            return np.where(certain, 1.0, scaled)
        certain |= over
    return np.ones(len(size))


def groups(units, chance):
    """Places in the frame by shop; shops that are too small for a cell of their own together."""
    shops = {}
    for index, unit in enumerate(units):
        shops.setdefault(unit.shop, []).append(index)
    grouped = {}
    for shop, members in shops.items():
        own = chance[members].sum() >= PAGES_A_CELL
        grouped.setdefault(shop if own else POOLED, []).extend(members)
    return grouped


def bands(members, chance):
    """A group's pages cut into cells: those that are certain, then those of like chance, four expected pages a cell.
    The draw has no part in it, not even among equal chances: cells that depend on it would bias what is drawn from them."""
    certain = [index for index in members if chance[index] >= 1]
    others = sorted((index for index in members if chance[index] < 1), key=lambda index: (chance[index], index))
    cut = [certain] if certain else []
    if others:
        own = chance[others]
        count = max(1, int(own.sum() / PAGES_A_CELL))
        place = ((np.cumsum(own) - own / 2) / own.sum() * count).astype(int)
        cut.extend(list(np.array(others)[place == band]) for band in range(count) if (place == band).any())
    return cut


def share_out(cells):
    """Whole numbers of pages for cells of (pages, expected), which add up to what is expected but for the least of each cell."""
    counts, expected, given = [], 0.0, 0
    for pages, own in cells:
        expected += own
        # Rounding against the running sum: no rounding error outlives the next cell.
        count = min(pages, max(LEAST_A_CELL, round(expected) - given))
        given = round(expected)
        counts.append(count)
    return counts


def draw(seed, page_id):
    """A whole number that is as good as random, the same for the same seed and page everywhere."""
    return int.from_bytes(hashlib.blake2b(f"{seed}\0{page_id}".encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
