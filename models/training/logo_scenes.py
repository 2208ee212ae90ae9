"""Synthetic pictures with logos, made on the training device: every function takes and gives float tensors of 0 to 1, n x c x h x w."""

import math

import torch
import torch.nn.functional as F


def uniform(n, low, high, device):
    return torch.rand(n, device=device) * (high - low) + low


def field(n, cells, side, device):
    """Smooth noise of -1 to 1."""
    return F.interpolate(torch.rand(n, 1, cells, cells, device=device) * 2 - 1, size=(side, side), mode="bicubic", align_corners=False)


def view(n, side, device, scale, centre, most_turn=0.3, wild=0.1, bend=0.06):
    """Where each pixel of an n x side x side picture lies on a logo of half extent `scale` (n) at `centre` (n x 2), in -1 to 1."""
    axis = (torch.arange(side, device=device) + 0.5) / side * 2 - 1
    y, x = torch.meshgrid(axis, axis, indexing="ij")
    turn = uniform(n, -most_turn, most_turn, device)
    turn = torch.where(torch.rand(n, device=device) < wild, uniform(n, -1.6, 1.6, device), turn)
    stretch, shear = uniform(n, -0.2, 0.2, device).exp(), uniform(n, -0.2, 0.2, device)
    u = (x - centre[:, 0, None, None]) / scale[:, None, None]
    v = (y - centre[:, 1, None, None]) / scale[:, None, None]
    c, s = turn.cos()[:, None, None], turn.sin()[:, None, None]
    u, v = c * u + s * v, c * v - s * u
    u, v = u * stretch[:, None, None] + shear[:, None, None] * v, v / stretch[:, None, None]
    tilt = uniform(n, -0.2, 0.2, device)[:, None, None]
    depth = 1 + tilt * u.clamp(-2, 2)
    u, v = u / depth, v / depth
    bend = (torch.rand(n, device=device) * bend)[:, None, None]
    cells = 4
    u = u + bend * field(n, cells, side, device)[:, 0] * 2
    v = v + bend * field(n, cells, side, device)[:, 0] * 2
    return torch.stack([u, v], -1)


def blur(x, sigma):
    """Gaussian blur with one sigma a picture (n); separable, 9 taps."""
    n, _c, _h, _w = x.shape
    if n == 0:
        return x
    t = torch.arange(-4, 5, device=x.device).float()
    k = torch.exp(-(t[None] ** 2) / (2 * sigma[:, None].clamp(min=0.05) ** 2))
    k = (k / k.sum(1, keepdim=True))[:, :, None, None, None]
    for axis in (3, 2):
        size = x.shape[axis]
        y = F.pad(x, (4, 4, 0, 0) if axis == 3 else (0, 0, 4, 4), mode="replicate")
        x = sum(k[:, tap] * y.narrow(axis, tap, size) for tap in range(9))
    return x


def _dct(device):
    k = torch.arange(8, device=device).float()
    d = torch.cos((2 * k[None] + 1) * k[:, None] * math.pi / 16) * 0.5
    d[0] /= math.sqrt(2)
    return d


