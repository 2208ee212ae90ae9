"""Writes src/model/integer/golden.json: what onnxruntime makes of a few pictures with models/photo.onnx, as written, in floating point."""

import json
from pathlib import Path

import numpy as np
import onnxruntime

import pictures

ROOT = Path(__file__).resolve().parents[2]
CASES = ("messenger-contact--words-on-a-photo/main.png", "replica-words--makers-words-on-a-photo/main.png")


def main():
    options = onnxruntime.SessionOptions()
    # Without fused kernels, which round in their own way.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = onnxruntime.InferenceSession(ROOT / "models/photo.onnx", options, providers=["CPUExecutionProvider"])
    seen = []
    for case in CASES:
        logits, embedding = session.run(None, {"picture": pictures.tensor(pictures.open_rgb(ROOT / "tests/cases" / case))})
        numbers = {name: np.round(values[0].astype(np.float64), 3).tolist() for name, values in (("logits", logits), ("embedding", embedding))}
        seen.append({"picture": case, **numbers})
    lines = ",\n".join("  " + json.dumps(entry, separators=(",", ":")) for entry in seen)
    (ROOT / "src/model/integer/golden.json").write_text(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    main()
