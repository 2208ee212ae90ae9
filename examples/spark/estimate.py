"""Shares of the whole frame, estimated from the pages that were looked at.

The estimator is Horvitz and Thompson's for a stratified sample: each cell's share, weighted by the cell's size. Within a cell every page has
the same chance, so that it is also Hájek's. It and its variance estimator are unbiased (Cochran, Sampling Techniques, 3rd ed. 1977,
theorems 5.1 and 5.4). The interval is Korn and Graubard's (Survey Methodology 24, 1998): Clopper and Pearson's, with the sample size
that a simple random sample of the same variance would have. It stays within 0 and 1 and holds for rare things, where
share ± 1.96 standard errors covers too seldom.
"""

from dataclasses import dataclass

import numpy as np
from scipy import stats

# The variance of a rare thing is itself estimated from few cases, and reads too low where cells of low risk happened to give none. Korn and
# Graubard allow no gain over simple random sampling at all; one half is what tests/test_estimate.py shows to cover all the same.
MOST_GAIN = 1.5


@dataclass(frozen=True)
class Estimate:
    """A share of the frame's pages."""

    share: float
    standard_error: float
    low: float
    high: float
    # Pages that a simple random sample would need for the same interval.
    effective_pages: float


def estimate(pages, looked_at, yes, confidence=0.95):
    """The share of yes among all pages, from the size of each cell, how many of it were looked at, and how many of those were a yes."""
    pages, looked_at, yes = (np.asarray(values, float) for values in (pages, looked_at, yes))
    if not ((yes >= 0) & (yes <= looked_at) & (looked_at <= pages) & (looked_at >= np.minimum(pages, 2))).all():
        raise ValueError("a cell was not looked at as planned")
    whole = looked_at == pages
    known, total, open_pages = yes[whole].sum(), pages.sum(), pages[~whole].sum()
    if open_pages == 0:
        share = known / total
        return Estimate(share, 0.0, share, share, float(total))
    weight, count, share = pages[~whole] / open_pages, looked_at[~whole], yes[~whole] / looked_at[~whole]
    part = float(weight @ share)
    variance = float((weight**2 * (1 - count / pages[~whole]) * share * (1 - share) / (count - 1)).sum())
    low, high, effective = korn_graubard(part, variance, weight, count, confidence)
    scale = open_pages / total
    return Estimate(known / total + scale * part, scale * variance**0.5, known / total + scale * low, known / total + scale * high, effective)


def korn_graubard(share, variance, weight, count, confidence):
    """Bounds and effective sample size of a share with a design-based variance."""
    sampled, freedom = count.sum(), (count - 1).sum()
    # With no variance seen, Kish's effective size: what the weights alone leave of the sample.
    effective = share * (1 - share) / variance if variance > 0 else 1 / (weight**2 / count).sum()
    effective = min(effective, MOST_GAIN * sampled)
    tail = (1 - confidence) / 2
    effective *= (stats.t.ppf(tail, sampled - 1) / stats.t.ppf(tail, freedom)) ** 2
    yes = share * effective
    low = stats.beta.ppf(tail, yes, effective - yes + 1) if yes > 0 else 0.0
    high = stats.beta.ppf(1 - tail, yes + 1, effective - yes) if yes < effective else 1.0
    return float(low), float(high), float(effective)
