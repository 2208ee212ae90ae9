"""The plan on real shops with labels of people, the engine's own posterior as risk. The data stand beside the project, not in it."""

import csv
import json
import os
import subprocess
import unittest
from pathlib import Path

import numpy as np
from scipy import stats

from estimate import estimate
from plan import Unit, make_plan

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = os.environ.get("TOUCHSTONE_BIN", str(ROOT / "target/release/touchstone"))
FEATURES = ROOT.parent / "shared/data/shop-signals/features.tsv"
SAMPLES, BUDGET = 400, 150
# One listed shop in ten is kept, since they are not a third of all shops anywhere.
KEPT = 10


def listing(row):
    """Facts of a shop's front page as the engine takes them."""
    number = lambda column: float(row[column]) if row[column] else None
    prices = int(number("n_prices") or 0)
    shop = {
        "domain": row["domain"],
        "links_total": int(number("n_links")),
        "links_external": int(number("n_external_links") or 0),
        "links_social": int(number("n_social_links") or 0),
        "prices_shown": prices,
        "prices_discounted": round(prices * min(1, number("share_discounted") or 0)),
    }
    for name, column in (("discount_median_percent", "median_discount"), ("discount_max_percent", "max_discount")):
        if row[column]:
            shop[name] = round(100 * min(1, number(column)))
    return {"kind": "cards", "url": f"https://{row['domain']}/", "shop": shop}


class RealShops(unittest.TestCase):
    def test_the_engines_posterior_tells_where_to_look(self):
        if not FEATURES.exists():
            self.skipTest("the real data is not there")
        with open(FEATURES, newline="", encoding="utf-8") as table:
            rows = [row for row in csv.DictReader(table, delimiter="\t") if row["n_links"] not in ("", "0")]
        listed = [row for row in rows if row["label"] == "fake"][::KEPT]
        rows = [row for row in rows if row["label"] == "legit"] + listed
        lines = "".join(json.dumps(listing(row)) + "\n" for row in rows)
        done = subprocess.run([PROGRAM, "--data", ROOT, "assess", "-"], input=lines, capture_output=True, text=True, check=True)
        risk = [json.loads(answer)["posterior_permille"] / 1000 for answer in done.stdout.splitlines()]
        units = [Unit(row["domain"], row["domain"], value) for row, value in zip(rows, risk, strict=True)]
        yes, truth = {row["domain"] for row in listed}, len(listed) / len(rows)
        found = []
        for seed in range(SAMPLES):
            cells = make_plan(units, BUDGET, str(seed))
            counts = [len(cell.chosen) for cell in cells]
            found.append(estimate([cell.pages for cell in cells], counts, [len(yes.intersection(cell.chosen)) for cell in cells]))
        share = np.array([one.share for one in found])
        covered = np.mean([one.low <= truth <= one.high for one in found])
        count = sum(counts)
        simple = (truth * (1 - truth) / count * (1 - count / len(rows))) ** 0.5
        print(
            f"\nreal shops: {len(listed)} listed of {len(rows)} ({truth:.4f}), {count} looked at, {SAMPLES} samples: mean {share.mean():.4f}, "
            f"error {share.std():.4f} (simple random {simple:.4f}), covers {covered:.1%}"
        )
        self.assertLess(abs(share.mean() - truth), 3.5 * share.std() / SAMPLES**0.5, "biased")
        self.assertGreaterEqual(covered, stats.binom.ppf(0.001, SAMPLES, 0.95) / SAMPLES, "covers too seldom")
        self.assertLess(share.std(), 0.85 * simple)
