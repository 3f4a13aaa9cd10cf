"""Whether the inline elements of a TEI file say the same as the stand-off spans that they were made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from annotator.span import Span
from annotator.tei.findings import Finding, line_of, tag_of
from annotator.tei.names import XML_ID, tei
from annotator.tei.pointing import parse_target
from annotator.tei.textvalue import Recovered
from annotator.tei.timex import DATING_ATTRIBUTES, dating_attributes, is_dating_value

__all__ = ["check_agreement", "check_dates"]

_SHOWS = frozenset(map(tei, (
    "seg", "rs", "name", "term", "num", "measure", "date", "time", "persName", "orgName", "placeName", "eventName",
    "q", "said", "soCalled", "s", "w", "pc",
)))  # fmt: skip
"""The elements by which annotations are shown inside the text."""

_TIMEX3_FEATURES = ("value", "mod", "quant", "freq", "earliest", "latest")

_CANONICAL = (
    "The span in standOff is what counts: change the inline element, or write the file anew from the span model."
)


def check_agreement(recovered: Recovered, ids: Mapping[str, etree._Element]) -> Iterator[Finding]:
    """Yield the inline elements that do not cover what their spans cover, or give other dates, or have no span."""
    places = {element: Span(start, end) for element, start, end in recovered.elements if element.tag in _SHOWS}
    for element, place in places.items():
        span = _span_of(element, ids)
        if span is None:
            if element.get("corresp") is None and not _is_accounted_for(element, places):
                yield _unlinked(element, recovered.value, place)
            continue
        yield from _check_dating(element, span)
        if _shares_its_place(element, places):
            continue  # a rule may show an annotation by several elements; the outermost has the pieces joined
        if element.get("prev") is None:
            yield from _check_extent(element, span, ids, places, recovered.value)
        else:
            yield from _check_piece(element, ids)


def check_dates(root: etree._Element) -> Iterator[Finding]:
    """Yield the dating attributes whose values are no dates, also where the datatypes of TEI are too wide to tell."""
    for element in root.iter(tei("date"), tei("time")):
        for name in DATING_ATTRIBUTES:
            value = element.get(name)
            if value is not None and not is_dating_value(name, value):
                yield Finding(
                    "schema",
                    line_of(element),
                    f"{tag_of(element)}: @{name}={value!r} is no such date, time or duration",
                    "Correct the value, or remove the attribute; an unknown date is better than a wrong one.",
                )


def _span_of(element: etree._Element, ids: Mapping[str, etree._Element]) -> etree._Element | None:
    span = ids.get(element.get("corresp", "").removeprefix("#"))
    return span if span is not None and span.tag == tei("span") else None


def _is_accounted_for(element: etree._Element, places: Mapping[etree._Element, Span]) -> bool:
    """Whether the element needs no span: words said inside marks, or a second element on the place of its parent."""
    if element.tag == tei("q") and element.get("type") == "spoken":
        return True
    parent = element.getparent()
    return parent is not None and parent.get("corresp") is not None and places.get(parent) == places[element]


def _shares_its_place(element: etree._Element, places: Mapping[etree._Element, Span]) -> bool:
    """Whether the parent shows the same span on the same words."""
    parent = element.getparent()
    return (
        parent is not None and parent.get("corresp") == element.get("corresp") and places.get(parent) == places[element]
    )


def _unlinked(element: etree._Element, text: str, place: Span) -> Finding:
    return Finding(
        "agreement",
        line_of(element),
        f"{tag_of(element)} on {_shown(text, [place])} has no @corresp: no span in standOff says the same",
        "Nothing needs to be done: when annotator reads the file, this becomes an annotation of the layer inline.",
        note=True,
    )


# Extents.


def _check_extent(
    element: etree._Element,
    span: etree._Element,
    ids: Mapping[str, etree._Element],
    places: Mapping[etree._Element, Span],
    text: str,
) -> Iterator[Finding]:
    """Compare an element, or all the pieces of one that starts here, with the ranges of its span."""
    target = parse_target(span.get("target", ""))
    if target is None:
        return
    pieces = list(_pieces(element, ids, places))
    covered, named = _merged(places[piece] for piece in pieces), _merged(target.ranges)
    if covered == named:
        return
    what = tag_of(element) if len(pieces) == 1 else f"{tag_of(element)} in {len(pieces)} pieces"
    yield Finding(
        "agreement",
        line_of(element),
        f"{what} covers {_shown(text, covered)}, but its span {span.get(XML_ID)!r} names {_shown(text, named)}",
        _CANONICAL,
    )


def _pieces(
    first: etree._Element, ids: Mapping[str, etree._Element], places: Mapping[etree._Element, Span]
) -> Iterator[etree._Element]:
    """Yield an element and the further pieces that @next leads to."""
    seen: set[etree._Element] = set()
    piece: etree._Element | None = first
    while piece is not None and piece not in seen and piece in places:
        seen.add(piece)
        yield piece
        piece = ids.get(piece.get("next", "").removeprefix("#"))


def _check_piece(element: etree._Element, ids: Mapping[str, etree._Element]) -> Iterator[Finding]:
    """See that the piece before an element leads to it, and is a piece of the same."""
    before = ids.get(element.get("prev", "").removeprefix("#"))
    if before is None:
        return  # reported as a pointer
    if before.tag != element.tag or before.get("corresp") != element.get("corresp"):
        fault = "is no piece of the same"
    elif before.get("next") != f"#{element.get(XML_ID)}":
        fault = "does not lead here by @next"
    else:
        return
    yield Finding(
        "agreement",
        line_of(element),
        f"{tag_of(element)}: @prev leads to {tag_of(before)} in line {line_of(before)}, which {fault}",
        "Join the pieces by @next and @prev, all with the same @corresp. " + _CANONICAL,
    )


def _merged(ranges: Iterable[Span]) -> list[Span]:
    """Return the ranges in order, those that touch as one, empty ones left out."""
    merged: list[Span] = []
    for span in sorted(ranges):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        elif span.start < span.end:
            merged.append(span)
    return merged


def _shown(text: str, ranges: list[Span]) -> str:
    where = ", ".join(f"{span.start}-{span.end}" for span in ranges[:3]) + (", ..." if len(ranges) > 3 else "")
    words = " … ".join(text[span.start : min(span.end, span.start + 41)] for span in ranges[:3])
    return f"{where or 'nothing'} ({words if len(words) <= 40 else words[:39] + '…'!r})" if ranges else "nothing"


# Dates.


def _check_dating(element: etree._Element, span: etree._Element) -> Iterator[Finding]:
    """Compare the dating attributes, if there are any, with those that the span's TIMEX3 features make."""
    written = {name: value for name in DATING_ATTRIBUTES if (value := element.get(name)) is not None}
    features = _features(span)
    if not written or not features.keys() & {"value", "earliest", "latest"}:
        return
    right = dating_attributes(features)
    if "datingMethod" in written:
        right = {name: written[name] if name == "datingMethod" else value for name, value in right.items()}
    if written != right:
        yield Finding(
            "agreement",
            line_of(element),
            f"{tag_of(element)} says {_attributes(written)}, but the features of its span {span.get(XML_ID)!r} "
            f"make {_attributes(right)}",
            _CANONICAL,
        )


def _features(span: etree._Element) -> dict[str, str]:
    """Return the TIMEX3 features of a span."""
    features = {}
    for feature in span.iterfind(f"{tei('fs')}/{tei('f')}"):
        name = feature.get("name", "")
        if name in _TIMEX3_FEATURES and len(feature):
            features[name] = feature[0].get("value") or feature[0].text or ""
    return features


def _attributes(attributes: Mapping[str, str]) -> str:
    return " ".join(f'{name}="{value}"' for name, value in attributes.items()) or "no date"
