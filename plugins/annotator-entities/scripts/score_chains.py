"""Scores the chains of the layer ``entities`` against gold chains: MUC, B-cubed, CEAF-e, CoNLL F1, speakers.

    pip install scorch
    annotator run GOLD.jsonl.gz --out OUT --to jsonl
    python scripts/score_chains.py GOLD.jsonl.gz OUT/annotations.jsonl

The scores are those of scorch (Grobol), an implementation of the formulas of Pradhan et al. (2014). A gold line has
spans of the layer ``entities`` with ``attrs.coref`` and ``attrs.named``, and may have quotes whose sources stand on
mentions. Documents are told apart by their index: those with index % 3 == 2 are "kept" (nobody looked at their errors
while the rules were written), the others are "tuned".

What is compared:

- *mentions*: names (gold: a proper noun is the head), and names with personal pronouns. ``own``: the mentions that the
  product finds, whether the gold has them or not; ``shared``: on both sides the mentions that both have, which shows
  the chaining alone.
- *names*: gold mentions with a proper noun as their head, and descriptions of persons that end in a name ("coach Ana
  Rojas": the golds take "coach" for the head).
- *edges*: gold mentions are whole phrases ("Chilean president Ana Rojas, who was ill"), those of the product are names.
  A name stands for the gold mention with the same edges (articles and "'s" aside), else for the smallest one around it
  that has a name as its head. Adjectives for peoples, which such golds do not mark, count only where they do.
- *singletons*: mentions that are alone in their chain are left out on both sides, as in the shared tasks; a second
  table keeps them.
- *baseline*: the same mentions, chained where they are the same string, letter case aside.
- *speakers*: chains of the product that hold the source of a gold quote. Purity is the share of their mentions that
  are in the gold and belong to the one gold chain that most of them belong to (names, descriptions, pronouns).
- *pronouns* and *descriptions*: share of those in the gold whose nearest mention before (else after) in the chain of
  the product is in the same gold chain.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from scorch import scores

Extent: TypeAlias = tuple[int, int]
Clusters: TypeAlias = "list[set[tuple[str, int, int]]]"
Line: TypeAlias = dict[str, Any]

_PERSONAL = """i me my mine myself you your yours yourself yourselves he him his himself she her hers herself it its
    itself we us our ours ourselves they them their theirs themselves"""
PRONOUNS = frozenset(_PERSONAL.split())
PARTS = ("tuned", "kept")
LEVELS = {"named": ("named",), "named, pronominal": ("named", "pronominal")}
_EDGES = re.compile(r"(?si)\s*(?:(?:the|an?)\s+)?(.*?)(?:['’]s?)?[\s.,;:]*$")


@dataclass(frozen=True)
class Mention:
    """One mention, with its chain on either side, empty where that side does not have it."""

    extent: Extent
    text: str
    level: str
    gold: str = ""
    own: str = ""


@dataclass(frozen=True)
class Scored:
    """The mentions of one document, of both sides and aligned."""

    id: str
    part: str
    mentions: list[Mention]
    speakers: set[str]


def lines(path: str) -> list[Line]:
    """Read a file of JSON lines, packed or not."""
    data = Path(path).read_bytes()
    return [json.loads(line) for line in (gzip.decompress(data) if path.endswith(".gz") else data).splitlines()]


def trimmed(text: str, start: int, end: int) -> Extent:
    """Return the extent without article, possessive ending and white space at its edges."""
    match = _EDGES.match(text[start:end])
    return (start + match.start(1), start + match.end(1)) if match and match[1] else (start, end)


def gold_mentions(line: Line) -> list[Mention]:
    """Return the gold mentions of a document, times aside; one without a chain is a chain of its own."""
    spans = [s for s in line["spans"] if s["layer"] == "entities" and s["label"] not in ("time", "UNTYPED")]
    ends = Counter(span["end"] for span in spans)
    found = []
    for number, span in enumerate(spans):
        attrs, text = span["attrs"], line["text"][span["start"] : span["end"]]
        level = "nominal"
        if text.lower() in PRONOUNS and text != "US":
            level = "pronominal"
        elif is_named(span, text, alone=ends[span["end"]] == 1):
            level = "named"
        extent = trimmed(line["text"], span["start"], span["end"])
        found.append(Mention(extent, text, level, gold=attrs.get("coref") or f"alone-{number}"))
    return found


def is_named(span: Line, text: str, *, alone: bool) -> bool:
    """Whether a gold mention is a name, or a description with a name at its end that is no mention of its own."""
    attrs = span["attrs"]
    if attrs.get("named"):
        return bool(attrs.get("mention", "NAM") == "NAM")
    last = text.split()[-1:]
    return alone and span["label"] == "person" and bool(last) and last[0][0].isupper() and text != last[0]


def align(line: Line, predicted: Line) -> list[Mention]:
    """Return the mentions of both sides, each once."""
    gold = {mention.extent: mention for mention in reversed(gold_mentions(line))}
    own = [s for s in predicted["spans"] if s["layer"] == "entities" and s["attrs"].get("entity")]
    own.sort(key=lambda span: span["start"] - span["end"])
    found: list[Mention] = []
    rest: list[tuple[Extent, Line]] = []
    for span in own:
        extent = trimmed(line["text"], span["start"], span["end"])
        same = gold.pop(extent, None)
        if same is not None:
            found.append(joined(same, span))
        else:
            rest.append((extent, span))
    taken = {mention.extent for mention in found}
    for extent, span in rest:
        around = inner(extent, gold, taken) if span["attrs"]["level"] == "named" and span["label"] != "norp" else None
        if around is not None:
            found.append(joined(gold.pop(around), span))
            taken.add(around)
        elif span["label"] != "norp":
            found.append(Mention(extent, span["text"], span["attrs"]["level"], own=chain_of(span)))
    return sorted([*found, *gold.values()], key=lambda mention: mention.extent)


def inner(extent: Extent, gold: dict[Extent, Mention], taken: set[Extent]) -> Extent | None:
    """Return the smallest gold mention around an extent, when its head is a name and no other mention stands for it."""
    around = [e for e in (*gold, *taken) if e[0] <= extent[0] and extent[1] <= e[1]]
    smallest = min(around, key=lambda e: e[1] - e[0], default=None)
    return smallest if smallest in gold and gold[smallest].level == "named" else None


def chain_of(span: Line) -> str:
    """Return the chain of a mention of the product."""
    entity = span["attrs"]["entity"]
    return str(entity[0] if isinstance(entity, list) else entity)


def joined(gold: Mention, span: Line) -> Mention:
    """Return a gold mention with the chain that the product gives it; the level is the gold's."""
    return Mention(gold.extent, span["text"], gold.level, gold.gold, chain_of(span))


