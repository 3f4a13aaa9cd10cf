"""Train the tagger, from the gold sets to checkpoints; go on where an interrupted run stopped.

    python training/train.py ../shared/gold --work /tmp/english

There are two models. The teacher, whose layers are eight times as large as what can be shipped, learns from gold alone.
It then marks the same texts and others that have no gold of names, and the student learns from gold and from these
marks, in two stages.

Everything that is drawn by lot is drawn from the number of the epoch or the step, so a resumed run does what an
undisturbed one would have done.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from encoder import CLASSIFY, MASK, SEPARATE, Tagger, filled, minilm, mpnet, vocabulary
from gold import ROUGH, TRAINING, UNMARKED, Floats, Text, texts, unmarked
from mark import marked
from numpy.typing import NDArray
from torch import Tensor

from annotator_english.encoding import CASES, GAPS, LOWER, Ints, staying
from annotator_english.labels import LABELS
from annotator_english.pieces import Pieces
from annotator_english.windows import Window, windows

SEED = 20251104
BATCH = 2048
"""Pieces in a batch."""

WARM = 100
"""Steps that the learning rate takes to rise."""

HIDDEN, CAPITALS, SMALL = 0.08, 0.05, 0.03
"""Share of tokens hidden; share of windows set in capitals, and without any."""

_INITIAL, _CAPITALS, _MIXED = (CASES.index(case) for case in ("initial capital", "all capitals", "mixed"))


@dataclass(frozen=True)
class Example:
    """A window ready to be batched; ``allowed`` is 0 where gold teaches nothing, ``likely`` where no model does."""

    ids: Ints
    shapes: Ints
    stay: NDArray[np.bool_]
    allowed: Ints
    likely: Floats | None


def examples(sources: list[Text], epoch: int, limits: tuple[int, ...]) -> list[Example]:
    """Return the windows of an epoch, with what is hidden or changed in them."""
    draw = np.random.default_rng((SEED, epoch))
    made: list[Example] = []
    for source in sources:
        first = source.encoded.first
        for window in windows(first, source.breaks, int(draw.choice(limits))):
            pieces = slice(first[window.start], first[window.end])
            ids, shapes = source.encoded.ids[pieces].copy(), source.encoded.shapes[pieces].copy()
            allowed = np.zeros(len(ids), dtype=np.int64)
            allowed[first[window.first : window.last] - first[window.start]] = source.allowed[
                window.first : window.last
            ]
            counts = np.diff(first[window.start : window.end + 1])
            ids[np.repeat(draw.random(len(counts)) < HIDDEN, counts)] = MASK
            shapes = recased(shapes, draw.random())
            stay = np.repeat(staying(shapes[first[window.start : window.end] - first[window.start]]), counts)
            made.append(
                Example(
                    framed(ids, CLASSIFY, SEPARATE),
                    framed(shapes, 0, 0),
                    np.concatenate(([True], stay, [True])),
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
        case = np.where(np.isin(case, (LOWER, _INITIAL, _MIXED)), _CAPITALS, case)
    else:
        case = np.where(case > LOWER, LOWER, case)
    return case * GAPS + gap


def batches(made: list[Example], epoch: int) -> list[list[Example]]:
    """Return the windows of an epoch in batches of one length, in random order."""
    draw = np.random.default_rng((SEED, epoch, 1))
    lengths = [filled(len(example.ids)) for example in made]
    found: list[list[Example]] = []
    for length in sorted(set(lengths)):
        alike = [example for example, its in zip(made, lengths, strict=True) if its == length]
        mixed = [alike[place] for place in draw.permutation(len(alike))]
        size = BATCH // length
        found += [mixed[start : start + size] for start in range(0, len(mixed), size)]
    return [found[place] for place in draw.permutation(len(found))]


def tensors(batch: list[Example]) -> tuple[Tensor, ...]:
    """Return a batch, filled up to its length and the full number: ids, shapes, mask, stay, allowed, likely labels."""
    length = filled(max(len(example.ids) for example in batch))
    size = (BATCH // length, length)
    ids, shapes, allowed = (np.zeros(size, dtype=np.int64) for _ in range(3))
    likely = np.zeros((*size, len(LABELS)), dtype=np.float32)
    mask, stay = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
    mask[:, 0] = True  # attention to nothing would be no number
    for row, example in enumerate(batch):
        end = len(example.ids)
        ids[row, :end], shapes[row, :end], allowed[row, :end] = example.ids, example.shapes, example.allowed
        if example.likely is not None:
            likely[row, :end] = example.likely
        mask[row, :end], stay[row, :end] = True, example.stay
    return tuple(map(torch.from_numpy, (ids, shapes, mask, stay, allowed, likely)))


def loss_of(model: Tagger, batch: list[Example]) -> Tensor:
    """Return the mean loss over the tokens of a batch.

    It is -log P(an allowed label) where gold speaks, and the cross-entropy with the likely labels where a model does.
    """
    ids, shapes, mask, stay, allowed, likely = tensors(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = model(ids, shapes, mask, stay)
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
        limits: the size of windows is drawn from these, for each text and epoch anew, so that no edge is learned.
        average: the weights that are kept are a running average; this share of it stays at each step.
        eight_bits: when the rate has risen, products are made in eight bits below this share of the full rate.
    """

    name: str
    epochs: int
    rate: float
    new_rate: float
    limits: tuple[int, ...]
    average: float
    eight_bits: float = 0.0


