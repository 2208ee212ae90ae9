"""Measures the networks that read words in pictures, through the command line: the figures of models/text-*.json. See README.md."""

import argparse
import json
import random
import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

# Lines that sellers lay over photos; numbers are nobody's.
LINES = ["加微信 88332211", "微信号 abc88332211", "WhatsApp +00 13800138000", "VX 88332211", "高仿 1:1 莆田", "一比一 原单", "Telegram @example", "QQ 12345678"]
# Height of the letters as a share of the picture's width.
SIZES = (0.05, 0.08)
SEED = 7


def squeezed(text):
    return "".join(letter for letter in text.lower() if letter.isalnum())


def overlaid(file, line, share, font, random_):
    """The photo with a line over it, and where it stands."""
    photo = Image.open(file).convert("RGB")
    letters = ImageFont.truetype(font, max(12, round(photo.width * share)))
    draw = ImageDraw.Draw(photo)
    left, top, right, bottom = draw.textbbox((0, 0), line, font=letters)
    x = random_.randint(0, max(0, photo.width - right))
    y = random_.randint(0, max(0, photo.height - bottom))
    dark = random_.random() < 0.5
    if random_.random() < 0.5:
        draw.rectangle((x + left - 6, y + top - 6, x + right + 6, y + bottom + 6), fill=(245, 245, 245) if dark else (30, 30, 30))
    draw.text((x, y), line, font=letters, fill=(200, 20, 20) if dark else (250, 250, 250))
    return photo


def look(program, folder):
    files = sorted(folder.iterdir())
    out = subprocess.run([program, "image", "--json", *files], check=True, capture_output=True, text=True).stdout
    return {Path(answer["file"]).name: [line["text"] for line in answer.get("text", [])] for answer in map(json.loads, out.splitlines())}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", type=Path, help="the touchstone program")
    parser.add_argument("photos", type=Path, help="folder of photos that may be used")
    parser.add_argument("--font", type=Path, required=True, help="a font with Chinese and Latin letters")
    parser.add_argument("--count", type=int, default=100)
    options = parser.parse_args()
    files = sorted(options.photos.iterdir())
    step = max(1, len(files) // options.count)
    files = files[::step][: options.count]
    random_ = random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain"
        plain.mkdir()
        for file in files:
            Image.open(file).convert("RGB").save(plain / f"{file.stem}.png")
        lines = look(options.program, plain)
        print(f"{len(files)} photos as they are: words on {sum(map(bool, lines.values()))}, {sum(map(len, lines.values()))} lines")
        for size in SIZES:
            laid = Path(folder) / f"{size}"
            laid.mkdir()
            truth = {}
            for index, file in enumerate(files):
                line = LINES[index % len(LINES)]
                overlaid(file, line, size, options.font, random_).save(laid / f"{file.stem}.jpg", quality=85)
                truth[f"{file.stem}.jpg"] = line
            read = look(options.program, laid)
            whole = sum(any(squeezed(line) in squeezed(text) for text in read[name]) for name, line in truth.items())
            part = sum(any(squeezed(line)[-6:] in squeezed(text) for text in read[name]) for name, line in truth.items())
            print(f"letters of {size:.0%} of the width: the whole line read on {whole} of {len(files)}, its last six letters on {part}")


if __name__ == "__main__":
    main()
