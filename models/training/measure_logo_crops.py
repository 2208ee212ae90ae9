"""Measures a logo network on made-up crops of logos it was never trained on: named at 1 % false alarms. See README.md."""

import argparse
from pathlib import Path

import numpy as np
import torch
from PIL import Image

import logo_scenes
from measure_logo import CROP_PX, EMBEDDING, INKS, MARGIN, Spotter, unit
from train_logo import held_out, kept_back, load

# Brands of a gallery, as many as one page's brand and its rivals in a pack could be; crops a brand; crops without a logo.
GALLERY, CROPS, EMPTY = 60, 5, 1000
# Gallery crops of one brand where it is learned from pictures instead of its drawing.
PICTURES = 5
BATCH = 100


def clean(alpha):
    """A drawing in each pair of inks, as `measure_logo.shown` makes them."""
    side = round(CROP_PX / MARGIN)
    small = Image.fromarray(alpha).resize((side, side), Image.Resampling.BOX)
    for ground, ink in INKS:
        crop, at = Image.new("RGB", (CROP_PX, CROP_PX), ground), (CROP_PX - side) // 2
        crop.paste(ink, (at, at), small)
        yield np.asarray(crop)


def outputs(spotter, crops):
    """Directions (n x 128) and how sure the network is that there is a logo (n)."""
    values = np.stack([spotter.run("windows", crop)[:, 0, 0] for crop in crops])
    return unit(values[:, :EMBEDDING]), 1 / (1 + np.exp(-values[:, -2]))


def pictures(maker, indexes, empty=0):
    parts = []
    for chosen in torch.as_tensor(indexes).split(BATCH) if len(indexes) else []:
        parts.append(maker.crops(chosen, 0, 0))
    for _ in range(0, empty, BATCH):
        parts.append(maker.crops(torch.zeros(0, dtype=torch.long), BATCH, 0))
    return np.rint(torch.cat(parts).permute(0, 2, 3, 1).numpy() * 255).astype(np.uint8)


def report(what, brands, references, queries, none):
    """`references` is brands x references x 128; each query's brand is the one with the best reference."""
    (directions, sure), (far, far_sure) = queries, none
    scores = np.einsum("qd,brd->qbr", directions, references).max(axis=2) * sure[:, None]
    least = np.quantile(np.einsum("qd,brd->qbr", far, references).max(axis=(1, 2)) * far_sure, 0.99)
    right = scores.argmax(axis=1) == brands
    print(f"{what}: {len(references)} brands, {len(brands)} crops, best fit right {right.mean():.3f}, "
          f"named rightly at 1 % false alarms {(right & (scores.max(axis=1) > least)).mean():.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("network", type=Path, help="logo.onnx as export_logo.py writes it")
    parser.add_argument("data", type=Path, help="data.npz of pack_logos.py")
    options = parser.parse_args()
    torch.manual_seed(7)
    mono, colour, text, photos, branded, paths, names = load(options.data)
    ground = torch.from_numpy(np.where((branded == 0) & kept_back(paths))[0])
    maker = logo_scenes.Maker(mono, colour, text, photos, ground, torch.device("cpu"))
    spotter = Spotter(options.network)
    # One drawing a brand: words and single-coloured drawings, which a gallery can hold in any ink.
    first = {}
    for index, (slug, word) in enumerate(names[: len(mono)]):
        if held_out(word) and not slug.startswith("w:"):
            first.setdefault(word, index)
    chosen = np.random.default_rng(7).permutation(sorted(first.values()))
    none = outputs(spotter, pictures(maker, [], EMPTY))
    for what, indexes in (("a gallery of few", chosen[:GALLERY]), ("a gallery of all", chosen)):
        drawings = np.stack([unit(outputs(spotter, clean(mono[index].numpy()))[0].mean(axis=0)) for index in indexes])[:, None]
        asked = indexes if len(indexes) > GALLERY else np.repeat(indexes, CROPS)
        queries = outputs(spotter, pictures(maker, asked))
        brands = np.repeat(np.arange(len(indexes)), len(asked) // len(indexes))
        report(f"{what}, one drawing each", brands, drawings, queries, none)
        if len(indexes) == GALLERY:
            seen, _ = outputs(spotter, pictures(maker, np.repeat(indexes, PICTURES)))
            report(f"{what}, {PICTURES} pictures each", brands, seen.reshape(GALLERY, PICTURES, -1), queries, none)


if __name__ == "__main__":
    main()
