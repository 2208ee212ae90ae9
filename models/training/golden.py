"""Writes tests/pictures/golden.json: what onnxruntime makes of ten pictures with each network, computed as the graph is written, and the
facts that the native program gives on them, which the browser must give too. See README.md."""

import argparse
import json
import subprocess
from pathlib import Path

import numpy as np
import onnxruntime

import pictures

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests/cases"
# Each picture with the box of a line to read; the last two boxes hold no words.
INPUTS = (
    ("messenger-contact--words-on-a-photo/main.png", (38, 50, 344, 52)),
    ("replica-words--words-on-a-photo/main.png", (26, 40, 278, 58)),
    ("replica-words--makers-words-on-a-photo/main.png", (40, 568, 392, 38)),
    ("photo-brand-mismatch--another-name/main.png", (153, 210, 176, 50)),
    ("photo-brand-mismatch--both-names/main.png", (178, 189, 128, 47)),
    ("photo-brand-mismatch--shop-fronts/main.png", (446, 118, 130, 48)),
    ("photo-brand-mismatch--shops-own-mark/main.png", (147, 430, 152, 41)),
    ("photo-brand-mismatch--size-chart/main.png", (39, 22, 332, 43)),
    ("photo-barcode-mismatch--another-company/main.png", (20, 20, 300, 40)),
    ("photo-messenger-code--add-a-contact/main.png", (20, 20, 300, 40)),
)
# Every so many rows and columns of the map of lines are kept, beginning with half of it.
MAP_STEP = 8


def session(card):
    options = onnxruntime.SessionOptions()
    # Without fused kernels, which round in their own way.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    return onnxruntime.InferenceSession(ROOT / "models" / card["file"], options, providers=["CPUExecutionProvider"])


def tensor(rgb, card):
    """The picture in the top left corner, the card's mean elsewhere."""
    size = card["input"]
    numbers = np.zeros((3, size["height_px"], size["width_px"]), np.float32)
    channels = rgb if size["channels"] == "rgb" else rgb[..., ::-1]
    mean, std = np.array(size["mean"], np.float32), np.array(size["std"], np.float32)
    numbers[:, : rgb.shape[0], : rgb.shape[1]] = ((channels.astype(np.float32) - mean) / std).transpose(2, 0, 1)
    return numbers[None]


def fitting(width, height, side):
    longer = max(width, height)
    return (width, height) if longer <= side else (max(width * side // longer, 1), max(height * side // longer, 1))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", help="the touchstone program, as this machine runs it")
    program = parser.parse_args().program
    cards = {name: json.loads((ROOT / f"models/{name}.json").read_text()) for name in ("photo", "text-find", "text-read")}
    photo, find, read = (session(card) for card in cards.values())
    seen = []
    for name, box in INPUTS:
        rgb = pictures.open_rgb(CASES / name)
        logits, embedding = photo.run(None, {"picture": tensor(pictures.resize(rgb, 224, 224), cards["photo"])})
        small = pictures.resize(rgb, *fitting(rgb.shape[1], rgb.shape[0], 320))
        lines = find.run(None, {"x": tensor(small, cards["text-find"])})[0][0, 0, MAP_STEP // 2 :: MAP_STEP, MAP_STEP // 2 :: MAP_STEP]
        left, top, width, height = box
        strip = pictures.resize(rgb[top : top + height, left : left + width], min(max(width * 48 // height, 1), 480), 48)
        steps = read.run(None, {"x": tensor(strip, cards["text-read"])})[0][0]
        facts = json.loads(subprocess.run([program, "image", "--json", CASES / name], check=True, capture_output=True).stdout)
        del facts["file"]
        seen.append({
            "picture": name,
            "box": box,
            "logits": np.round(logits[0].astype(np.float64), 3).tolist(),
            "embedding": np.round(embedding[0].astype(np.float64), 3).tolist(),
            "lines": np.rint(lines * 255).astype(np.uint8).tobytes().hex(),
            "classes": steps.argmax(axis=1).tolist(),
            "shares_permille": np.rint(steps.max(axis=1) * 1000).astype(int).tolist(),
            "facts": facts,
        })
    text = ",\n".join("  " + json.dumps(entry, separators=(",", ":"), ensure_ascii=False) for entry in seen)
    (ROOT / "tests/pictures/golden.json").write_text(f"[\n{text}\n]\n")


if __name__ == "__main__":
    main()
