"""What the answers say of the whole frame."""

from dataclasses import asdict

from estimate import estimate

SUSPICIOUS = ("caution", "high")
STATES = ("high", "caution", "no-signs", "not-shopping", "could-not-check")


def summarise(plan, states, labels=None):
    """Shares of the frame with their intervals. `states` is the state of every chosen page, `labels` whether a person found the page
    to be suspicious."""
    missing = [page for cell in plan for page in cell.chosen if page not in states]
    if missing:
        raise ValueError(f"{len(missing)} chosen pages have no answer, such as {missing[0]}")
    summary = {
        "pages": sum(cell.pages for cell in plan),
        "looked_at": sum(len(cell.chosen) for cell in plan),
        "cells": len(plan),
        "suspicious": share(plan, lambda page: states[page] in SUSPICIOUS),
        "states": {state: share(plan, lambda page, state=state: states[page] == state) for state in STATES},
        "shops": shops(plan, states),
    }
    if labels is not None:
        unlabelled = [page for cell in plan for page in cell.chosen if page not in labels]
        if unlabelled:
            raise ValueError(f"{len(unlabelled)} chosen pages have no label, such as {unlabelled[0]}; a share of the labelled alone would be biased")
        summary["labelled_suspicious"] = share(plan, labels.__getitem__)
    return summary


def shops(plan, states):
    """Share of suspicious pages by group of the plan, most first."""
    groups = {}
    for cell in plan:
        groups.setdefault(cell.group, []).append(cell)
    rows = [
        {
            "shop": group,
            "pages": sum(cell.pages for cell in cells),
            "looked_at": sum(len(cell.chosen) for cell in cells),
            "suspicious": share(cells, lambda page: states[page] in SUSPICIOUS),
        }
        for group, cells in groups.items()
    ]
    return sorted(rows, key=lambda row: (-row["suspicious"]["share"], row["shop"]))


def share(cells, is_yes):
    yes = [sum(bool(is_yes(page)) for page in cell.chosen) for cell in cells]
    values = asdict(estimate([cell.pages for cell in cells], [len(cell.chosen) for cell in cells], yes))
    return {name: round(value, 6) for name, value in values.items()}