def speakers(line: Line) -> set[str]:
    """Return the gold chains to which quotes are attributed: those of the mentions that sources stand on."""
    chains = {mention.extent: mention.gold for mention in gold_mentions(line)}
    sources = [s for s in line["spans"] if s["layer"] == "quotes" and s["label"] == "source"]
    extents = [trimmed(line["text"], s["start"], s["end"]) for s in sources]
    return {chains[extent] for extent in extents if extent in chains}


def read(gold: str, predicted: str) -> list[Scored]:
    """Return the documents of the gold with what was predicted for them."""
    by_id = {line["id"]: line for line in lines(predicted)}
    found = []
    for index, line in enumerate(lines(gold)):
        mentions = align(line, by_id[line["id"]])
        found.append(Scored(line["id"], PARTS[index % 3 == 2], mentions, speakers(line)))
    return found


def clusters(keyed: Iterable[tuple[tuple[str, ...], tuple[str, int, int]]], singletons: bool) -> Clusters:
    """Return the mentions grouped by their keys."""
    grouped: dict[tuple[str, ...], set[tuple[str, int, int]]] = {}
    for key, mention in keyed:
        grouped.setdefault(key, set()).add(mention)
    return [group for group in grouped.values() if singletons or len(group) > 1]


def score(documents: list[Scored], levels: tuple[str, ...], shared: bool, singletons: bool) -> list[list[float]]:
    """Return MUC, B-cubed, CEAF-e and CoNLL F1, and the precision and recall of B-cubed: of baseline and product."""
    chosen = [(d.id, m) for d in documents for m in d.mentions if m.level in levels]
    if shared:
        chosen = [(id, m) for id, m in chosen if m.gold and m.own]
    key = clusters((((id, m.gold), (id, *m.extent)) for id, m in chosen if m.gold), singletons)
    same = clusters((((id, m.text.casefold()), (id, *m.extent)) for id, m in chosen if m.own), singletons)
    ours = clusters((((id, m.own), (id, *m.extent)) for id, m in chosen if m.own), singletons)
    rows = []
    for response in (same, ours):
        recall, precision, b_cubed = scores.b_cubed(key, response)
        muc, ceaf = scores.muc(key, response)[2], scores.ceaf_e(key, response)[2]
        rows.append([muc, b_cubed, ceaf, (muc + b_cubed + ceaf) / 3, precision, recall])
    return rows


