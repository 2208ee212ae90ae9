"""The plan is one that the estimate may rest on: every page in one cell, every chance known and above zero, the same everywhere."""

import random
import unittest

from plan import LEAST_A_CELL, POOLED, Unit, chances, draw, make_plan, sizes


def frame(pages=2000, shops=40):
    rng = random.Random(7)
    return [Unit(f"page-{index}", f"shop-{min(int(rng.expovariate(0.15)), shops)}", rng.random() ** 4) for index in range(pages)]


class Plans(unittest.TestCase):
    def test_cells_hold_every_page_once_and_give_the_budget(self):
        for budget in (2, 50, 400, 2000, 5000):
            cells = make_plan(frame(), budget, "1")
            self.assertEqual(sum(cell.pages for cell in cells), 2000)
            chosen = [page for cell in cells for page in cell.chosen]
            self.assertEqual(len(set(chosen)), len(chosen))
            self.assertLessEqual(abs(len(chosen) - min(budget, 2000)), LEAST_A_CELL * 2)
            self.assertTrue(all(len(cell.chosen) >= min(LEAST_A_CELL, cell.pages) for cell in cells))

    def test_a_cell_is_of_one_shop_or_of_the_small_ones(self):
        units = frame()
        shop = {unit.id: unit.shop for unit in units}
        cells = make_plan(units, 400, "1")
        self.assertIn(POOLED, {cell.group for cell in cells})
        for cell in cells:
            if cell.group != POOLED:
                self.assertEqual({shop[page] for page in cell.chosen}, {cell.group})

    def test_risky_pages_are_chosen_more_often_and_no_page_never(self):
        units = frame()
        risk = {unit.id: unit.risk for unit in units}
        cells = make_plan(units, 400, "1")
        chosen = [page for cell in cells for page in cell.chosen]
        self.assertGreater(sum(risk[page] for page in chosen) / len(chosen), 1.5 * sum(risk.values()) / len(risk))
        self.assertGreater(min(len(cell.chosen) / cell.pages for cell in cells), 0.25 * 400 / 2000 * 0.6)

    def test_the_order_of_the_frame_does_not_matter_and_the_seed_does(self):
        units = frame()
        shuffled = random.Random(1).sample(units, len(units))
        self.assertEqual(make_plan(units, 100, "1"), make_plan(shuffled, 100, "1"))
        self.assertNotEqual(make_plan(units, 100, "1"), make_plan(units, 100, "2"))
        # As `printf "1\0page-1" | b2sum -l 64` says.
        self.assertEqual(draw("1", "page-1"), 11847870785695653334)

    def test_the_cells_are_the_same_for_every_seed(self):
        units = [Unit(f"page-{index:03}", "shop", 0.1 if index % 3 else 0.4) for index in range(300)]
        cell_of = {}
        for seed in range(200):
            for place, cell in enumerate(make_plan(units, 40, str(seed))):
                for page in cell.chosen:
                    self.assertEqual(cell_of.setdefault(page, (place, cell.pages)), (place, cell.pages))
        self.assertEqual(len(cell_of), 300)

    def test_chances_add_up_where_some_are_certain(self):
        chance = chances(sizes([0.0, 0.01, 0.01, 0.04, 1.0, 1.0], 0.25), 4)
        self.assertAlmostEqual(chance.sum(), 4)
        self.assertEqual(list(chance[4:]), [1, 1])
        self.assertGreater(chance[0], 0)

    def test_frames_that_no_plan_fits_are_refused(self):
        page = Unit("a", "s", 0.5)
        for units, budget in (([], 2), ([page, page], 2), ([page], 1), ([Unit("a", "s", 1.5)], 2), ([Unit("a", "s", float("nan"))], 2)):
            with self.assertRaises(ValueError):
                make_plan(units, budget, "1")
