"""Writes photo.onnx as a TFLite file with whole numbers, for the comparison of speed in tests/bench/networks.mjs alone.

The quantisation is taken out first: weights become single precision again, and onnx2tf quantises anew, per channel, with activations of
eight bits. It calibrates on made-up numbers, since times do not depend on them; the file's answers are worth nothing.

    python models/training/export_tflite.py OUT.tflite        (packages: requirements-tflite.txt)
"""

import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import onnx
from onnx import numpy_helper

PHOTO = pathlib.Path(__file__).resolve().parents[1] / "photo.onnx"
# The file that onnx2tf looks for before it asks its own server for one, and its shape.
CALIBRATION = ("calibration_image_sample_data_20x128x128x3_float32.npy", (20, 128, 128, 3))


def without_quantisation(model: onnx.ModelProto) -> onnx.ModelProto:
    """The same network in single precision."""
    graph = model.graph
    stored = {entry.name: numpy_helper.to_array(entry) for entry in graph.initializer}
    stands_for, weights, kept = {}, [], []
    for node in graph.node:
        if node.op_type == "DequantizeLinear" and node.input[0] in stored:
            weights.append(numpy_helper.from_array(dequantised(node, stored), node.output[0]))
        elif node.op_type in ("QuantizeLinear", "DequantizeLinear"):
            stands_for[node.output[0]] = node.input[0]
        else:
            kept.append(node)

    def source(name: str) -> str:
        while name in stands_for:
            name = stands_for[name]
        return name

    outputs = {source(output.name): output.name for output in graph.output}
    for node in kept:
        node.input[:] = [outputs.get(source(name), source(name)) for name in node.input]
        node.output[:] = [outputs.get(name, name) for name in node.output]
    used = {name for node in kept for name in node.input}
    initializers = [entry for entry in [*graph.initializer, *weights] if entry.name in used]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(kept)
    graph.initializer.extend(initializers)
    onnx.checker.check_model(model)
    return model


def dequantised(node: onnx.NodeProto, stored: dict[str, np.ndarray]) -> np.ndarray:
    """The weights of a DequantizeLinear node."""
    codes, scale = (stored[name].astype(np.float32) for name in node.input[:2])
    zero = stored[node.input[2]].astype(np.float32) if len(node.input) > 2 else np.float32(0)
    axis = next((attribute.i for attribute in node.attribute if attribute.name == "axis"), 1)
    if scale.ndim:
        shape = [-1 if at == axis else 1 for at in range(codes.ndim)]
        scale, zero = scale.reshape(shape), zero.reshape(shape) if np.ndim(zero) else zero
    return ((codes - zero) * scale).astype(np.float32)


def main() -> None:
    out = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        onnx.save(without_quantisation(onnx.load(PHOTO)), work / "photo.onnx")
        name, shape = CALIBRATION
        np.save(work / name, np.random.default_rng(1).uniform(0, 1, size=shape).astype(np.float32))
        command = [sys.executable, "-m", "onnx2tf", "-i", "photo.onnx", "-o", "tflite", "-oiqt", "-n"]
        subprocess.run(command, cwd=work, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        out.write_bytes((work / "tflite/photo_integer_quant.tflite").read_bytes())


if __name__ == "__main__":
    main()
