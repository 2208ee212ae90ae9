"""Trains the logo spotter. See README.md."""

import argparse
import io
import lzma
import math
import os
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import nn

import logo_net as net
import logo_scenes as scenes

FROZEN = 3  # stem and blocks before this one stay as ImageNet left them
STRIDE = 16
REAL = ["adidas", "apple", "bmw", "citroen", "coca", "dhl", "fedex", "ferrari", "ford", "google", "heineken", "hp", "intel", "mcdonalds", "mini", "nbc", "nike", "pepsi", "porsche", "puma", "redbull", "red", "sprite", "starbucks", "texaco", "unicef", "vodafone", "yahoo", "supreme", "the", "new", "balenciaga", "carhartt", "louis", "gucci", "canada", "dior", "prada", "moncler", "hermes", "chanel", "calvin", "ugg", "palace", "ralph"]


def held_out(word):
    """Logos never trained on, by their first word: an eighth of all, a third of the brands that real photos show."""
    return zlib.crc32(word.encode()) % (3 if word in REAL else 8) == 0


def kept_back(paths):
    """Photos that are never trained on: they set thresholds."""
    return np.array([zlib.crc32(path.encode()) % 8 == 0 for path in paths])


def load(path):
    z = np.load(path)

    def get(k, s):
        return torch.from_numpy(np.frombuffer(lzma.decompress(z[k].tobytes()), np.uint8).reshape(s).copy())

    mono, text = get("mono", (int(z["mono_n"]), 96, 96)), get("text", (int(z["text_n"]), 96, 96))
    colour = get("colour", (int(z["colour_n"]), 96, 96, 4)).permute(0, 3, 1, 2).contiguous()
    ends = np.cumsum(z["jpg_len"])
    data = z["jpg"]

    def one(i):
        im = Image.open(io.BytesIO(data[ends[i] - z_len[i] : ends[i]].tobytes())).convert("RGB")
        return np.asarray(im)

    z_len = z["jpg_len"]
    with ThreadPoolExecutor(16) as ex:
        photos = np.stack(list(ex.map(one, range(len(ends)))))
    return (
        mono,
        colour,
        text,
        torch.from_numpy(photos).permute(0, 3, 1, 2).contiguous(),
        z["branded"],
        z["path"],
        list(z["mono_names"]) + list(z["colour_names"]),
    )


def normal(x):
    return ((x * 255 - 127) / 128).contiguous(memory_format=torch.channels_last)


def marks_target(boxes, covered, cells, device):
    """Targets a cell: logo (1, 0, or -1 for do not care), covered, box distances in cells; the smallest box wins."""
    n, most, _ = boxes.shape
    c = (torch.arange(cells, device=device) + 0.5) * STRIDE
    y, x = torch.meshgrid(c, c, indexing="ij")
    logo = torch.zeros(n, cells, cells, device=device)
    hide = torch.zeros_like(logo)
    dist = torch.zeros(n, 4, cells, cells, device=device)
    best = torch.full((n, cells, cells), float("inf"), device=device)
    for j in range(most):
        l, t, r, b = (boxes[:, j, i][:, None, None] for i in range(4))
        there = ~torch.isnan(l)
        cx, cy, w, h = (l + r) / 2, (t + b) / 2, r - l, b - t
        # Middle part of the box; at least the cell that the middle falls in.
        core = ((x - cx).abs() <= (w * 0.3).clamp(min=STRIDE / 2)) & ((y - cy).abs() <= (h * 0.3).clamp(min=STRIDE / 2)) & there
        edge = ((x - cx).abs() <= (w / 2).clamp(min=STRIDE)) & ((y - cy).abs() <= (h / 2).clamp(min=STRIDE)) & there & ~core
        logo = torch.where(edge & (logo == 0), -1.0, logo)
        take = core & ((w * h) < best)
        best = torch.where(take, w * h, best)
        logo = torch.where(take, 1.0, logo)
        hide = torch.where(take, covered[:, j][:, None, None].float(), hide)
        d = torch.stack([x - l, y - t, r - x, b - y], 1) / STRIDE
        dist = torch.where(take[:, None], torch.nan_to_num(d), dist)
    return logo, hide, dist


