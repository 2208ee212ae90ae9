"""EfficientNet-Lite0 with batch normalisation folded in, and the spotter's heads."""

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper
from torch import nn

from export_photo import STAGES

MARK_BLOCK = 10  # last block at stride 16
EMBED, KEEP = 128, 64


class Same(nn.Module):
    """Convolution with TensorFlow's SAME padding for even inputs."""

    def __init__(self, i, o, k, s=1, g=1):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(o, i // g, k, k))
        self.bias = nn.Parameter(torch.zeros(o))
        self.k, self.s, self.g = k, s, g

    def forward(self, x):
        if self.s == 1:
            return F.conv2d(x, self.weight, self.bias, 1, self.k // 2, 1, self.g)
        t = self.k - self.s
        x = F.pad(x, (t // 2, t - t // 2, t // 2, t - t // 2))
        return F.conv2d(x, self.weight, self.bias, self.s, 0, 1, self.g)


class Block(nn.Module):
    def __init__(self, i, o, k, s, e):
        super().__init__()
        self.expand = Same(i, i * e, 1) if e > 1 else None
        self.depthwise = Same(i * e, i * e, k, s, i * e)
        self.project = Same(i * e, o, 1)
        self.skip = s == 1 and i == o

    def forward(self, x):
        y = F.relu6(self.expand(x)) if self.expand is not None else x
        y = self.project(F.relu6(self.depthwise(y)))
        return x + y if self.skip else y


class Trunk(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = Same(3, 32, 3, 2)
        self.blocks = nn.ModuleList()
        c = 32
        for r, k, s, e, o in STAGES:
            for i in range(r):
                self.blocks.append(Block(c, o, k, s if i == 0 else 1, e))
                c = o
        self.head = Same(320, 1280, 1)

    def low(self, x, until):
        x = F.relu6(self.stem(x))
        for b in self.blocks[:until]:
            x = b(x)
        return x

    def load_photo(self, path):
        """Takes the weights of models/photo.onnx, out of their bytes."""
        parts = {part.name: numpy_helper.to_array(part) for part in onnx.load(path).graph.initializer}
        with torch.no_grad():
            for name, parameter in self.named_parameters():
                base, what = name.removeprefix("blocks.").rsplit(".", 1)
                base = f"b{base}" if name.startswith("blocks.") else base
                if what == "bias":
                    value = parts[f"{base}.bias"]
                else:
                    value = parts[f"{base}.int8"] * parts[f"{base}.scale"][:, None, None, None]
                parameter.copy_(torch.from_numpy(value.astype(np.float32)))


class Spotter(nn.Module):
    def __init__(self):
        super().__init__()
        self.trunk = Trunk()
        self.windows = nn.Conv2d(1280, EMBED + KEEP + 2, 1)
        self.mark_dw = nn.Conv2d(112, 112, 5, 1, 2, groups=112)
        self.mark_pw = nn.Conv2d(112, 128, 1)
        self.mark = nn.Conv2d(128, 6, 1)
        # Few cells hold a logo: begin with saying no, on the features as they are.
        with torch.no_grad():
            self.mark.bias[0] = -4.0
            self.mark.weight.mul_(0.3)
            self.mark_dw.weight.zero_()
            self.mark_dw.weight[:, 0, 2, 2] = 1

    def from_low(self, x, start, marks=True, windows=True):
        m = w = None
        for i, b in enumerate(self.trunk.blocks[start:], start):
            x = b(x)
            if i == MARK_BLOCK:
                if marks:
                    m = self.mark(F.relu6(self.mark_pw(F.relu6(self.mark_dw(x)))))
                if not windows:
                    return m, None
        f = F.relu6(self.trunk.head(x))
        w = self.windows(F.avg_pool2d(f, 3, 1))
        return m, w

    def forward(self, x):
        return self.from_low(self.trunk.low(x, 0), 0)