TEACHER = Stage("teacher", 4, 5e-5, 5e-4, (190, 254), 0.995)
STUDENT = Stage("student", 8, 3e-4, 1e-3, (94, 126, 158), 0.998, eight_bits=0.2)
FURTHER = Stage("further", 4, 1.5e-4, 3e-4, (94, 126, 158), 0.998, eight_bits=1.1)
"""The student goes on from its average, at a rate that rises again."""


class Run:
    """A stage being run: the model, its average, and where it stands."""

    def __init__(self, folder: Path, stage: Stage, model: Tagger) -> None:
        self.file = folder / f"{stage.name}.pt"
        self.stage = stage
        self.step = 0
        self.model = model
        self.model.words.weight.requires_grad = False  # rare words keep what they mean
        new = [self.model.shapes.weight, *self.model.heads.parameters()]
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
        self.model.in_eight_bits(self.step > WARM and share < self.stage.eight_bits)
        for group in self.optimizer.param_groups:
            group["lr"] = group["rate"] * share
        loss = loss_of(self.model, batch)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.step += 1
        keep = min(self.stage.average, self.step / (self.step + 10))
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
        for share, batch in islice(schedule(self.stage, gold, others, self.step), left):
            losses.append(self.learn(batch, share))
            if self.step % 20 == 0:
                mean = sum(losses[-20:]) / len(losses[-20:])
                print(f"step {self.step}: loss {mean:.4f}, {time.monotonic() - began:.0f} s", flush=True)
            if self.step % 100 == 0:
                self.save()
        self.save()


def schedule(stage: Stage, gold: list[Text], others: list[Text], done: int) -> Iterator[tuple[float, list[Example]]]:
    """Yield what is left to learn: the share of the full learning rate, and the batch."""

    def todo(epoch: int) -> list[list[Example]]:
        return batches(examples(gold + others[epoch :: stage.epochs], epoch, stage.limits), epoch)

    steps = len(todo(0))  # epochs differ by a batch or two; the first one's number counts
    print(f"{steps} steps an epoch", flush=True)
    for epoch in range(done // steps, stage.epochs):
        its = todo(epoch)
        for step in range(max(done, epoch * steps), (epoch + 1) * steps):
            share = (1 - step / (stage.epochs * steps)) * min((step + 1) / WARM, 1.0)
            yield share, its[step % steps % len(its)]


def with_marks(folder: Path, teacher: Run, texts: list[Text]) -> list[Text]:
    """Return the texts as the teacher marks them; what it says is kept in a file, for a resumed run.

    Raises:
        ValueError: the file is of other texts.
    """
    file = folder / f"marks-{teacher.step}.npy"
    if not file.exists():
        teacher.model.load_state_dict(teacher.average)
        made = marked(teacher.model, texts, max(teacher.stage.limits))
        likely = [text.likely.astype(np.float16) for text in made if text.likely is not None]
        with file.with_suffix(".part").open("wb") as out:
            np.save(out, np.concatenate(likely))
        file.with_suffix(".part").replace(file)
    marks = np.load(file)
    *ends, count = np.cumsum([len(text.words) for text in texts])
    if len(marks) != count:
        raise ValueError(f"{file} marks {len(marks):,} tokens, the texts have {count:,}; delete it to mark them anew")
    return [
        replace(text, likely=likely.astype(np.float32))
        for text, likely in zip(texts, np.split(marks, ends), strict=True)
    ]


def main() -> None:
    """Train, and leave the checkpoints in the work folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="folder of the gold sets")
    parser.add_argument("--work", type=Path, required=True, help="folder for the checkpoints")
    parser.add_argument("--steps", type=int, help="steps to take in a stage, for a trial in a folder of its own")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(2)
    torch.manual_seed(SEED)
    pieces = Pieces(vocabulary().splitlines())
    gold = [text for name in TRAINING + ROUGH for text in texts(pieces, options.gold, name)]
    teacher = Run(options.work, TEACHER, mpnet())
    teacher.go(gold, [], options.steps)
    others = [text for name in UNMARKED for text in unmarked(pieces, options.gold, name)]
    known = with_marks(options.work, teacher, gold + others)
    student = Run(options.work, STUDENT, minilm())
    student.go(known[: len(gold)], known[len(gold) :], options.steps)
    student.model.load_state_dict(student.average)
    Run(options.work, FURTHER, student.model).go(known[: len(gold)], known[len(gold) :], options.steps)


if __name__ == "__main__":
    main()