def purity(documents: list[Scored]) -> tuple[int, int, int, int]:
    """Return of chains of speakers: how many, how many pure; how many mentions, and of those of the main gold chain."""
    chains = pure = mentions = main = 0
    for document in documents:
        grouped: dict[str, Counter[str]] = {}
        for mention in document.mentions:
            if mention.gold and mention.own:
                grouped.setdefault(mention.own, Counter())[mention.gold] += 1
        for group in grouped.values():
            if document.speakers.intersection(group):
                chains += 1
                pure += len(group) == 1
                mentions += group.total()
                main += max(group.values())
    return chains, pure, mentions, main


def resolved(documents: list[Scored], level: str) -> tuple[int, int, int]:
    """Return of the pronouns or descriptions: how many the product ties to others, how many rightly, how many exist."""
    tied = right = exist = 0
    for document in documents:
        both = [m for m in document.mentions if m.gold and m.own]
        exist += sum(m.level == level and bool(m.gold) for m in document.mentions)
        for at, mention in enumerate(both):
            if mention.level == level:
                before = [m for m in both[:at] if m.own == mention.own][-1:]
                others = before or [m for m in both[at + 1 :] if m.own == mention.own][:1]
                tied += len(others)
                right += sum(other.gold == mention.gold for other in others)
    return tied, right, exist


def table(documents: list[Scored], singletons: bool) -> None:
    """Print the scores of one way of counting."""
    print(f"\nsingletons {'kept' if singletons else 'left out'}")
    print(f"{'part':6}{'mentions':19}{'edges':8}{'':10}  MUC    B3   CEAFe  CoNLL | B3 P   B3 R")
    for part in PARTS:
        chosen = [d for d in documents if d.part == part]
        for name, levels in LEVELS.items():
            for shared in (False, True):
                for who, row in zip(("baseline", "product"), score(chosen, levels, shared, singletons), strict=True):
                    figures = " ".join(f"{100 * x:6.1f}" for x in row[:4])
                    more = " ".join(f"{100 * x:6.1f}" for x in row[4:])
                    print(f"{part:6}{name:19}{'shared' if shared else 'own':8}{who:10}{figures} |{more}")


def main(gold: str, predicted: str) -> None:
    """Print all tables."""
    documents = read(gold, predicted)
    for singletons in (False, True):
        table(documents, singletons)
    print()
    for part in PARTS:
        chosen = [d for d in documents if d.part == part]
        chains, pure, mentions, main_ones = purity(chosen)
        share = f"{main_ones}/{mentions} = {main_ones / max(mentions, 1):.3f} of mentions"
        print(f"{part}: speakers' chains pure: {pure}/{chains} = {pure / max(chains, 1):.3f} of chains, {share}")
        for level in ("pronominal", "nominal"):
            tied, right, exist = resolved(chosen, level)
            print(f"{part}: {level}: {right}/{tied} = {right / max(tied, 1):.3f} rightly tied, of {exist} in the gold")


if __name__ == "__main__":
    main(*sys.argv[1:])
