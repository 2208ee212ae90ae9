"""The same pixels as `src/image/` (resizing and difference hash in integers), and ways in which photos are changed."""

import io

import numpy as np
from PIL import Image, ImageDraw, ImageOps


def open_rgb(path):
    """The picture as an RGB array, upright, transparent pixels laid over white."""
    with Image.open(path) as file:
        picture = ImageOps.exif_transpose(file).convert("RGBA")
    rgba = np.asarray(picture).astype(np.uint32)
    alpha = rgba[..., 3:]
    return ((rgba[..., :3] * alpha + 255 * (255 - alpha) + 127) // 255).astype(np.uint8)


def _weights(source, target):
    """Row i holds the whole-number weights of the source pixels in target pixel i, and what each row adds up to."""
    if source >= target:
        # How many `1/target` parts of each source pixel the target pixel covers.
        edges = np.arange(target + 1) * source
        pixels = np.arange(source) * target
        low = np.maximum(edges[:-1, None], pixels[None])
        high = np.minimum(edges[1:, None], pixels[None] + target)
        return np.maximum(high - low, 0).astype(np.float64), source
    # Straight line between the two source pixels around the target pixel's middle, in `1/(2 target)` parts.
    middle = np.clip((2 * np.arange(target) + 1) * source - target, 0, 2 * target * (source - 1))
    first, part = np.divmod(middle, 2 * target)
    weights = np.zeros((target, source))
    weights[np.arange(target), first] += 2 * target - part
    weights[np.arange(target), np.minimum(first + 1, source - 1)] += part
    return weights, 2 * target


def resize(rgb, width, height):
    """Area average to `width` x `height`, rounded half up; along an axis that grows, straight lines between neighbours.

    Sums stay below 2**53, so float64 holds them exactly.
    """
    (rows, by_row), (columns, by_column) = _weights(rgb.shape[0], height), _weights(rgb.shape[1], width)
    sums = (rows @ rgb.reshape(rgb.shape[0], -1).astype(np.float64)).reshape(height, rgb.shape[1], 3)
    sums = columns @ sums
    total = by_row * by_column
    return ((sums.astype(np.int64) + total // 2) // total).astype(np.uint8)


def dhash(rgb):
    """64-bit difference hash: bit set where the right one of two neighbours in the 9 x 8 picture is brighter."""
    small = resize(rgb, 9, 8).astype(np.uint32)
    grey = (77 * small[..., 0] + 150 * small[..., 1] + 29 * small[..., 2]) >> 8
    bits = (grey[:, 1:] > grey[:, :-1]).ravel()
    return int("".join("1" if bit else "0" for bit in bits), 2)


def tensor(rgb, side_px=224, mean=127.0, std=128.0):
    """1 x 3 x side x side, as the network was trained."""
    small = resize(rgb, side_px, side_px).astype(np.float32)
    return ((small - mean) / std).transpose(2, 0, 1)[None]


def _jpeg(picture, quality):
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=quality)
    return Image.open(io.BytesIO(data.getvalue())).convert("RGB")


def changes(rgb):
    """Ways in which a photo is changed before it is used again: yields (what was done, RGB array)."""
    for what, picture in _changes(rgb):
        yield what, np.asarray(picture)


def _changes(rgb):
    picture = Image.fromarray(rgb)
    width, height = picture.size
    yield "JPEG quality 50", _jpeg(picture, 50)
    yield "half size", _jpeg(picture.resize((max(width // 2, 1), max(height // 2, 1)), Image.BILINEAR), 80)
    left, top = int(width * 0.08), int(height * 0.12)
    yield "80 % crop", picture.crop((left, top, left + int(width * 0.8), top + int(height * 0.8)))
    yield "mirrored", picture.transpose(Image.FLIP_LEFT_RIGHT)
    overlay = picture.copy()
    ImageDraw.Draw(overlay).rectangle((int(width * 0.6), int(height * 0.85), width, height), fill=(220, 30, 30))
    yield "banner over a corner", overlay
    margin = int(0.06 * max(width, height))
    framed = Image.new("RGB", (width + 2 * margin, height + 2 * margin), (255, 255, 255))
    framed.paste(picture, (margin, margin))
    yield "white frame", framed
