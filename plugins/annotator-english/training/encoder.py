"""The model in torch: the encoder of all-MiniLM-L6-v2, with a shape embedding at its input and a tagger on top.

There is no dropout, which is slow on a CPU: hiding tokens and changing the letter case (see train.py) do its work.
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from annotator_english.encoding import SHAPES
from annotator_english.labels import LABELS

WIDTH, HEADS, INNER, LAYERS, VOCABULARY, PLACES = 384, 12, 1536, 6, 30522, 512
EPSILON = 1e-12


class Block(nn.Module):
    """One layer of the encoder: attention, then a feed-forward part, each added to its input and normalised."""

    def __init__(self) -> None:
        super().__init__()
        self.read = nn.Linear(WIDTH, 3 * WIDTH)
        self.write = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.grow = nn.Linear(WIDTH, INNER)
        self.shrink = nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the states after this layer; batch, pieces, width."""
        batch, length, _ = x.shape
        query, key, value = (
            part.view(batch, length, HEADS, -1).transpose(1, 2) for part in self.read(x).chunk(3, dim=-1)
        )
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = self.write(mixed.transpose(1, 2).reshape(batch, length, WIDTH))
        x = self.attention_norm(x + mixed)
        return self.norm(x + self.shrink(functional.gelu(self.grow(x))))


class Tagger(nn.Module):
    """Scores for each label of each piece."""

    def __init__(self, layers: int = LAYERS) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.blocks = nn.ModuleList(Block() for _ in range(layers))
        self.head = nn.Linear(WIDTH, len(LABELS))
        nn.init.normal_(self.shapes.weight, std=0.02)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """Return the scores; ids, shapes and mask (true where there is a piece) are batch by pieces."""
        x = self.words(ids) + self.places.weight[: ids.shape[1]] + self.shapes(shapes)
        x = self.norm(x)
        for block in self.blocks:
            x = block(x, mask[:, None, None, :])
        return self.head(x.float())


def base(path: Path, layers: int = LAYERS) -> Tagger:
    """Return the model with the weights of the base model, its head and shapes still blank."""
    raw = load_file(str(path))
    model = Tagger(layers)
    state = model.state_dict()
    embeddings = "embeddings."
    state["words.weight"] = raw[embeddings + "word_embeddings.weight"]
    # All text is of type 0: that embedding is a constant, and the places carry it.
    types = raw[embeddings + "token_type_embeddings.weight"][0]
    state["places.weight"] = raw[embeddings + "position_embeddings.weight"] + types
    for kind in ("weight", "bias"):
        state[f"norm.{kind}"] = raw[f"{embeddings}LayerNorm.{kind}"]
        for number in range(layers):
            ours, theirs = f"blocks.{number}.", f"encoder.layer.{number}."
            heads = [raw[f"{theirs}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            state[f"{ours}read.{kind}"] = torch.cat(heads)
            state[f"{ours}write.{kind}"] = raw[f"{theirs}attention.output.dense.{kind}"]
            state[f"{ours}attention_norm.{kind}"] = raw[f"{theirs}attention.output.LayerNorm.{kind}"]
            state[f"{ours}grow.{kind}"] = raw[f"{theirs}intermediate.dense.{kind}"]
            state[f"{ours}shrink.{kind}"] = raw[f"{theirs}output.dense.{kind}"]
            state[f"{ours}norm.{kind}"] = raw[f"{theirs}output.LayerNorm.{kind}"]
    model.load_state_dict(state)
    return model