def marks_loss(m, boxes, covered):
    m = m.float()
    logo, hide, dist = marks_target(boxes, covered, m.shape[-1], m.device)
    care = logo >= 0
    pos = logo == 1
    p = torch.sigmoid(m[:, 0])
    y = pos.float()
    pt = torch.where(pos, p, 1 - p)
    focal = F.binary_cross_entropy_with_logits(m[:, 0], y, reduction="none") * (1 - pt) ** 2 * torch.where(pos, 0.6, 0.4)
    count = pos.sum().clamp(min=1)
    l_logo = (focal * care).sum() / count
    l_hide = (F.binary_cross_entropy_with_logits(m[:, 1], hide, reduction="none") * pos).sum() / count
    # Size and middle: w, h as logs, middle offset in cells over sqrt of the size.
    w, h = (dist[:, 0] + dist[:, 2]).clamp(min=0.1), (dist[:, 1] + dist[:, 3]).clamp(min=0.1)
    dx, dy = (dist[:, 2] - dist[:, 0]) / 2, (dist[:, 3] - dist[:, 1]) / 2
    target = torch.stack([dx, dy, w.log(), h.log()], 1)
    weight = torch.stack([1 / w.clamp(min=1), 1 / h.clamp(min=1), torch.ones_like(w), torch.ones_like(h)], 1)
    l_box = (F.smooth_l1_loss(m[:, 2:], target, reduction="none", beta=0.1) * weight * pos[:, None]).sum() / count / 4
    return l_logo, l_hide, l_box


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", default="data.npz")
    p.add_argument("--photo", default=str(Path(__file__).parent.parent / "photo.onnx"))
    p.add_argument("--out", default="out")
    p.add_argument("--seconds", type=float, default=480)
    p.add_argument("--steps", type=int, help="end after so many steps; else after --seconds")
    p.add_argument("--crops", type=int, default=768)
    p.add_argument("--scenes", type=int, default=96)
    p.add_argument("--start")
    p.add_argument("--progress", type=float, default=0.0)
    p.add_argument("--seed", type=int, default=1)
    o = p.parse_args()
    began = time.time()
    torch.manual_seed(o.seed)
    out = Path(o.out)
    out.mkdir(exist_ok=True)
    dev = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.backends.cudnn.benchmark = False
    torch.backends.cuda.matmul.allow_tf32 = True
    torch.backends.cudnn.allow_tf32 = True
    mono, colour, text, photos, branded, paths, names = load(o.data)
    rest = kept_back(paths)
    plain = torch.from_numpy(np.where((branded == 0) & ~rest)[0])
    shown = torch.from_numpy(np.where((branded == 1) & ~rest)[0]).to(dev)
    maker = scenes.Maker(mono, colour, text, photos, plain, dev)
    maker.words = sum(n[0].startswith("w:") for n in names)
    slugs = sorted({n[0] for n in names if not held_out(n[1])})
    number = {s: i for i, s in enumerate(slugs)}
    cls = torch.tensor([number.get(n[0], -1) for n in names], device=dev)
    words = sorted({n[1] for n in names})
    wi = {w: i for i, w in enumerate(words)}
    word = torch.tensor([wi[n[1]] for n in names], device=dev)
    proxy_word = torch.zeros(len(slugs), dtype=torch.long, device=dev)
    for i, n in enumerate(names):
        if n[0] in number:
            proxy_word[number[n[0]]] = wi[n[1]]
    train_ids = torch.where(cls >= 0)[0]
    by_class = [[] for _ in slugs]
    for i in train_ids.tolist():
        by_class[cls[i]].append(i)
    width = max(map(len, by_class))
    table = torch.tensor([(b * width)[:width] for b in by_class], device=dev)
    print(
        f"{len(mono)} {len(colour)} logos, {len(slugs)} classes, {len(plain)} plain, {len(shown)} shown, loaded {time.time() - began:.1f} s",
        flush=True,
    )

    model = net.Spotter()
    model.trunk.load_photo(o.photo)
    teacher = net.Trunk()
    teacher.load_photo(o.photo)
    model, teacher = (m.to(dev).to(memory_format=torch.channels_last) for m in (model, teacher))
    teacher.eval().requires_grad_(False)
    for part in [model.trunk.stem, *model.trunk.blocks[:FROZEN]]:
        part.requires_grad_(False)

    def auto():
        return torch.autocast(dev.type, torch.bfloat16, enabled=dev.type == "cuda")

    def features(low):
        x = low
        for b in teacher.blocks[FROZEN:]:
            x = b(x)
        return F.relu6(teacher.head(x)).mean((2, 3)).float()

    # Start: the embedding is the principal components of ImageNet's features, each proxy the mean of its logo's pictures.
    with torch.no_grad():
        sample = []
        ids = train_ids[torch.randint(len(train_ids), (6000 if dev.type == "cuda" else 300,), device=dev)]
        for part in ids.split(500):
            with auto():
                sample.append(features(teacher.low(normal(maker.crops(part, 60, 0)), FROZEN)))
        s = torch.cat(sample)
        mean = s.mean(0)
        _, sv, v = torch.linalg.svd(s - mean, full_matrices=False)
        first = v[: net.EMBED] / (sv[: net.EMBED, None] / math.sqrt(len(s))).sqrt() * 0.3
        pca = v[: net.KEEP] / (sv[: net.KEEP, None] / math.sqrt(len(s))).sqrt()
        w = model.windows
        w.weight.zero_()
        w.bias.zero_()
        w.weight[: net.EMBED, :, 0, 0] = first
        w.bias[: net.EMBED] = -first @ mean
        w.weight[net.EMBED : net.EMBED + net.KEEP, :, 0, 0] = pca
        w.bias[net.EMBED : net.EMBED + net.KEEP] = -pca @ mean
        sums = torch.zeros(len(slugs), net.EMBED, device=dev)
        if dev.type == "cuda":
            for _ in range(2):
                for part in train_ids.split(1000):
                    with auto():
                        e = F.normalize((features(teacher.low(normal(maker.crops(part, 0, 0)), FROZEN)) - mean) @ first.T, dim=1)
                    sums.index_add_(0, cls[part], e)
        else:
            sums = torch.randn(len(slugs), net.EMBED)
    proxies = nn.Parameter(F.normalize(sums, dim=1))
    if o.start:
        z = np.load(o.start)
        with torch.no_grad():
            for n, q in model.named_parameters():
                q.copy_(torch.from_numpy(z[n].astype(np.float32)))
            if "proxies" in z and z["proxies"].shape == tuple(proxies.shape):
                proxies.copy_(torch.from_numpy(z["proxies"].astype(np.float32)))
    heads = [q for n, q in model.named_parameters() if not n.startswith("trunk")]
    groups = [
        {"params": [q for n, q in model.named_parameters() if n.startswith("trunk") and q.requires_grad], "lr": 6e-4, "weight_decay": 1e-3},
        {"params": heads, "lr": 1.5e-3, "weight_decay": 1e-3},
        {"params": [proxies], "lr": 4e-3, "weight_decay": 0},
    ]
    base = [g["lr"] for g in groups]
    opt = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=dev.type == "cuda")
    ema = {n: q.detach().clone() for n, q in model.named_parameters()}
    ones = {"none": o.crops // 6, "hidden": o.crops // 8}
    pairs = (o.crops - ones["none"] - ones["hidden"]) // 2

    def save():
        data = {n: q.half().cpu().numpy() for n, q in ema.items()}
        np.savez(out / "part.npz", **data)
        os.replace(out / "part.npz", out / "logo.npz")
        np.savez(out / "proxies.npz", proxies=proxies.detach().half().cpu().numpy(), slugs=np.array(slugs))

    print(f"ready {time.time() - began:.1f} s", flush=True)
    t0 = time.time()
    last_save = t0
    step = 0
    while True:
        spent = step / o.steps if o.steps else (time.time() - t0) / max(o.seconds, 1)
        progress = o.progress + spent * (1 - o.progress)
        if spent >= 1:
            break
        factor = min(1, (step + 1) / 100) * (0.5 * (1 + math.cos(math.pi * progress)) * 0.99 + 0.01)
        for g, b in zip(groups, base):
            g["lr"] = b * factor
        with torch.no_grad():
            chosen = torch.randperm(len(slugs), device=dev)[:pairs].repeat(2)
            ids = table[chosen, torch.randint(width, (len(chosen),), device=dev)]
            x = normal(maker.crops(ids, ones["none"], ones["hidden"]))
            sc, boxes, covered = maker.scenes(o.scenes)
            few = max(4, o.scenes // 6)
            real = (
                maker.photos[
                    torch.cat(
                        [
                            shown[torch.randint(len(shown), (few,), device=dev)],
                            maker.plain[torch.randint(len(maker.plain), (few,), device=dev)],
                        ]
                    )
                ].float()
                / 255
            )
            real = torch.where(torch.rand(2 * few, 1, 1, 1, device=dev) < 0.5, real.flip(3), real)
            real = F.interpolate(real, size=(256, 256), mode="bilinear", align_corners=False)
            y = normal(torch.cat([sc, real]))
            with auto():
                low_x, low_y = model.trunk.low(x, FROZEN), model.trunk.low(y, FROZEN)
            with auto():
                keep = F.normalize((features(low_x) - mean) @ pca.T, dim=1)
        with auto():
            _, w = model.from_low(low_x, FROZEN, marks=False)
            m, _ = model.from_low(low_y, FROZEN, windows=False)
        w = w.float()[:, :, 0, 0]
        k = len(ids)
        e = F.normalize(w[:, : net.EMBED], dim=1)
        kept = F.normalize(w[:, net.EMBED : net.EMBED + net.KEEP], dim=1)
        logit = e[:k] @ F.normalize(proxies, dim=1).T
        target = cls[ids]
        same = word[ids][:, None] == proxy_word[None]
        same[torch.arange(k, device=dev), target] = False
        logit = logit.masked_fill(same, -1.0)
        logit = logit - 0.1 * F.one_hot(target, len(slugs))
        l_class = F.cross_entropy(logit * 22, target, label_smoothing=0.02)
        sim = e[:k] @ e[:k].T / 0.09
        related = (word[ids][:, None] == word[ids][None]) & (target[:, None] != target[None])
        eye = torch.eye(k, dtype=torch.bool, device=dev)
        sim = sim.masked_fill(eye | related, -1e4)
        twin = (torch.arange(k, device=dev) + k // 2) % k
        l_pair = F.cross_entropy(sim, twin)
        off = e[k : k + ones["none"]] @ F.normalize(proxies, dim=1).detach().T
        l_far = F.relu(off.amax(1) - 0.35).pow(2).mean()
        l_keep = (1 - (kept * keep).sum(1)).mean()
        is_logo = torch.ones(len(x), device=dev)
        is_logo[k : k + ones["none"]] = 0
        is_hidden = torch.zeros(len(x), device=dev)
        is_hidden[k + ones["none"] :] = 1
        l_logo = F.binary_cross_entropy_with_logits(w[:, -2], is_logo, pos_weight=torch.tensor(0.5, device=dev))
        l_hidden = F.binary_cross_entropy_with_logits(w[:, -1], is_hidden)
        l_m, l_h, l_b = marks_loss(m[: o.scenes], boxes, covered)
        top = m[o.scenes :, 0].float().flatten(1).amax(1)
        y_real = torch.cat([torch.ones(few, device=dev), torch.zeros(few, device=dev)])
        l_real = F.binary_cross_entropy_with_logits(top, y_real)
        loss = l_class + 0.5 * l_pair + l_far + 2.0 * l_keep + 0.5 * l_logo + 0.5 * l_hidden + l_m + 0.3 * l_h + l_b + 0.15 * l_real
        opt.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_([q for g in groups for q in g["params"]], 5.0)
        opt.step()
        step += 1
        with torch.no_grad():
            decay = min(0.998, 1 - 10 / (step + 20))
            live = [q for _, q in model.named_parameters()]
            torch._foreach_lerp_(list(ema.values()), [q.detach() for q in live], 1 - decay)
        if step <= 3 or step % (100 if dev.type == "cuda" else 5) == 0:
            right = (logit.argmax(1) == target).float().mean()
            print(
                f"{step} {time.time() - t0:.0f}s {step / (time.time() - t0):.2f}/s class {l_class:.3f} top1 {right:.3f} pair {l_pair:.3f} far {l_far:.4f} keep {l_keep:.3f} logo {l_logo:.3f} "
                f"hidden {l_hidden:.3f} mark {l_m:.3f} cover {l_h:.3f} box {l_b:.3f} real {l_real:.3f}",
                flush=True,
            )
        if time.time() - last_save > 60:
            save()
            last_save = time.time()
    save()
    print(f"done: {step} steps, {time.time() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
