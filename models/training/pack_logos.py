"""Renders logos and packs photos for training: writes data.npz (see README.md)."""

import argparse
import csv
import glob
import hashlib
import io
import json
import lzma
import random
import re
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import cairosvg
import numpy as np
from PIL import Image, ImageDraw, ImageFont

SIDE = 96


def first_word(slug):
    return re.split(r"[^a-z0-9]+", slug.lower())[0]


def tight(rgba, side=SIDE):
    a = np.asarray(rgba)[..., 3]
    ys, xs = np.where(a > 8)
    if len(ys) == 0:
        return None
    p = rgba.crop((xs.min(), ys.min(), xs.max() + 1, ys.max() + 1))
    s = side / max(p.size)
    w, h = max(1, round(p.width * s)), max(1, round(p.height * s))
    if min(w, h) < 5:
        return None
    p = p.convert("RGBa").resize((w, h), Image.BOX if s < 1 else Image.BICUBIC).convert("RGBA")
    out = Image.new("RGBA", (side, side))
    out.paste(p, ((side - w) // 2, (side - h) // 2))
    return np.asarray(out)


def svg(args):
    name, text, colour = args
    try:
        png = (
            cairosvg.svg2png(bytestring=text.encode(), output_width=256, output_height=256)
            if not colour
            else cairosvg.svg2png(bytestring=text.encode(), output_width=320)
        )
        arr = tight(Image.open(io.BytesIO(png)).convert("RGBA"))
    except Exception:
        return name, None
    return name, arr


def fonts(npm):
    out = []
    for f in sorted(glob.glob(f"{npm}/@fontsource/*/files/*-latin-*-normal.woff")):
        if re.search(r"-latin-(400|700|900)-normal", f):
            out.append(f)
    return out


def word(args):
    text, font, spacing, _arc = args
    try:
        f = ImageFont.truetype(font, 72)
        w = int(sum(f.getlength(c) + spacing * 72 for c in text)) + 80
        im = Image.new("RGBA", (max(w, 10), 150))
        d = ImageDraw.Draw(im)
        x = 40.0
        if spacing == 0:
            d.text((40, 30), text, font=f, fill=(0, 0, 0, 255))
        else:
            for c in text:
                d.text((x, 30), c, font=f, fill=(0, 0, 0, 255))
                x += f.getlength(c) + spacing * 72
        return tight(im)
    except Exception:
        return None


def paragraph(args):
    lines, font = args
    f = ImageFont.truetype(font, 40)
    im = Image.new("RGBA", (900, 60 * len(lines) + 60))
    d = ImageDraw.Draw(im)
    for i, l in enumerate(lines):
        d.text((20, 20 + 55 * i), l, font=f, fill=(0, 0, 0, 255))
    return tight(im)


def photo(args):
    path, side, q = args
    im = Image.open(path).convert("RGB")
    s = side / min(im.size)
    im = im.resize((max(side, round(im.width * s)), max(side, round(im.height * s))), Image.LANCZOS)
    x, y = (im.width - side) // 2, (im.height - side) // 2
    im = im.crop((x, y, x + side, y + side))
    b = io.BytesIO()
    im.save(b, "JPEG", quality=q, optimize=True)
    return b.getvalue()


def invented(rng):
    on = [
        "b",
        "br",
        "c",
        "cl",
        "d",
        "f",
        "g",
        "gr",
        "h",
        "j",
        "k",
        "l",
        "m",
        "n",
        "p",
        "r",
        "s",
        "st",
        "t",
        "tr",
        "v",
        "w",
        "z",
        "sh",
        "ch",
        "th",
        "qu",
        "",
    ]
    vo = ["a", "e", "i", "o", "u", "y", "ia", "ou", "ea", "ee"]
    co = ["", "n", "r", "l", "x", "s", "ck", "m", "t", "nd", "ss", "th"]
    w = "".join(rng.choice(on) + rng.choice(vo) + rng.choice(co) for _ in range(rng.choice([1, 2, 2, 2, 3])))
    if rng.random() < 0.2:
        w += " " + "".join(rng.choice(on) + rng.choice(vo) + rng.choice(co) for _ in range(rng.choice([1, 2])))
    if len(w) < 3:
        w += "n"
    return rng.choice([w.upper(), w.upper(), w.title(), w])


def main():
    p = argparse.ArgumentParser()
    p.add_argument("npm")
    p.add_argument("photos")
    p.add_argument("names")
    p.add_argument("out")
    p.add_argument("--side", type=int, default=240)
    p.add_argument("--quality", type=int, default=62)
    p.add_argument("--few", action="store_true")
    o = p.parse_args()
    rng = random.Random(5)
    npm = o.npm
    jobs = []
    for k in ["simple-icons", "old-icons", "older-icons"]:
        for f in sorted(glob.glob(f"{npm}/{k}/icons/*.svg")):
            jobs.append((("m", k, Path(f).stem), Path(f).read_text(), False))
    seen, some = {}, []
    for n, t, c in jobs:
        d = re.search(r' d="([^"]+)"', t)
        key = hashlib.sha1((d.group(1) if d else t).encode()).digest()
        if key in seen:
            continue
        seen[key] = 1
        some.append((n, t, c))
    jobs = some
    for pack in ["logos", "cib"]:
        j = json.load(open(f"{npm}/@iconify-json/{pack}/icons.json"))
        for s, i in j["icons"].items():
            w, h = i.get("width", j.get("width", 16)), i.get("height", j.get("height", 16))
            jobs.append(
                (
                    ("c" if pack == "logos" else "m", pack, s),
                    f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="{i.get("left", 0)} {i.get("top", 0)} {w} {h}">{i["body"]}</svg>'.replace(
                        "currentColor", "#000"
                    ),
                    pack == "logos",
                )
            )
    if o.few:
        jobs = jobs[::40]
    ff = fonts(npm)
    mono, colour, mn, cn = [], [], [], []
    with ProcessPoolExecutor(2) as ex:
        for (kind, pack, slug), arr in ex.map(svg, jobs, chunksize=64):
            if arr is None:
                continue
            if kind == "c":
                colour.append(arr)
                cn.append((re.sub(r"-icon$", "", slug), first_word(slug)))
            else:
                mono.append(arr[..., 3])
                mn.append((slug, first_word(slug)))
        names = [l.strip() for l in open(o.names) if l.strip()]
        texts = [(t, True) for t in names] + [(invented(rng), False) for _ in range(60 if o.few else 1600)]
        wj, wn = [], []
        for t, real in texts:
            for _ in range(6 if real else 3):
                v = t if not real else rng.choice([t, t.upper(), t.upper(), t.lower()])
                wj.append((v, rng.choice(ff), rng.choice([0, 0, 0, 0.05, 0.12, 0.25]), 0))
                wn.append(("w:" + t.lower(), first_word(t)))
        for a, n in zip(ex.map(word, wj, chunksize=64), wn):
            if a is not None:
                mono.append(a[..., 3])
                mn.append(n)
        nj = [
            ([" ".join(invented(rng).lower() for _ in range(rng.randint(2, 5))) for _ in range(rng.randint(1, 6))], rng.choice(ff))
            for _ in range(20 if o.few else 400)
        ]
        text = [a[..., 3] for a in ex.map(paragraph, nj, chunksize=32) if a is not None]
        rows = []
        root = Path(o.photos)
        for lab in sorted(root.glob("*/labels.tsv")):
            for r in csv.DictReader(open(lab), delimiter="\t"):
                b = r["brand"]
                if b == "unknown":
                    continue
                rows.append((str(lab.parent / r["file"]), 0 if b == "none" else 1, lab.parent.name))
        if o.few:
            rows = rows[::20]
        jpg = list(ex.map(photo, [(r[0], o.side, o.quality) for r in rows], chunksize=64))

    def q(a):
        return ((np.stack(a).astype(np.uint16) + 8) // 17 * 17).clip(0, 255).astype(np.uint8)

    print(len(mono), len(colour), len(text), len(jpg), sum(map(len, jpg)))

    def packed(a):
        return np.frombuffer(lzma.compress(a.tobytes(), preset=4), np.uint8)

    m, c, t = q(mono), q(colour), q(text)
    np.savez(
        o.out,
        mono=packed(m),
        mono_n=len(m),
        colour=packed(c),
        colour_n=len(c),
        text=packed(t),
        text_n=len(t),
        mono_names=np.array(mn),
        colour_names=np.array(cn),
        jpg=np.frombuffer(b"".join(jpg), np.uint8),
        jpg_len=np.array([len(x) for x in jpg]),
        branded=np.array([r[1] for r in rows]),
        folder=np.array([r[2] for r in rows]),
        path=np.array([r[0][len(str(root)) + 1 :] for r in rows]),
    )


if __name__ == "__main__":
    main()
