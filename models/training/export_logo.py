"""Builds models/logo.onnx from what train_logo.py has learned. See README.md."""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper

from export_photo import MODELS, STAGES, Graph

# Any even picture has the padding of this size.
NOMINAL_PX = 96
# Last block whose output has one cell for 16 pixels.
MARK_BLOCK = 10
# Side of a window of the name heads in cells of 32 pixels: 96 pixels.
WINDOW = 3


def build(weights):
    """The network as an ONNX model for pictures of any size that 32 divides; outputs `marks` (n x 6) and `windows` (n x 194)."""
    graph = Graph()

    def conv(value, name, size, stride=1, groups=1):
        weight = weights[f"{name}.weight"].astype(np.float32)
        return graph.conv(value, name, weight, weights[f"{name}.bias"].astype(np.float32), size, stride, len(weight) if groups else 1)

    def relu6(value):
        return graph.add("Clip", [value, graph.low, graph.high])

    value, size = conv("picture", "trunk.stem", NOMINAL_PX, 2, 0)
    value, channels, block, marks = relu6(value), 32, 0, None
    for repeats, _kernel, stride, expansion, out_channels in STAGES:
        for repeat in range(repeats):
            base, entry, step = f"trunk.blocks.{block}", value, stride if repeat == 0 else 1
            if expansion > 1:
                value = relu6(conv(value, f"{base}.expand", size, 1, 0)[0])
            value, size = conv(value, f"{base}.depthwise", size, step, 1)
            value, _ = conv(relu6(value), f"{base}.project", size, 1, 0)
            if step == 1 and channels == out_channels:
                value = graph.add("Add", [value, entry])
            if block == MARK_BLOCK:
                marks = relu6(conv(value, "mark_dw", size, 1, 1)[0])
                marks = relu6(conv(marks, "mark_pw", size, 1, 0)[0])
                marks, _ = conv(marks, "mark", size, 1, 0)
            channels, block = out_channels, block + 1
    value = relu6(conv(value, "trunk.head", size, 1, 0)[0])
    value = graph.add("AveragePool", [value], kernel_shape=[WINDOW, WINDOW], strides=[1, 1])
    windows, _ = conv(value, "windows", size, 1, 0)
    graph.add("Identity", [marks], output="marks")
    graph.add("Identity", [windows], output="windows")
    outputs = [("marks", len(weights["mark.bias"])), ("windows", len(weights["windows.bias"]))]
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "logo",
            [helper.make_tensor_value_info("picture", TensorProto.FLOAT, [1, 3, "height", "width"])],
            [
                helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, channels, f"{name}_rows", f"{name}_columns"])
                for name, channels in outputs
            ],
            graph.constants,
        ),
        opset_imports=[helper.make_opsetid("", 13)],
        ir_version=8,
        producer_name="touchstone",
    )
    onnx.checker.check_model(model)
    return model


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path, help="logo.npz of train_logo.py")
    parser.add_argument("--out", type=Path, default=MODELS / "logo.onnx")
    options = parser.parse_args()
    with np.load(options.weights) as file:
        weights = {name: file[name] for name in file.files}
    data = build(weights).SerializeToString(deterministic=True)
    options.out.write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    card = MODELS / "logo.json"
    if options.out == MODELS / "logo.onnx" and card.exists():
        text = json.loads(card.read_text())
        text["sha256"] = digest
        card.write_text(json.dumps(text, indent=2, ensure_ascii=False) + "\n")
    print(f"{options.out}: {len(data)} bytes, sha256 {digest}")


if __name__ == "__main__":
    main()
