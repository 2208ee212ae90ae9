"""Measures a logo network on whole photos: brands named by a gallery of drawings, and covered logos. See README.md."""

import argparse
import csv
import io
import json
import re
import zlib
from pathlib import Path

import cairosvg
import numpy as np
import onnxruntime
from PIL import Image

import pictures

MODELS = Path(__file__).resolve().parent.parent
EMBEDDING, CELL_PX, CROP_PX = 128, 16, 96
# Long sides at which a photo is scanned; both in one list of places.
SCAN_PX = (320, 608)
# Places that are cut out again at full size, and the logit from which a cell is one.
PLACES, LEAST_LOGIT = 10, -3.5
# A place is cut out so much larger than its box; the drawings of the gallery fill their squares likewise.
MARGIN = 1.25
# Ground and ink of a drawing: black on white, white on black, and two between.
INKS = [((255, 255, 255), (20, 20, 20)), ((20, 20, 20), (245, 245, 245)), ((120, 125, 130), (235, 235, 235)), ((190, 170, 150), (40, 40, 50))]
# Names under which a brand's drawing stands in simple-icons where it differs from the label; those that are another firm's are left out.
OTHER_FIRMS = {"pandora", "hermes"}


class Spotter:
    def __init__(self, path):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def run(self, output, rgb):
        tensor = ((rgb.astype(np.float32) - 127) / 128).transpose(2, 0, 1)[None]
        return self.session.run([output], {"picture": tensor})[0][0]

    def scan(self, rgb, side):
        """Places as (logo logit, hidden logit, left, top, right, bottom), in pixels of the photo."""
        height, width = rgb.shape[:2]
        scale = side / max(height, width)
        rows, columns = max(1, round(height * scale)), max(1, round(width * scale))
        canvas = np.full((max(-(-rows // 32) * 32, CROP_PX), max(-(-columns // 32) * 32, CROP_PX), 3), 127, np.uint8)
        how = Image.Resampling.BOX if scale < 1 else Image.Resampling.BILINEAR
        canvas[:rows, :columns] = np.asarray(Image.fromarray(rgb).resize((columns, rows), how))
        marks = self.run("marks", canvas)
        for y, x in zip(*np.where(marks[0] >= LEAST_LOGIT)):
            if marks[0, y, x] < marks[0, max(0, y - 1) : y + 2, max(0, x - 1) : x + 2].max():
                continue
            logo, hidden, dx, dy, wide, high = (float(value) for value in marks[:, y, x])
            middle = (x + 0.5 + dx) * CELL_PX, (y + 0.5 + dy) * CELL_PX
            half = np.exp(min(wide, 4)) * CELL_PX / 2, np.exp(min(high, 4)) * CELL_PX / 2
            yield (logo, hidden, *((at + sign * part) / scale for sign in (-1, 1) for at, part in zip(middle, half)))

    def look(self, path):
        """Places of a photo and what each looks like when it is cut out again; the last place is the whole photo."""
        rgb = pictures.open_rgb(path)
        places = []
        for place in sorted((place for side in SCAN_PX for place in self.scan(rgb, side)), reverse=True):
            if len(places) < PLACES and all(overlap(place, other) < 0.5 for other in places):
                places.append(place)
        places.append((-9.0, -9.0, 0, 0, rgb.shape[1], rgb.shape[0]))
        return places, np.stack([self.run("windows", cut(rgb, place[2:]))[:, 0, 0] for place in places])


def overlap(a, b):
    wide, high = min(a[4], b[4]) - max(a[2], b[2]), min(a[5], b[5]) - max(a[3], b[3])
    both = max(0, wide) * max(0, high)
    return both / ((a[4] - a[2]) * (a[5] - a[3]) + (b[4] - b[2]) * (b[5] - b[3]) - both)


def cut(rgb, box):
    """The square around a box, at the size of a crop; two steps, so that nothing is skipped when it shrinks."""
    left, top, right, bottom = box
    half = max(max(right - left, bottom - top) * MARGIN, 8) / 2
    x, y = (left + right) / 2, (top + bottom) / 2
    extent = (x - half, y - half, x + half, y + half)
    step = CROP_PX * max(2, int(half * 2 / CROP_PX))
    large = Image.fromarray(rgb).transform((step, step), Image.Transform.EXTENT, extent, Image.Resampling.BILINEAR, fillcolor=(127, 127, 127))
    return np.asarray(large.resize((CROP_PX, CROP_PX), Image.Resampling.BOX))


def plain(name):
    return re.sub(r"[^a-z0-9]", "", name.lower())


def drawings(npm, name):
    """Drawings of a brand as RGBA, each with whether it has colours of its own."""
    paths = set()
    for pack in ("simple-icons", "old-icons", "older-icons"):
        file = npm / pack / "icons" / f"{name}.svg"
        if file.exists() and (path := re.search(r' d="([^"]+)"', file.read_text()).group(1)) not in paths:
            paths.add(path)
            yield file.read_text(), False
    for pack, coloured in (("cib", False), ("logos", True)):
        icons = json.loads((npm / "@iconify-json" / pack / "icons.json").read_text())
        for slug in (name, f"{name}-icon"):
            if icon := icons["icons"].get(slug):
                size = icon.get("width", icons.get("width", 16)), icon.get("height", icons.get("height", 16))
                body = icon["body"].replace("currentColor", "#000")
                names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
                yield f'<svg {names} viewBox="{icon.get("left", 0)} {icon.get("top", 0)} {size[0]} {size[1]}">{body}</svg>', coloured


def shown(svg, ground, ink):
    """A drawing on a ground, in one ink or its own colours, as a crop shows it."""
    rgba = Image.open(io.BytesIO(cairosvg.svg2png(bytestring=svg.encode(), output_width=320))).convert("RGBA")
    part = rgba.crop(rgba.getchannel("A").point(lambda alpha: 255 * (alpha > 8)).getbbox())
    scale = CROP_PX / MARGIN / max(part.size)
    part = part.convert("RGBa").resize((max(1, round(part.width * scale)), max(1, round(part.height * scale))), Image.Resampling.BOX).convert("RGBA")
    if ink:
        tinted = Image.new("RGBA", part.size, (*ink, 255))
        tinted.putalpha(part.getchannel("A"))
        part = tinted
    crop = Image.new("RGBA", (CROP_PX, CROP_PX), (*ground, 255))
    crop.alpha_composite(part, ((CROP_PX - part.width) // 2, (CROP_PX - part.height) // 2))
    return np.asarray(crop.convert("RGB"))


def unit(vectors):
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


def gallery(spotter, npm, names):
    """Brands and one direction a drawing: the mean over its inks."""
    brands, directions = [], []
    for name in sorted(names - OTHER_FIRMS):
        for svg, coloured in drawings(npm, name):
            inks = INKS + ([((255, 255, 255), None), ((30, 30, 34), None)] if coloured else [])
            crops = [spotter.run("windows", shown(svg, *ink))[:EMBEDDING, 0, 0] for ink in inks]
            brands.append(name)
            directions.append(unit(unit(np.stack(crops)).mean(axis=0)))
    return np.array(brands), np.stack(directions)


def name_of(seen, known):
    """The brand that fits best and its score: cosine, times how sure the network is that there is a logo."""
    (brands, directions), (_, outputs) = known, seen
    score = unit(outputs[:, :EMBEDDING]) @ directions.T / (1 + np.exp(-outputs[:, -2:-1]))
    return brands[score.max(axis=0).argmax()], float(score.max())


def roc(found, others):
    return float((found[:, None] > others).mean() + (found[:, None] == others).mean() / 2)


def rows(path):
    with open(path, newline="") as table:
        return list(csv.DictReader(table, delimiter="\t"))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("network", type=Path, help="logo.onnx as export_logo.py writes it")
    parser.add_argument("npm", type=Path, help="node_modules with the drawings")
    parser.add_argument("data", type=Path, help="folder with photos-training/ and photos-brands/")
    options = parser.parse_args()
    spotter, photos = Spotter(options.network), options.data / "photos-brands"
    names = {plain(entry["name"]) for file in (MODELS / "packs" / "brands").glob("*.json") for entry in json.loads(file.read_text())["entries"] if "official_domains" in entry}
    street = [(photos / "street" / row["file"], plain(row["brand"]), "") for row in rows(photos / "street.tsv")]
    seller = [json.loads(line) for line in (photos / "seller.jsonl").read_text().splitlines()]
    seller = [(photos / "seller" / row["file"], plain(row.get("brand") or "none"), ",".join(row["flags"])) for row in seller]
    catalogue = [(photos / "catalogue" / row["file"], plain(row["brand_from_title"]), "") for row in rows(photos / "catalogue.tsv")]
    known = gallery(spotter, options.npm, names | {brand for _, brand, _ in street})
    brands = set(known[0])
    print(f"{len(brands)} brands, {len(known[0])} drawings")

    # The threshold comes from photos that train_logo.py kept back: none of them may be named.
    training = options.data / "photos-training"
    kept = [(table.parent, row) for table in sorted(training.glob("*/labels.tsv")) for row in rows(table)]
    kept = [(folder / row["file"]) for folder, row in kept if row["brand"] == "none" and zlib.crc32(f"{folder.name}/{row['file']}".encode()) % 8 == 0]
    empty = np.sort([name_of(spotter.look(file), known)[1] for file in kept])
    parts = {part: [(label, flags, spotter.look(file)) for file, label, flags in labelled] for part, labelled in (("street", street), ("seller", seller), ("catalogue", catalogue))}
    for share in (0.01, 0.003, 0.0):
        least = float(np.quantile(empty, 1 - share))
        print(f"score above {least:.3f}, {share:.1%} of {len(empty)} photos without a brand are named:")
        for part, seen in parts.items():
            named = [(name, label) for label, flags, look in seen for name, score in [name_of(look, known)] if score > least]
            there = sum(label in brands and not {"nologo", "overlay_on_logo"} & set(flags.split(",")) for label, flags, _ in seen)
            right = sum(name == label for name, label in named)
            print(f"  {part}: {len(seen)} photos, {there} of a gallery brand; named {len(named)}, rightly {right}")
    top = lambda look, index: max((place[index] + (min(place[0], 0) if index else 0) for place in look[0][:-1]), default=-9.0)
    logos = np.array([top(look, 0) for label, _, look in parts["street"] if label != "none"])
    none = np.array([top(look, 0) for label, _, look in parts["street"] if label == "none"])
    print(f"some logo there, street: ROC {roc(logos, none):.3f} ({len(logos)} with, {len(none)} without)")
    covered = np.array([top(look, 1) for _, flags, look in parts["seller"] if "overlay_on_logo" in flags])
    clean = np.array([top(look, 1) for label, flags, look in parts["seller"] if not flags and label != "none"])
    recall = (covered > np.quantile(clean, 0.95)).mean()
    print(f"logo covered, seller: ROC {roc(covered, clean):.3f}, recall at 5 % false alarms {recall:.2f} ({len(covered)} covered, {len(clean)} clean)")


if __name__ == "__main__":
    main()
