"""The whole way under Spark on two cores, on the project's own pages, against the program itself."""

import csv
import gzip
import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

from pyspark.sql import SparkSession

import inspect_pages
import pack_pages

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = os.environ.get("TOUCHSTONE_BIN", str(ROOT / "target/release/touchstone"))
# Small files, so that there is more than one partition.
CHARACTERS_A_FILE = 100_000
BROKEN = {"broken/cut.json": b'{"schema":1,"url":"https://shop.example/","ht', "broken/empty.json": b"", "broken/lines.json": b'{"schema":1,\n"html":7}\n\n'}


class Spark(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.spark = inspect_pages.session(SparkSession.builder.master("local[2]"))
        cls.spark.sparkContext.setLogLevel("OFF")
        cls.folder = tempfile.TemporaryDirectory()
        cls.base = Path(cls.folder.name)
        cls.pages = cls.base / "pages"
        source = cls.base / "source"
        for path in (ROOT / "tests/pages").rglob("*.html"):
            copy = source / path.relative_to(ROOT / "tests/pages")
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
        for name, content in BROKEN.items():
            (source / name).parent.mkdir(exist_ok=True)
            (source / name).write_bytes(content)
        cls.addresses = {"demo/replica-shop.html": "https://www.crowntime.example.co.uk/item", "demo/honest-shop.html": "https://shop.example.org/mug"}
        cls.count = pack_pages.pack(source, cls.pages, cls.addresses, CHARACTERS_A_FILE)
        cls.lines = {}
        for file in sorted(cls.pages.glob("pages-*")):
            for line in gzip.open(file, "rt", encoding="utf-8"):
                page, _, text = line.rstrip("\n").partition("\t")
                cls.lines[page] = text

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()
        cls.folder.cleanup()

    def inspect(self, out, *more, program=PROGRAM):
        common = [str(self.pages), "--out", str(self.base / out), "--touchstone", str(program), "--data", str(ROOT)]
        return inspect_pages.inspect(self.spark, inspect_pages.parse(common + list(more)))

    def rows(self, out):
        return {row.id: row for row in inspect_pages.read_answers(self.spark, str(self.base / out)).collect()}

    def script(self, name, text):
        path = self.base / name
        path.write_text("#!/bin/bash\n" + text)
        path.chmod(0o755)
        return path

    def test_every_page_has_the_answer_that_the_program_gives(self):
        summary = self.inspect("whole")
        rows = self.rows("whole")
        self.assertEqual(rows.keys(), self.lines.keys())
        self.assertGreater(len(list(self.pages.glob("pages-*"))), 2)
        texts = [text or "null" for text in self.lines.values()]
        direct = subprocess.run([PROGRAM, "--data", ROOT, "check", "--stream"], input="\n".join(texts), capture_output=True, text=True, check=True)
        for page, answer in zip(self.lines, direct.stdout.splitlines(), strict=True):
            if page in BROKEN:
                self.assertEqual((rows[page].state, rows[page].error, rows[page].posterior_permille), ("could-not-check", "snapshot-invalid", None))
                self.assertEqual(json.loads(rows[page].answer)["error"], json.loads(answer)["error"])
            else:
                self.assertEqual(rows[page].answer, answer)
        self.assertEqual((rows["demo/replica-shop.html"].state, rows["demo/honest-shop.html"].state), ("high", "no-signs"))
        # Nothing was left out, so nothing is estimated.
        suspicious = sum(row.state in ("caution", "high") for row in rows.values()) / self.count
        self.assertEqual((summary["suspicious"]["share"], summary["suspicious"]["high"]), (round(suspicious, 6), round(suspicious, 6)))
        self.assertEqual(summary["states"]["could-not-check"]["share"], round(len(BROKEN) / self.count, 6))

    def test_shops_are_registrable_domains_or_folders(self):
        with open(self.pages / "frame.csv", newline="") as table:
            shops = {row["id"]: row["shop"] for row in csv.DictReader(table)}
        self.assertEqual(shops["demo/replica-shop.html"], "example.co.uk")
        self.assertEqual(shops["demo/honest-shop.html"], "example.org")
        self.assertEqual(shops["demo/news-article.html"], "demo")

    def test_a_sample_is_the_same_each_time_and_another_plan_needs_another_folder(self):
        first, second = self.inspect("one", "--sample", "40"), self.inspect("two", "--sample", "40")
        self.assertEqual(first, second)
        self.assertLess(abs(first["looked_at"] - 40), 4)
        self.assertEqual(self.rows("one"), self.rows("two"))
        self.assertEqual((self.base / "one/summary.json").read_bytes(), (self.base / "two/summary.json").read_bytes())
        for more in (["--seed", "2"], ["--floor", "0.5"]):
            with self.assertRaisesRegex(ValueError, "another plan"):
                self.inspect("one", "--sample", "40", *more)

    def test_a_process_that_fails_is_an_error(self):
        for name, text in (("dies", f'head -c 200000 | {PROGRAM} "$@"; exit 3'), ("silent", "cat >/dev/null"), ("wordy", f'{PROGRAM} "$@"; echo {{}}')):
            with self.subTest(name), self.assertRaises(Exception):
                self.inspect(name, program=self.script(f"{name}.sh", text))
            self.assertFalse((self.base / name / "summary.json").exists())

    def test_an_interrupted_run_goes_on_where_it_ended(self):
        asked, done = self.base / "asked", self.base / "resumed/answers"
        # The process that meets the page fails, but only after another one's answers are in place.
        text = f"""
            page=$(mktemp); cat >$page
            if grep -q replica-shop-marker $page; then
              for _ in $(seq 600); do compgen -G '{done}/group=*/part-*' >/dev/null && exit 3; sleep 0.1; done
            fi
            exec {PROGRAM} "$@" <$page"""
        text = text.replace("replica-shop-marker", "crowntime.example.co.uk")
        with self.assertRaises(Exception):
            self.inspect("resumed", program=self.script("fails.sh", text))
        before = self.rows("resumed")
        self.assertTrue(0 < len(before) < self.count)
        counts = self.script("counts.sh", f'tee -a {asked} | {PROGRAM} "$@"')
        self.inspect("resumed", program=counts)
        opening = asked.read_text().count("https://opening.invalid/")
        self.assertEqual(len(asked.read_text().splitlines()) - opening, self.count - len(before))
        self.assertEqual({page: row.answer for page, row in self.rows("resumed").items() if page not in BROKEN}.keys(), self.lines.keys() - BROKEN.keys())
        self.inspect("resumed", program="/nowhere")

    def test_answers_of_two_engines_are_not_added_up(self):
        self.inspect("mixed", "--sample", "40")
        part = next((self.base / "mixed/answers").rglob("part-*.json"))
        part.unlink()
        (part.parent / f".{part.name}.crc").unlink()
        with self.assertRaisesRegex(ValueError, "different engines"):
            self.inspect("mixed", "--sample", "40", program=self.script("other.sh", f"{PROGRAM} \"$@\" | sed 's/\"engine\":{{\"version\":\"/&9/'"))

    def test_what_is_known_beforehand_leads_to_the_risky_pages(self):
        self.inspect("before")
        rows = self.rows("before")
        self.inspect("after", "--earlier", str(self.base / "before"), "--sample", "40")
        facts = self.base / "facts.tsv"
        listings = [(page, json.loads(row.answer).get("listing")) for page, row in rows.items()]
        facts.write_text("".join(f"{page}\t{json.dumps(listing)}\n" for page, listing in listings))
        self.inspect("judged", "--facts", str(facts), "--sample", "40")
        table = self.base / "risk.csv"
        table.write_text("id,risk\n" + "".join(f"{page},{(row.posterior_permille or 0) / 1000}\n" for page, row in rows.items()))
        self.inspect("table", "--risk", str(table), "--sample", "40")
        for out in ("after", "judged", "table"):
            chosen = self.rows(out)
            mean = sum(row.posterior_permille or 0 for row in rows.values()) / len(rows)
            self.assertGreater(sum(row.posterior_permille or 0 for row in chosen.values()) / len(chosen), 1.5 * mean, out)
            self.assertIn("demo/replica-shop.html", chosen)

    def test_labels_of_people_give_the_true_share(self):
        self.inspect("labelled", "--sample", "40")
        chosen = sorted(self.rows("labelled"))
        table = self.base / "labels.csv"
        table.write_text("id,label\n" + "".join(f"{page},{int(index % 2)}\n" for index, page in enumerate(chosen)))
        found = self.inspect("labelled", "--sample", "40", "--labels", str(table))["labelled_suspicious"]
        self.assertTrue(found["low"] < 0.5 < found["high"] and found["high"] - found["low"] < 0.45, found)
        table.write_text("\n".join(table.read_text().splitlines()[:-1]))
        with self.assertRaisesRegex(ValueError, "1 chosen pages have no label"):
            self.inspect("labelled", "--sample", "40", "--labels", str(table))
