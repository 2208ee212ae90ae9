"""Many samples of frames whose truth is known: the estimate is unbiased, its interval covers, and it says when risk helps.

Seeds are fixed, so that the outcome is too. What may fail by chance alone has been allowed for: three and a half standard errors for means,
the thousandth part of the binomial distribution for coverage.
"""

import unittest

import numpy as np
from scipy import stats

from estimate import estimate
from plan import Unit, make_plan

SAMPLES, PAGES, BUDGET = 400, 2500, 150


def frame(kind):
    """Pages of shops of very different size and honesty, the risk known of them, and the truth."""
    rng = np.random.default_rng(11)
    shop = np.minimum(rng.zipf(1.5, PAGES), 200)
    share = rng.beta(0.15, 2, 201)[shop]
    risk = np.clip(share * rng.lognormal(0, 0.6, PAGES), 0, 1)
    if kind == "telling":
        yes = rng.random(PAGES) < 0.8 * risk
    elif kind == "rare":
        yes = rng.random(PAGES) < 0.1 * risk
    elif kind == "useless":
        yes, risk = rng.random(PAGES) < share, rng.beta(0.3, 3, PAGES)
    else:
        yes, risk = rng.random(PAGES) < share, np.clip(0.5 - share, 0, 1) * rng.random(PAGES)
    units = [Unit(f"p{index}", f"s{shop[index]}", float(risk[index])) for index in range(PAGES)]
    return units, {unit.id: bool(value) for unit, value in zip(units, yes)}


def sampled(kind):
    """Estimates of one frame by many samples, with the frame's true share and the pages looked at."""
    units, yes = frame(kind)
    found = []
    for seed in range(SAMPLES):
        cells = make_plan(units, BUDGET, str(seed))
        counts = [len(cell.chosen) for cell in cells]
        found.append(estimate([cell.pages for cell in cells], counts, [sum(yes[page] for page in cell.chosen) for cell in cells]))
    return found, sum(yes.values()) / PAGES, sum(counts)


def simple(truth, count):
    """Root mean square error and mean width (Clopper-Pearson) of simple random samples of the same size."""
    yes = np.random.default_rng(5).hypergeometric(round(truth * PAGES), PAGES - round(truth * PAGES), count, 4000)
    low = np.where(yes > 0, stats.beta.ppf(0.025, yes, count - yes + 1), 0)
    return ((yes / count - truth) ** 2).mean() ** 0.5, (stats.beta.ppf(0.975, yes + 1, count - yes) - low).mean()


class Samples(unittest.TestCase):
    def check(self, kind, least_gain, most_loss):
        found, truth, count = sampled(kind)
        share = np.array([one.share for one in found])
        covered = np.mean([one.low <= truth <= one.high for one in found])
        width = np.mean([one.high - one.low for one in found])
        error, (simple_error, simple_width) = share.std(), simple(truth, count)
        print(
            f"\n{kind} risk: truth {truth:.4f}, {count} of {PAGES} pages, {SAMPLES} samples: mean {share.mean():.4f}, error {error:.4f} "
            f"(simple random {simple_error:.4f}), interval {width:.4f} wide ({simple_width:.4f}), covers {covered:.1%}"
        )
        self.assertLess(abs(share.mean() - truth), 3.5 * error / SAMPLES**0.5, "biased")
        variance = np.mean([one.standard_error**2 for one in found])
        self.assertLess(abs(variance / error**2 - 1), 3.5 * (2 / SAMPLES) ** 0.5, "the variance is estimated with a bias")
        self.assertGreaterEqual(covered, stats.binom.ppf(0.001, SAMPLES, 0.95) / SAMPLES, "covers too seldom")
        self.assertLess(error, most_loss * simple_error)
        self.assertLess(width, least_gain * simple_width)

    def test_a_telling_risk_makes_it_sharper_than_a_simple_random_sample(self):
        self.check("telling", 0.9, 0.8)

    def test_rare_things_are_covered(self):
        self.check("rare", 1.0, 0.9)

    def test_a_useless_risk_costs_sharpness_and_never_truth(self):
        self.check("useless", 1.5, 1.5)

    def test_a_misleading_risk_costs_sharpness_and_never_truth(self):
        self.check("misleading", 1.5, 1.5)


class Single(unittest.TestCase):
    def test_one_cell_is_clopper_and_pearsons_interval(self):
        # A frame so large that it does not count how much of it was seen; n - 1 in the variance is the design's.
        found = estimate([10**9], [50], [5])
        self.assertAlmostEqual(found.share, 0.1)
        low, high = stats.beta.ppf(0.025, 4.9, 45.1), stats.beta.ppf(0.975, 5.9, 44.1)
        self.assertAlmostEqual(found.effective_pages, 49, places=5)
        self.assertAlmostEqual(found.low, low, places=6)
        self.assertAlmostEqual(found.high, high, places=6)

    def test_a_whole_frame_leaves_no_doubt(self):
        found = estimate([10, 5], [10, 5], [3, 0])
        self.assertEqual((found.share, found.low, found.high, found.standard_error), (0.2, 0.2, 0.2, 0))

    def test_known_pages_narrow_the_interval(self):
        found = estimate([10, 90], [10, 9], [10, 0])
        self.assertEqual((found.share, found.low), (0.1, 0.1))
        self.assertAlmostEqual(found.high, 0.1 + 0.9 * (1 - 0.025 ** (1 / 9)))

    def test_none_and_all_have_an_interval(self):
        none, every = estimate([1000], [100], [0]), estimate([1000], [100], [100])
        self.assertEqual((none.low, every.high), (0, 1))
        self.assertAlmostEqual(none.high, 1 - 0.025 ** (1 / 100))
        self.assertAlmostEqual(every.low, 0.025 ** (1 / 100))

    def test_counts_that_cannot_be_are_refused(self):
        for pages, looked_at, yes in (([10], [1], [0]), ([10], [11], [0]), ([10], [5], [6])):
            with self.assertRaises(ValueError):
                estimate(pages, looked_at, yes)
