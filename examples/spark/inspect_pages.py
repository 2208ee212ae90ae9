"""Looks at a sample of packed pages with Touchstone under Spark and estimates the share of suspicious ones among all.

OUT/plan.json names the cells and the chosen pages, OUT/answers holds one JSON line a page, by shop, OUT/summary.json the shares. A run that
was interrupted goes on where it ended when it is started again with the same arguments.
"""

import argparse
import csv
import hashlib
import json
import sys
from dataclasses import asdict
from pathlib import Path

from pyspark.sql import SparkSession

import engine_pipe
import storage
from plan import Unit, make_plan
from summary import summarise

ANSWER = "group string, id string, state string, posterior_permille int, error string, engine string, answer string"
# Pages for one process: enough that its start, a sixth of a second, does not count.
PAGES_A_PARTITION = 500


def main(arguments=None):
    args = parse(arguments)
    spark = session(SparkSession.builder)
    try:
        summary = inspect(spark, args)
    except ValueError as error:
        sys.exit(f"inspect_pages: {error}")
    found = summary["suspicious"]
    print(
        f"{summary['looked_at']} of {summary['pages']} pages looked at; suspicious: "
        f"{found['share']:.1%} (95 % interval {found['low']:.1%} to {found['high']:.1%})"
    )


def session(builder):
    """The Spark that the program runs in, wherever that is."""
    builder = builder.appName("touchstone inspection")
    # A task's answers are in place when it ends, not when the whole job does: what an interrupted run has done stays.
    builder = builder.config("spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", "2")
    spark = builder.config("spark.ui.showConsoleProgress", "false").getOrCreate()
    spark.sparkContext.addPyFile(engine_pipe.__file__)
    return spark


def parse(arguments):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", help="folder that pack_pages.py made")
    parser.add_argument("--out", required=True, help="folder for plan, answers and summary")
    parser.add_argument("--touchstone", required=True, help="the program, as the executors find it")
    parser.add_argument("--data", required=True, help="folder with models/, as the executors find it")
    parser.add_argument("--sample", type=int, help="pages to look at (else all)")
    parser.add_argument("--seed", default="1", help="another seed draws another sample")
    parser.add_argument("--floor", type=float, default=0.25, help="least chance of a page, as a part of the mean one")
    risk = parser.add_mutually_exclusive_group()
    risk.add_argument("--risk", type=Path, help="CSV with the columns id and risk (0 to 1)")
    risk.add_argument("--facts", help="files with one id and Listing (JSON) a line, as a catalogue has them: they are judged first, for the risk")
    risk.add_argument("--earlier", help="OUT of an earlier run, whose posterior is the risk")
    parser.add_argument("--labels", type=Path, help="CSV with the columns id and label (0 or 1): what people found on the chosen pages")
    return parser.parse_args(arguments)


def inspect(spark, args):
    """The whole way: frame, plan, answers, summary."""
    plan, text = planned(frame(spark, args), args)
    plan_file = f"{args.out}/plan.json"
    if not storage.exists(spark, plan_file):
        storage.write_text(spark, plan_file, text)
    elif storage.read_text(spark, plan_file) != text:
        raise ValueError(f"{args.out} holds the answers of another plan; name another folder")
    check(spark, args, plan)
    rows = read_answers(spark, args.out).select("id", "state", "engine").collect()
    engines = sorted({row.engine for row in rows})
    if len(engines) > 1:
        raise ValueError(f"the answers are those of different engines or packs ({', '.join(engines)}); look at all pages with one")
    summary = {"engine": engines[0], "seed": args.seed} | summarise(plan, {row.id: row.state for row in rows}, labels(args.labels))
    storage.write_text(spark, f"{args.out}/summary.json", json.dumps(summary, indent=1, ensure_ascii=False) + "\n")
    return summary


def frame(spark, args):
    """Every page with its shop and its risk; a page of unknown risk gets the mean one."""
    pages = [(row.id, row.shop) for row in spark.read.csv(f"{args.pages}/frame.csv", header=True, escape='"').select("id", "shop").collect()]
    risk = risks(spark, args)
    known = [risk[page] for page, _ in pages if page in risk]
    mean = sum(known) / len(known) if known else 1.0
    return [Unit(page, shop, risk.get(page, mean)) for page, shop in pages]


def risks(spark, args):
    """What is known of pages beforehand, by id."""
    if args.risk:
        return {page: float(value) for page, value in table(args.risk, "risk").items()}
    if args.earlier:
        rows = read_answers(spark, args.earlier).where("posterior_permille is not null").select("id", "posterior_permille").collect()
        return {row.id: row.posterior_permille / 1000 for row in rows}
    if args.facts:
        lines = spark.sparkContext.textFile(args.facts).map(engine_pipe.id_and_line)
        judged = engine_pipe.answers(lines, engine_pipe.assess_command(args.touchstone, args.data), engine_pipe.OPENING_FACTS)
        posteriors = judged.map(lambda row: (row[0], json.loads(row[1]).get("posterior_permille"))).collect()
        return {page: posterior / 1000 for page, posterior in posteriors if posterior is not None}
    return {}


def planned(units, args):
    """The plan, and the text that stands for it in plan.json."""
    plan = make_plan(units, args.sample or len(units), args.seed, args.floor)
    digest = hashlib.sha256("\n".join(sorted(f"{unit.id}\t{unit.shop}\t{unit.risk!r}" for unit in units)).encode()).hexdigest()
    cells = ",\n".join(json.dumps(asdict(cell), ensure_ascii=False) for cell in plan)
    head = json.dumps({"seed": args.seed, "floor": args.floor, "frame_sha256": digest})
    return plan, f'{head[:-1]}, "cells": [\n{cells}\n]}}\n'


def check(spark, args, plan):
    """Checks the chosen pages that have no answer yet and adds their answers."""
    group = {page: cell.group for cell in plan for page in cell.chosen}
    if storage.exists(spark, f"{args.out}/answers"):
        for row in read_answers(spark, args.out).select("id").collect():
            group.pop(row.id, None)
    if not group:
        return
    context = spark.sparkContext
    wanted = context.broadcast(group)
    lines = context.textFile(f"{args.pages}/pages-*").map(engine_pipe.id_and_line).filter(lambda line: line[0] in wanted.value)
    lines = lines.coalesce(max(context.defaultParallelism, len(group) // PAGES_A_PARTITION))
    answers = engine_pipe.answers(lines, engine_pipe.check_command(args.touchstone, args.data))
    rows = answers.map(lambda answer: (wanted.value[answer[0]], *engine_pipe.row(*answer)))
    spark.createDataFrame(rows, ANSWER, verifySchema=False).write.partitionBy("group").mode("append").json(f"{args.out}/answers")


def read_answers(spark, out):
    return spark.read.schema(ANSWER).json(f"{out}/answers")


def labels(path):
    return {page: value == "1" for page, value in table(path, "label").items()} if path else None


def table(path, column):
    with open(path, newline="", encoding="utf-8") as rows:
        return {row["id"]: row[column].strip() for row in csv.DictReader(rows)}


if __name__ == "__main__":
    main()
