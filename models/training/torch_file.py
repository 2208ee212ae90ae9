"""Reads the tensors of a PyTorch weight file in the format used before version 1.6, with numpy alone.

A weight file is a pickle, and a pickle may call anything. The reader here knows four names and refuses every other.
"""

import collections
import pickle

import numpy as np

MAGIC = 0x1950A86A20F9469CFC6C
PROTOCOL = 1001
DTYPES = {"FloatStorage": np.dtype("<f4"), "LongStorage": np.dtype("<i8")}


class _Storage:
    """A block of numbers that stands at the end of the file; `data` is filled once it is read."""

    def __init__(self, dtype, length):
        self.dtype, self.length, self.data = dtype, length, None


class _Tensor:
    """A view on a storage, resolved after all storages are read."""

    def __init__(self, storage, offset, shape, strides):
        self.storage, self.offset, self.shape, self.strides = storage, offset, shape, strides

    def array(self):
        size = self.storage.dtype.itemsize
        start = self.storage.data[self.offset:]
        return np.lib.stride_tricks.as_strided(start, self.shape, [stride * size for stride in self.strides]).copy()


def _rebuild(storage, offset, shape, strides, *_unused):
    return _Tensor(storage, offset, shape, strides)


class _Unpickler(pickle.Unpickler):
    def __init__(self, file):
        super().__init__(file)
        self.storages = {}

    def find_class(self, module, name):
        if (module, name) == ("collections", "OrderedDict"):
            return collections.OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _rebuild
        if module == "torch" and name in DTYPES:
            return DTYPES[name]
        raise pickle.UnpicklingError(f"refused: {module}.{name}")

    def persistent_load(self, saved):
        kind, dtype, key, _device, length, view = saved
        if kind != "storage" or view is not None:
            raise pickle.UnpicklingError("refused: not a plain storage")
        return self.storages.setdefault(key, _Storage(dtype, length))


def read(path):
    """Returns {name: numpy array} of the weight file at `path`."""
    with open(path, "rb") as file:
        if _Unpickler(file).load() != MAGIC or _Unpickler(file).load() != PROTOCOL:
            raise ValueError(f"{path}: not a weight file of the old format")
        if not _Unpickler(file).load()["little_endian"]:
            raise ValueError(f"{path}: big-endian numbers")
        unpickler = _Unpickler(file)
        tensors = unpickler.load()
        for key in _Unpickler(file).load():
            storage = unpickler.storages[key]
            length = int.from_bytes(file.read(8), "little")
            if length != storage.length:
                raise ValueError(f"{path}: storage {key} has {length} numbers instead of {storage.length}")
            storage.data = np.frombuffer(file.read(length * storage.dtype.itemsize), storage.dtype)
    return {name: tensor.array() for name, tensor in tensors.items()}
