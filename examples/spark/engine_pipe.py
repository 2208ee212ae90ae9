"""Runs the engine under Spark: one `touchstone` process a partition, through `RDD.pipe`."""

import hashlib
import json
import shlex

from pyspark import StorageLevel

# A page that goes before the others of each partition. Its answer names the engine; with it a partition that holds no page, or bad ones
# alone, is no failure, for which `touchstone` would take a stream without one answer. Facts alone open the stream of `assess`.
OPENING = json.dumps({"schema": 1, "kind": "other", "url": "https://opening.invalid/", "html": "<title>opening</title>"})
OPENING_FACTS = json.dumps({"kind": "other", "title": "opening"})


def check_command(program, data):
    """What answers pages. One thread: Spark runs as many processes side by side as there are cores."""
    return shlex.join([program, "--data", data, "check", "--stream", "--threads", "1"])


def assess_command(program, data):
    """What answers facts."""
    return shlex.join([program, "--data", data, "assess", "-", "--threads", "1"])


def answers(lines, command, opening=OPENING):
    """From an RDD of (id, line) one of (id, answer, engine), each partition through a process of its own. A process that fails makes the
    task fail; a line that cannot be answered has the error that `touchstone` writes in its place as its answer."""
    # Ids and answers meet by their order. Both come from the one stored partition, so that the order is the same by construction and
    # the input is read once.
    lines = lines.persist(StorageLevel.DISK_ONLY)
    ids = lines.mapPartitions(lambda part: with_opening((line[0] for line in part), None))
    piped = lines.mapPartitions(lambda part: with_opening((one_line(line[1]) for line in part), opening)).pipe(command, checkCode=True)
    return ids.zip(piped).mapPartitions(named)


def with_opening(part, opening):
    yield opening
    yield from part


def one_line(text):
    """What stands for a page on its line. An empty line would get no answer; `null` gets an error."""
    return text.replace("\n", " ").strip() or "null"


def named(part):
    """Takes the opening page out again and puts the name of the engine that answered it beside the others."""
    opening, answer = next(part)
    engine = engine_name(answer)
    if opening is not None or engine is None:
        raise RuntimeError(f"the engine did not answer the opening page: {answer[:200]}")
    for page_id, answer in part:
        yield page_id, answer, engine


def engine_name(answer):
    """Version of the engine with a digest of its models and packs: the same where the same pages get the same answers."""
    engine = json.loads(answer).get("engine")
    if engine is None:
        return None
    digest = hashlib.sha256(json.dumps(engine, sort_keys=True).encode()).hexdigest()
    return f"{engine['version']} {digest[:16]}"


def id_and_line(text):
    """A line of the packed pages."""
    page, _, line = text.partition("\t")
    return page, line


def row(page, answer, engine):
    """What is kept of an answer: id, state, posterior, error, engine, and what the engine wrote, to the byte."""
    content = json.loads(answer)
    if "error" in content:
        return page, "could-not-check", None, content["error"]["code"], engine, answer
    return page, content["state"], content["posterior_permille"], None, engine, answer
