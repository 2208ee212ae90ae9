"""Pages a second: the program alone on every core, and the whole inspection under Spark in local mode, on the same pages several times over."""

import gzip
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pyspark.sql import SparkSession

import engine_pipe
import inspect_pages
import pack_pages

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = os.environ.get("TOUCHSTONE_BIN", str(ROOT / "target/release/touchstone"))
# As many pages as take the program some seconds.
LEAST_PAGES = 2000


def main(folder):
    with tempfile.TemporaryDirectory() as base:
        base = Path(base)
        pack_pages.pack(folder, base / "once", {}, 1 << 20)
        lines = [line for file in sorted((base / "once").glob("pages-*")) for line in gzip.open(file, "rt", encoding="utf-8")]
        times = -(-LEAST_PAGES // len(lines))
        parts = [lines[start::8] for start in range(8)]
        pages = base / "pages"
        pages.mkdir()
        frame = ["id,shop\n"]
        for number, part in enumerate(parts):
            with gzip.open(pages / f"pages-{number:05}.tsv.gz", "wt", encoding="utf-8", compresslevel=5) as file:
                for turn in range(times):
                    file.writelines(f"{turn}/{line}" for line in part)
                    frame += [f'"{turn}/{line.split(chr(9), 1)[0]}",{number}\n' for line in part]
        (pages / "frame.csv").write_text("".join(frame), encoding="utf-8")
        count = len(lines) * times
        size = sum(map(len, lines)) / len(lines) / 1000
        alone = timed(lambda: run_alone(base, lines, times))
        start = time.perf_counter()
        spark = inspect_pages.session(SparkSession.builder.master("local[*]"))
        spark.sparkContext.setLogLevel("ERROR")
        spark.range(1).count()
        started = time.perf_counter() - start
        args = inspect_pages.parse([str(pages), "--out", str(base / "out"), "--touchstone", PROGRAM, "--data", str(ROOT)])
        under_spark = timed(lambda: inspect_pages.inspect(spark, args))
        spark.stop()
    print(
        f"{count} pages of {size:.0f} kB, {os.cpu_count()} cores: touchstone alone {count / alone:.0f} pages a second, "
        f"whole inspection under Spark {count / under_spark:.0f} ({under_spark / alone:.2f} times as long), after {started:.0f} s to start Spark"
    )


def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def run_alone(base, lines, times):
    """The program on a file of snapshots, its answers written to another."""
    texts = [engine_pipe.one_line(line.partition("\t")[2]) + "\n" for line in lines]
    with open(base / "lines", "w", encoding="utf-8") as file:
        for _ in range(times):
            file.writelines(texts)
    with open(base / "lines", "rb") as pages, open(base / "answers", "wb") as answers:
        subprocess.run([PROGRAM, "--data", ROOT, "check", "--stream"], stdin=pages, stdout=answers, check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
