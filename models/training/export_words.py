"""Builds models/text-find.onnx and models/text-read.onnx from the published PP-OCRv4 weights. See README.md."""

import argparse
import hashlib
import json
import tempfile
import zipfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper, version_converter

from export_photo import quantise

MODELS = Path(__file__).resolve().parent.parent
FOLDER = "rapidocr_onnxruntime/models/"
# For each network: file in the wheel, its hash, its fixed input (batch, channels, rows, columns).
NETWORKS = {
    "text-find": ("ch_PP-OCRv4_det_infer.onnx", "d2a7720d45a54257208b1e13e36a8479894cb74155a5efe29462512d42f49da9", [1, 3, 320, 320]),
    "text-read": ("ch_PP-OCRv4_rec_infer.onnx", "48fc40f24f6d2a207a2b1091d3437eb3cc3eb6b676dc3ef9c37384005483683b", [1, 3, 48, 480]),
}
# Smaller constants are scales, shifts and shapes: packing them saves nothing.
LEAST_PACKED = 1024
# The axis of the output channels in the weights of each operator.
OUTPUT_AXIS = {"Conv": 0, "ConvTranspose": 1, "Gemm": 1, "MatMul": 1}


def constants_to_initialisers(graph):
    """Constant nodes become initialisers, which other tools expect weights to be."""
    for node in [node for node in graph.node if node.op_type == "Constant"]:
        tensor = node.attribute[0].t
        tensor.name = node.output[0]
        graph.initializer.append(tensor)
        graph.node.remove(node)


def folded(model, shape):
    """The model for one input of numbers, with everything computed that depends on shapes and constants alone."""
    for dimension, size in zip(model.graph.input[0].type.tensor_type.shape.dim, shape):
        dimension.dim_value = size
    with tempfile.TemporaryDirectory() as folder:
        options = onnxruntime.SessionOptions()
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        options.optimized_model_filepath = str(Path(folder) / "folded.onnx")
        onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
        return onnx.load(options.optimized_model_filepath)


def pack(model):
    """Weights become signed bytes with one scale an output channel, unpacked by a DequantizeLinear in front of their operator."""
    weights = {tensor.name: tensor for tensor in model.graph.initializer}
    nodes, packed = [], {}
    for node in model.graph.node:
        tensor = weights.get(node.input[1]) if node.op_type in OUTPUT_AXIS else None
        if tensor is not None and np.prod(tensor.dims) >= LEAST_PACKED and tensor.data_type == TensorProto.FLOAT:
            if tensor.name not in packed:
                axis = OUTPUT_AXIS[node.op_type]
                data, scale = quantise(np.moveaxis(numpy_helper.to_array(tensor), axis, 0))
                parts = {"int8": np.moveaxis(data, 0, axis).copy(), "scale": scale, "zero": np.zeros(len(scale), np.int8)}
                model.graph.initializer.extend(numpy_helper.from_array(part, f"{tensor.name}.{name}") for name, part in parts.items())
                nodes.append(helper.make_node("DequantizeLinear", [f"{tensor.name}.{name}" for name in parts], [f"{tensor.name}.float"], axis=axis))
                packed[tensor.name] = f"{tensor.name}.float"
            node.input[1] = packed[tensor.name]
        nodes.append(node)
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    for name in packed:
        model.graph.initializer.remove(weights[name])


def build(data, shape):
    """A published network with a fixed input and packed weights."""
    model = onnx.load_model_from_string(data)
    constants_to_initialisers(model.graph)
    # DequantizeLinear by channel came with opset 13.
    model = version_converter.convert_version(folded(model, shape), 13)
    constants_to_initialisers(model.graph)
    pack(model)
    for opset in [opset for opset in model.opset_import if opset.domain]:
        model.opset_import.remove(opset)
    del model.metadata_props[:]
    del model.graph.value_info[:]
    onnx.checker.check_model(model)
    return model


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path, help="rapidocr_onnxruntime-1.4.4-py3-none-any.whl")
    parser.add_argument("--out", type=Path, default=MODELS)
    options = parser.parse_args()
    wheel = zipfile.ZipFile(options.wheel)
    for name, (file, sha256, shape) in NETWORKS.items():
        data = wheel.read(FOLDER + file)
        if hashlib.sha256(data).hexdigest() != sha256:
            raise SystemExit(f"{file}: sha256 is not the published file's: {hashlib.sha256(data).hexdigest()}")
        built = build(data, shape).SerializeToString(deterministic=True)
        (options.out / f"{name}.onnx").write_bytes(built)
        card = options.out / f"{name}.json"
        if card.exists():
            text = json.loads(card.read_text())
            text["sha256"] = hashlib.sha256(built).hexdigest()
            card.write_text(json.dumps(text, indent=2, ensure_ascii=False) + "\n")
        print(f"{name}.onnx: {len(built)} bytes, sha256 {hashlib.sha256(built).hexdigest()}")


if __name__ == "__main__":
    main()
