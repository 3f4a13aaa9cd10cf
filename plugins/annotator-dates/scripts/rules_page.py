"""Writes docs/reference/dates-rules.md out of the rule data: ``python rules_page.py [--check]``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from annotator_dates.examples import EXAMPLE_DATE
from annotator_dates.language import load_language
from annotator_dates.rules import STAGES, Rule

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "dates-rules.md"

INTRODUCTION = """\
# The rules of annotator-dates

Made by `scripts/rules_page.py` of annotator-dates from the data in its `src/annotator_dates/data/en/`;
do not edit. Each annotation of the layer `dates` names the rule that made it.

## How to read a rule, and how to add one

A rule is a few lines of `rules.txt`, under the heading of its stage:

```
[last-night]
means: The night before the date of the document
match: [late] last ( night | evening )
value: calendar part=NI toward=-1
e.g.: The barn burned last night. -> last night = 2010-06-15TNI
```

| line | what it says |
| --- | --- |
| `[name]` | the name of the rule, which must be new |
| `means` | what such words mean, for people |
| `match` | the words: see below |
| `value` | the operation that makes the meaning, then its arguments: the name of a slot of `match`, or `name=value` |
| `as` | further classes of the result; later rules find it by them |
| `class` | the one class of the result, in place of those that its meaning gives |
| `after`, `not after` | the word before must (not) be one of these; `@name` is a list of `lists.txt`, `^` a beginning |
| `before`, `not before` | the word after; `$` is the end of a line, `*s` what ends in s, `*Capital` a capital |
| `spelled` | `capital`: the first letter must be one |
| `quiet: yes` | the result counts only inside the matches of later rules |
| `texts` | `news` or `narrative`: the rule holds only in such texts |
| `e.g.` | an example and what must come of it, as words and value (and modifier), several divided by `; ` |

In `match`, a plain word stands for itself, `<class>` for a word of that class of `words.txt` or for the result of an
earlier rule, `<class:slot>` names it otherwise, `[ ... ]` may be left out, `{ ... }` may come any number of times,
`( a | b )` is one of these, and `_` says that there is no white space. Results have the class `date` and one by their
finest part, such as `month-date` or `day-date`; lengths of time have the class `span`.

The stages run one after the other, from left to right, and the longest match counts; of matches of one length the rule
that stands first does. Examples are run as tests (`tests/test_examples.py`); in all of them the document is of
"""


def page() -> str:
    """Return the text of the page."""
    return "\n".join([INTRODUCTION.rstrip() + f" Wednesday, {EXAMPLE_DATE}.\n", *_sections()]) + "\n"


def _sections() -> Iterator[str]:
    language = load_language("en")
    total = sum(len(rules) for rules, _ in language.stages)
    yield f"There are {total} rules.\n"
    for stage, (rules, _) in zip(STAGES, language.stages, strict=True):
        yield f"## Stage {stage}\n"
        yield "| rule | what it means | match | examples |"
        yield "| --- | --- | --- | --- |"
        for rule in rules:
            yield _row(rule)
        yield ""


def _row(rule: Rule) -> str:
    notes = [f"{kind}: {' '.join(sorted(words))}" for kind, words in rule.guards.items() if len(words) <= 12]
    notes += ["only inside other rules"] if rule.quiet else []
    notes += [f"only in {rule.texts} texts"] if rule.texts else []
    examples = "<br>".join(
        f"{example.sentence} → " + ("; ".join(f"*{words}* `{value}`" for words, value in example.expected) or "nothing")
        for example in rule.examples
    )
    match = "`" + rule.pattern.source.replace("|", "\\|") + "`"
    means = rule.means + (" (" + "; ".join(notes).replace("|", "\\|") + ")" if notes else "")
    return f"| {rule.name} | {means} | {match} | {examples} |"


def main() -> int:
    """Write the page, or with ``--check`` say whether it is current."""
    if "--check" in sys.argv[1:]:
        return 0 if PAGE.is_file() and PAGE.read_text("utf-8") == page() else 1
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
