"""How well `annotator index` joins documents: pairs of records of two documents, against gold with outside ids.

    annotator run meantime.jsonl --out out && annotator index out
    python scripts/score_identity.py ../shared/gold/meantime-all.jsonl.gz out

A record of a document counts when a name of it stands exactly on a gold mention that has an id (``attrs.wiki``); its
gold id is that of most such mentions. Of all pairs of these records from two documents, precision is the share of
joined pairs that have one gold id, recall the share of pairs with one gold id that are joined.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from annotator import Source
from annotator.tei.reader import read_tei


def gold_ids(path: str) -> dict[str, dict[tuple[int, int], str]]:
    """Return the ids of the gold mentions by document and place."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return {
            row["id"]: {
                (s["start"], s["end"]): s["attrs"]["wiki"] for s in row["spans"] if s["attrs"].get("wiki")
            }
            for row in map(json.loads, lines)
        }  # fmt: skip


def records(gold: dict[str, dict[tuple[int, int], str]], out: Path) -> list[tuple[str, str, str, bool]]:
    """Return for each record that counts its document, its ids in corpus and gold, and whether open data know it."""
    found = []
    for path in sorted(out.glob("*.xml")):
        if path.name.startswith("list"):
            continue
        document = read_tei(Source(path.stem, str(path), keep_layers=True))
        layer = document["entities"]
        votes: dict[str, Counter[str]] = {}
        for annotation in layer:
            wiki = gold.get(document.id, {}).get((annotation.start, annotation.end))
            for referent in layer.referents_of(annotation) if wiki else ():
                votes.setdefault(referent.id, Counter())[wiki] += 1
        for id, counted in votes.items():
            own = layer.referents_by_id[id].same_as or f"{document.id} {id}"
            found.append((document.id, own, counted.most_common(1)[0][0], bool(layer.referents_by_id[id].identifiers)))
    return found


def pairs(groups: Counter[object]) -> int:
    """Return the number of pairs within groups of these sizes."""
    return sum(size * (size - 1) // 2 for size in groups.values())


def across(found: list[tuple[str, str, str, bool]], *columns: int) -> int:
    """Return the number of pairs from two documents that have the same values in some columns."""
    everywhere = Counter(tuple(row[i] for i in columns) for row in found)
    within = Counter((row[0], *(row[i] for i in columns)) for row in found)
    return pairs(Counter(everywhere)) - pairs(Counter(within))


def main() -> None:
    """Print the figures, and the groups that are most wrong."""
    found = records(gold_ids(sys.argv[1]), Path(sys.argv[2]))
    for title, rows in (("all", found), ("not in open data", [row for row in found if not row[3]])):
        both, joined, same = across(rows, 1, 2), across(rows, 1), across(rows, 2)
        print(f"{title}: {len(rows)} records, {joined} pairs joined, {same} pairs with one gold id, {both} of both")
        print(f"{title}: precision {both / joined:.3f}, recall {both / same:.3f}")
    for title, column, other in (("joined wrongly", 1, 2), ("kept apart wrongly", 2, 1)):
        groups: dict[str, Counter[str]] = {}
        for row in found:
            groups.setdefault(row[column], Counter())[row[other]] += 1
        wrong = sorted(((sum(c.values()), key, c) for key, c in groups.items() if len(c) > 1), key=lambda w: -w[0])
        for _, key, counted in wrong[:25]:
            print(f"{title}: {key}: {dict(counted.most_common(5))}")


if __name__ == "__main__":
    main()
