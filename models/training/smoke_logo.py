"""Runs the whole way of the logo network in about two minutes on drawings of its own: pack, train, go on, export, compare. See README.md."""

import io
import lzma
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from PIL import Image, ImageDraw

import export_logo
import logo_net

HERE = Path(__file__).resolve().parent
SIDE_PX, PHOTO_PX = 96, 240


def drawing(random):
    """A made-up mark: three shapes over each other."""
    picture = Image.new("L", (SIDE_PX, SIDE_PX))
    draw = ImageDraw.Draw(picture)
    for _ in range(3):
        points = [tuple(point) for point in random.integers(0, SIDE_PX, (int(random.integers(3, 6)), 2)).tolist()]
        draw.polygon(points, fill=int(random.choice([0, 255, 255])))
    draw.rectangle((0, 40, 95, 55), fill=255)
    return np.asarray(picture)


def photo(random):
    """Smooth colours, as JPEG."""
    small = Image.fromarray(random.integers(0, 256, (6, 6, 3), np.uint8)).resize((PHOTO_PX, PHOTO_PX), Image.Resampling.BICUBIC)
    data = io.BytesIO()
    small.save(data, "JPEG", quality=80)
    return data.getvalue()


def data(path):
    """The file that pack_logos.py writes, with 24 drawings and 16 photos."""
    random = np.random.default_rng(1)
    mono = np.stack([drawing(random) for _ in range(24)])
    colour = np.stack([np.dstack([np.full((SIDE_PX, SIDE_PX, 3), random.integers(0, 256, 3), np.uint8), drawing(random)]) for _ in range(6)])
    photos = [photo(random) for _ in range(16)]
    packed = {name: np.frombuffer(lzma.compress(value.tobytes()), np.uint8) for name, value in (("mono", mono), ("colour", colour), ("text", mono))}
    np.savez(path, **packed, mono_n=len(mono), colour_n=len(colour), text_n=len(mono), jpg=np.frombuffer(b"".join(photos), np.uint8),
             jpg_len=np.array([len(part) for part in photos]), branded=np.arange(16) % 2, folder=np.array(["made"] * 16),
             path=np.array([f"made/{index}" for index in range(16)]),
             mono_names=np.array([(f"w:mark{index}" if index > 15 else f"mark{index}", f"mark{index}") for index in range(24)]),
             colour_names=np.array([(f"tint{index}", f"tint{index}") for index in range(6)]))


def train(folder, *more):
    command = [sys.executable, HERE / "train_logo.py", "--data", folder / "data.npz", "--out", folder, "--crops", "24", "--scenes", "2"]
    output = subprocess.run([*command, *more], check=True, stdout=subprocess.PIPE, text=True).stdout
    print(output, end="")
    losses = [float(part) for part in re.findall(r" mark ([-\w.]+)", output)]
    assert "nan" not in output, "a loss is no number"
    with np.load(folder / "logo.npz") as file:
        return {name: file[name] for name in file.files}, losses


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        data(folder / "data.npz")
        first, losses = train(folder, "--steps", "60")
        assert losses[-1] < losses[0] / 2, f"places of logos are not learned: {losses}"
        start = logo_net.Spotter()
        start.trunk.load_photo(HERE.parent / "photo.onnx")
        for name, before in start.trunk.state_dict().items():
            frozen = name.startswith("stem") or any(name.startswith(f"blocks.{block}.") for block in range(3))
            same = np.abs(first[f"trunk.{name}"].astype(np.float32) - before.numpy()).max() < 2e-2 * max(1, np.abs(before.numpy()).max())
            assert same or not frozen, f"{name} is frozen but moved"
        begun = folder / "start.npz"
        np.savez(begun, **first)
        second, again = train(folder, "--steps", "10", "--start", str(begun), "--progress", "0.5")
        assert max(again) < losses[0] / 2, f"what was learned is lost at the second start: {again}"
        assert any(not np.array_equal(first[name], second[name]) for name in first), "nothing was learned after the start"
        onnx = export_logo.build(second)
        session = onnxruntime.InferenceSession(onnx.SerializeToString(), providers=["CPUExecutionProvider"])
        model = logo_net.Spotter()
        model.load_state_dict({name: torch.from_numpy(value.astype(np.float32)) for name, value in second.items()})
        for shape in ((96, 96), (160, 224)):
            picture = torch.rand(1, 3, *shape) * 2 - 1
            with torch.no_grad():
                expected = model(picture)
            for there, here in zip(expected, session.run(None, {"picture": picture.numpy()})):
                assert there.shape == here.shape
                cosine = float(there.numpy().ravel() @ here.ravel() / np.linalg.norm(there.numpy()) / np.linalg.norm(here))
                assert cosine > 0.98, f"the exported network differs: cosine {cosine}"
                print(f"{shape}: output {tuple(here.shape)}, cosine of exported against trained {cosine:.4f}")
    print("smoke training: passed")


if __name__ == "__main__":
    main()