def jpeg(x, strength):
    """What JPEG does to a picture: its 8 x 8 cosine parts rounded, high ones more coarsely; `strength` (n) is the step at the top."""
    n, c, h, w = x.shape
    d = _dct(x.device)
    k = torch.arange(8, device=x.device).float()
    step = (0.15 + (k[:, None] + k[None]) / 7)[None, None, None, None] * strength[:, None, None, None, None, None] + 1e-4
    b = x.reshape(n, c, h // 8, 8, w // 8, 8).permute(0, 1, 2, 4, 3, 5)
    f = d @ b @ d.T
    f = torch.round(f / step) * step
    return (d.T @ f @ d).permute(0, 1, 2, 4, 3, 5).reshape(n, c, h, w)


def grey(x):
    return (x * torch.tensor([0.299, 0.587, 0.114], device=x.device)[None, :, None, None]).sum(1, keepdim=True)


def pick(x, chosen):
    return chosen.view(-1, *([1] * (x.dim() - 1)))


class Maker:
    """Holds logos, text and photos on the device and makes pictures from them."""

    def __init__(self, mono, colour, text, photos, plain, device):
        self.mono, self.colour, self.text, self.photos, self.device = (
            mono.to(device),
            colour.to(device),
            text.to(device),
            photos.to(device),
            device,
        )
        self.plain = plain.to(device)  # indexes of photos that show no brand

    def ground(self, n, side, near=0.35, far=1.0):
        """Parts of photos without a brand, some plain colours and slopes among them."""
        d = self.device
        i = self.plain[torch.randint(len(self.plain), (n,), device=d)]
        zoom = uniform(n, near, far, d)
        cx, cy = (torch.rand(n, device=d) * 2 - 1) * (1 - zoom), (torch.rand(n, device=d) * 2 - 1) * (1 - zoom)
        flip = torch.where(torch.rand(n, device=d) < 0.5, -1.0, 1.0)
        zero = torch.zeros_like(zoom)
        theta = torch.stack([torch.stack([zoom * flip, zero, cx], -1), torch.stack([zero, zoom, cy], -1)], 1)
        x = F.grid_sample(
            self.photos[i].float() / 255,
            F.affine_grid(theta, (n, 3, side, side), align_corners=False),
            mode="bilinear",
            padding_mode="reflection",
            align_corners=False,
        )
        x = x * (1 + pick(x, uniform(n, -0.25, 0.25, d))) + pick(x, uniform(n, -0.12, 0.12, d))
        tint = 1 + (torch.rand(n, 3, 1, 1, device=d) - 0.5) * 0.3
        x = (x * tint).clamp(0, 1)
        flat = (
            torch.rand(n, 3, 1, 1, device=d) * 0.4 + pick(x, uniform(n, 0, 0.6, d)) + field(n, 2, side, d) * pick(x, uniform(n, 0, 0.15, d))
        )
        white = torch.rand(n, device=d) < 0.4
        flat = torch.where(pick(x, white), torch.rand(n, 1, 1, 1, device=d) * 0.12 + 0.88 + flat * 0.02, flat)
        cloth = torch.rand(n, 1, side, side, device=d) * 0.08 * pick(x, torch.rand(n, device=d))
        return torch.where(pick(x, torch.rand(n, device=d) < 0.2), (flat + cloth).clamp(0, 1), x)

    def ink(self, indexes):
        """Logos as n x 4 x 96 x 96: the coverage and a colour; single-coloured ones get one here. Indexes from len(mono) on are in colour."""
        d, n = self.device, len(indexes)
        single = indexes < len(self.mono)
        alpha = self.mono[indexes.clamp(max=len(self.mono) - 1)].float()[:, None] / 255
        shade = torch.rand(n, 3, 1, 1, device=d)
        tone = torch.rand(n, 1, 1, 1, device=d)
        shade = torch.where(pick(shade, torch.rand(n, device=d) < 0.55), torch.where(tone < 0.5, tone * 0.3, 1 - (1 - tone) * 0.3), shade)
        one = torch.cat([shade.expand(n, 3, 96, 96), alpha], 1)
        many = self.colour[(indexes - len(self.mono)).clamp(min=0)].float() / 255
        gray = torch.rand(n, device=d) < 0.12
        many = torch.where(pick(many, gray), torch.cat([grey(many[:, :3]).expand(-1, 3, -1, -1), many[:, 3:]], 1), many)
        return torch.where(pick(one, single), one, many), single

    def lay(self, x, ink, single, where, faint=0.06):
        """Lays logos on pictures, as print, stitch, relief, outline or badge; gives the pictures and where each logo is."""
        d, n, side = self.device, len(x), x.shape[-1]
        # Colours are spread under the edge first, so that no dark fringe comes in.
        tex = F.grid_sample(
            torch.cat([ink[:, :3] * ink[:, 3:], ink[:, 3:]], 1), where, mode="bilinear", padding_mode="zeros", align_corners=False
        )
        alpha = tex[:, 3:]
        rgb = tex[:, :3] / alpha.clamp(min=1e-3)
        kind = torch.rand(n, device=d)
        # One-coloured ink must differ from its ground.
        area = alpha.flatten(2).sum(-1).clamp(min=1e-3)
        under = (grey(x) * alpha).flatten(2).sum(-1) / area
        own = (grey(rgb) * alpha).flatten(2).sum(-1) / area
        near = ((under - own).abs() < 0.18)[:, 0] & (torch.rand(n, device=d) > faint)
        far = torch.where(under > 0.5, 0.08, 0.92)[:, :, None, None]
        rgb = torch.where(pick(rgb, near & single), far + rgb * 0.05, rgb)
        # Badge: the logo stands in a patch of its own.
        badge = (kind < 0.2) | (near & ~single & (kind < 0.8))
        reach = uniform(n, 1.0, 1.35, d)[:, None, None]
        box = where.abs()
        half = torch.stack([(ink[:, 3].amax(1) > 0.3).float().mean(-1), (ink[:, 3].amax(2) > 0.3).float().mean(-1)], -1)[:, None, None]
        rect = ((box / (half + 0.08)).amax(-1) < reach).float()[:, None]
        disc = ((where**2).sum(-1).sqrt() < reach * 1.15).float()[:, None]
        patch = torch.where(pick(rect, torch.rand(n, device=d) < 0.6), rect, disc)
        patch = patch * pick(patch, badge)
        ground = torch.rand(n, 3, 1, 1, device=d)
        ground = torch.where(
            (grey(ground) - own[:, :, None, None]).abs() < 0.25, (own[:, :, None, None] < 0.5).float() * 0.85 + 0.07, ground
        )
        x = x * (1 - patch) + ground * patch
        # Cloth and light show through.
        detail = grey(x) - blur(grey(x), torch.full((n,), 3.0, device=d))
        rgb = rgb * (1 + pick(rgb, uniform(n, 0, 2.0, d)) * detail.clamp(-0.3, 0.3))
        stitch = (kind > 0.3) & (kind < 0.45)
        angle, period = uniform(n, 0, math.pi, d)[:, None, None], uniform(n, 2.2, 5, d)[:, None, None]
        axis = torch.arange(side, device=d).float()
        wave = torch.sin((axis[None, None] * angle.cos() + axis[None, :, None] * angle.sin()) * 2 * math.pi / period)[:, None]
        rgb = torch.where(pick(rgb, stitch), rgb * (1 + 0.2 * wave), rgb)
        outline = (kind > 0.45) & (kind < 0.52) & single
        inner = -F.max_pool2d(-alpha, 5, 1, 2)
        solid = torch.where(pick(alpha, outline), (alpha - inner).clamp(0, 1), alpha)
        wear = 1 - (field(n, 12, side, d) > 0.55).float() * pick(alpha, (torch.rand(n, device=d) < 0.12).float()) * 0.8
        strength = pick(alpha, uniform(n, 0.75, 1.0, d)) * wear
        printed = x * (1 - solid * strength) + rgb.clamp(0, 1) * solid * strength
        # Relief: only light and shade at the edges, perhaps a slight tone.
        relief = (kind > 0.52) & (kind < 0.64) & single
        soft = blur(alpha, uniform(n, 0.6, 1.6, d))
        light = F.pad(soft[..., 1:] - soft[..., :-1], (0, 1)) + F.pad(soft[..., 1:, :] - soft[..., :-1, :], (0, 0, 0, 1))
        sign = torch.where(torch.rand(n, device=d) < 0.5, -1.0, 1.0)
        raised = x + light * pick(x, sign * uniform(n, 0.7, 1.8, d)) * 0.6 + alpha * pick(x, uniform(n, -0.15, 0.15, d))
        x = torch.where(pick(x, relief), raised, printed).clamp(0, 1)
        return x, torch.maximum(alpha, patch * 0), badge

    def shot(self, x, hard=1.0):
        """Light, blur, loss of size, noise and JPEG."""
        d, n, side = self.device, len(x), x.shape[-1]
        light = 1 + field(n, 3, side, d) * pick(x, uniform(n, 0, 0.35, d))
        gloss = (field(n, 5, side, d) - 0.6).clamp(min=0) * pick(x, (torch.rand(n, device=d) < 0.2).float() * uniform(n, 0.3, 1.2, d))
        x = x * light + gloss
        x = blur(x, torch.where(torch.rand(n, device=d) < 0.5, uniform(n, 0.05, 0.5, d), uniform(n, 0.4, 1.5 * hard, d)))
        for part in range(2):  # a third each is made smaller and larger again
            size = int(side * (0.35 + 0.4 * torch.rand(1).item()))
            rows = slice(part * n // 4, (part + 1) * n // 4)
            if rows.start == rows.stop:
                continue
            small = F.interpolate(x[rows], size=(size, size), mode="bilinear", antialias=True, align_corners=False)
            x = torch.cat([x[: rows.start], F.interpolate(small, size=(side, side), mode="bicubic", align_corners=False), x[rows.stop :]])
        x = x + torch.randn_like(x) * pick(x, uniform(n, 0, 0.03, d))
        mean = x.mean((2, 3), keepdim=True)
        x = (x - mean) * pick(x, uniform(n, 0.6, 1.2, d)) + mean + pick(x, uniform(n, -0.08, 0.08, d))
        return jpeg(x.clamp(0, 1), torch.rand(n, device=d) ** 2 * 0.7).clamp(0, 1)

    def decoy(self, x, where):
        """Things that are no logo: lines of text, stripes, strokes."""
        d, n = self.device, len(x)
        text = self.text[torch.randint(len(self.text), (n,), device=d)].float()[:, None] / 255
        a_text = F.grid_sample(text, where, mode="bilinear", padding_mode="zeros", align_corners=False)
        inside = (where.abs().amax(-1) < uniform(n, 0.5, 1.0, d)[:, None, None]).float()[:, None]
        freq = uniform(n, 0.5, 4, d)[:, None, None]
        a_stripe = (
            (where[..., 0] * freq + where[..., 1] * uniform(n, -0.5, 0.5, d)[:, None, None]).mul(math.pi).sin()
            > uniform(n, -0.3, 0.9, d)[:, None, None]
        ).float()[:, None] * inside
        t = where[..., 0]
        curve = (
            uniform(n, -0.6, 0.6, d)[:, None, None]
            + uniform(n, -0.8, 0.8, d)[:, None, None] * t
            + uniform(n, -0.8, 0.8, d)[:, None, None] * t**2
        )
        a_stroke = ((where[..., 1] - curve).abs() < uniform(n, 0.02, 0.15, d)[:, None, None]).float()[:, None] * inside
        k = torch.rand(n, device=d)
        alpha = torch.where(pick(a_text, k < 0.5), a_text, torch.where(pick(a_text, k < 0.75), a_stripe, a_stroke))
        tone = torch.rand(n, 3, 1, 1, device=d)
        return x * (1 - alpha) + tone * alpha

    def cover(self, x, where, half):
        """Hides a logo: mosaic, blur, patch, scribble, letters over it; `half` (n x 2) is its half extent on `where`."""
        d, n, side = self.device, len(x), x.shape[-1]
        grow = uniform(n, 0.75, 1.15, d)[:, None, None]
        u = where / half[:, None, None].clamp(min=0.12)
        rect, disc = (u.abs().amax(-1) < grow).float()[:, None], ((u**2).sum(-1).sqrt() < grow * 1.15).float()[:, None]
        area = torch.where(pick(rect, torch.rand(n, device=d) < 0.6), rect, disc)
        kind = torch.randint(5, (n,), device=d)
        cell = 8 if side <= 96 else 10
        small = F.avg_pool2d(x, cell, cell, ceil_mode=True)
        mosaic = F.interpolate(small, size=(side, side), mode="nearest")
        soft = F.interpolate(F.avg_pool2d(x, 6, 6, ceil_mode=True), size=(side, side), mode="bicubic", align_corners=False)
        tone = torch.rand(n, 3, 1, 1, device=d)
        near = blur(x, torch.full((n,), 4.0, device=d)).mean((2, 3), keepdim=True)
        tone = torch.where(pick(tone, torch.rand(n, device=d) < 0.3), near, tone).expand_as(x)
        bold = torch.zeros_like(rect)
        for _ in range(4):
            a, b = uniform(n, 0, math.pi, d)[:, None, None], uniform(n, -0.7, 0.7, d)[:, None, None]
            line = u[..., 0] * a.cos() + u[..., 1] * a.sin() - b + 0.15 * torch.sin(u[..., 0] * 6 + a)
            bold = torch.maximum(bold, (line.abs() < uniform(n, 0.08, 0.25, d)[:, None, None]).float()[:, None])
        first = len(self.mono) - self.words
        letters = self.mono[torch.randint(first, len(self.mono), (n,), device=d)].float()[:, None] / 255
        letters = F.grid_sample(
            letters,
            u / grow[..., None] / 1.1 * torch.tensor([1.0, 0.6], device=d),
            mode="bilinear",
            padding_mode="zeros",
            align_corners=False,
        )
        letters = F.max_pool2d(letters, 3, 1, 1)
        laid = torch.where(pick(x, kind == 0), mosaic, torch.where(pick(x, kind == 1), soft, tone))
        amount = torch.where(pick(rect, kind == 3), bold * area, torch.where(pick(rect, kind == 4), letters, area))
        return (x * (1 - amount) + laid * amount).clamp(0, 1)

    words = 1000  # how many of the last single-coloured logos are words; set from the data

    def crops(self, indexes, none, hidden, side=96):
        """Pictures of 96 px: one logo each for `indexes`, then `none` without, of which half with decoys, then `hidden` with covered ones."""
        d = self.device
        k = len(indexes)
        n = k + none + hidden
        # A few logos come whole photos wide, as the reader cuts them; the box that was found is never exact.
        scale = uniform(n, 0.5, 0.95, d)
        slack = (1.05 - scale).clamp(min=0.05)
        centre = (torch.rand(n, 2, device=d) * 2 - 1) * slack[:, None]
        where = view(n, side, d, scale, centre)
        x = self.ground(n, side, near=0.12, far=0.8)
        all_ids = torch.cat([indexes, torch.randint(len(self.mono) + len(self.colour), (hidden,), device=d)])
        rows = torch.cat([torch.arange(k, device=d), torch.arange(k + none, n, device=d)])
        ink, single = self.ink(all_ids)
        laid, _, _ = self.lay(x[rows], ink, single, where[rows])
        x = x.index_copy(0, rows, laid)
        decoys = slice(k, k + none // 2)
        x[decoys] = self.decoy(x[decoys], where[decoys])
        half = torch.stack([(ink[k:, 3].amax(1) > 0.3).float().mean(-1), (ink[k:, 3].amax(2) > 0.3).float().mean(-1)], -1)
        if hidden:
            x[k + none :] = self.cover(x[k + none :], where[k + none :], half)
        return self.shot(x)

    def scenes(self, n, side=256, most=3):
        """Whole pictures; gives them with boxes n x most x 4 (left, top, right, bottom in pixels; NaN where none) and which are covered."""
        d = self.device
        x = self.ground(n, side, near=0.6, far=1.0)
        for _ in range(2):
            some = torch.rand(n, device=d) < 0.4
            where = view(n, side, d, torch.exp(uniform(n, math.log(0.08), math.log(0.6), d)), torch.rand(n, 2, device=d) * 1.8 - 0.9)
            x = torch.where(pick(x, some), self.decoy(x, where), x)
        boxes = torch.full((n, most, 4), float("nan"), device=d)
        covered = torch.zeros(n, most, dtype=torch.bool, device=d)
        count = torch.randint(0, most + 1, (n,), device=d)
        taken = torch.zeros(n, 1, side, side, device=d)
        for j in range(most):
            scale = torch.exp(uniform(n, math.log(7 / side), math.log(0.5), d) * 1.0) * 1.4
            scale = scale.clamp(9 / side, 0.7)
            centre = (torch.rand(n, 2, device=d) * 2 - 1) * (1 - scale.clamp(max=0.9))[:, None]
            where = view(n, side, d, scale, centre)
            ids = torch.randint(len(self.mono) + len(self.colour), (n,), device=d)
            ink, single = self.ink(ids)
            laid, alpha, _ = self.lay(x, ink, single, where, faint=0.05)
            half = torch.stack([(ink[:, 3].amax(1) > 0.3).float().mean(-1), (ink[:, 3].amax(2) > 0.3).float().mean(-1)], -1)
            hide = torch.rand(n, device=d) < 0.25
            laid = torch.where(pick(x, hide), self.cover(laid, where, half), laid)
            mask = alpha[:, 0] > 0.2
            cols, rows = mask.any(1), mask.any(2)
            axis = torch.arange(side, device=d)
            big = torch.full_like(axis, side)
            left = torch.where(cols, axis, big).amin(1)
            right = torch.where(cols, axis + 1, 0 * axis).amax(1)
            top = torch.where(rows, axis, big).amin(1)
            bottom = torch.where(rows, axis + 1, 0 * axis).amax(1)
            clear = (taken * (alpha > 0.02)).flatten(1).amax(1) == 0
            use = (j < count) & clear & (right > left + 4) & (bottom > top + 3)
            x = torch.where(pick(x, use), laid, x)
            near = F.max_pool2d((alpha > 0.02).float(), 9, 1, 4)
            taken = torch.where(pick(taken, use), torch.maximum(taken, near), taken)
            box = torch.stack([left, top, right, bottom], -1).float()
            boxes[:, j] = torch.where(use[:, None], box, boxes[:, j])
            covered[:, j] = hide & use
        return self.shot(x, 0.7), boxes, covered
