"""Flat JSONL: read, written, and read by the scorer."""

import gzip
import json
import math
import subprocess
import sys
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import (
    MENTION_OF,
    MENTIONS,
    Annotation,
    Document,
    LayerBuilder,
    LayerSchema,
    LinkRole,
    Maker,
    ReadError,
    ReadWarning,
    ReferentType,
    Source,
    Span,
    WriteError,
)
from annotator.exporters.jsonl import write_jsonl
from annotator.readers.jsonl import read_jsonl, split_jsonl
from tests.model_strategies import documents, texts, values

TEXT = "The harbour office said on Monday it would reopen."


def read(line, *, keep_layers=True):
    data = line if isinstance(line, bytes) else json.dumps(line).encode()
    return read_jsonl(Source("a", "a.jsonl", data, "line 3", keep_layers=keep_layers))


def layer_of(*spans, text=TEXT):
    return read({"text": text, "spans": list(spans)})["x"]


def span(start, end, **more):
    return {"layer": "x", "start": start, "end": end, "label": "l"} | more


class TestSplit:
    LINES = (
        b'\xef\xbb\xbf{"id": "one", "text": "1"}\r\n\n  \n{"text": "2"}\nnonsense\n'
        b'{"id": 7, "text": "\\ud800"}\n{"id": ""}'
    )

    def check(self, source):
        found = list(split_jsonl(source))
        assert [s.id for s in found] == ["one", "corpus-4", "corpus-5", "7", "corpus-7"]
        assert [s.place for s in found] == ["line 1", "line 4", "line 5", "line 6", "line 7"]
        assert {(s.path, s.keep_layers) for s in found} == {(source.path, source.keep_layers)}
        assert [read_jsonl(found[n]).text for n in (0, 1, 3)] == ["1", "2", "\ud800"]
        assert str(found[2]) == f"{source.path}, line 5"

    def test_plain(self, tmp_path):
        path = tmp_path / "corpus.jsonl"
        path.write_bytes(self.LINES)
        self.check(Source("corpus", str(path), keep_layers=True))

    def test_compressed(self, tmp_path):
        path = tmp_path / "corpus.jsonl.gz"
        path.write_bytes(gzip.compress(self.LINES))
        self.check(Source("corpus", str(path)))

    def test_bytes_at_hand(self):
        self.check(Source("corpus", "corpus.jsonl", self.LINES))

    def test_line_separators_inside_a_text_divide_nothing(self):
        line = json.dumps({"id": "a", "text": "1\u20282\x853\r"}, ensure_ascii=False).encode()
        assert [read_jsonl(s).text for s in split_jsonl(Source("c", "c.jsonl", line + b"\n"))] == ["1\u20282\x853\r"]

    def test_it_reads_no_more_than_it_must(self, tmp_path):
        path = tmp_path / "long.jsonl"
        with path.open("wb") as file:
            file.write(b'{"id": "first", "text": ""}\n')
            file.seek(1 << 33)  # the rest is a hole of eight gigabytes
            file.write(b"\n")
        assert next(split_jsonl(Source("long", str(path)))).id == "first"

    @pytest.mark.parametrize("cut", [15, -12, -1])
    def test_a_damaged_file_fails_as_a_document(self, tmp_path, cut):
        path = tmp_path / "c.jsonl.gz"
        path.write_bytes(gzip.compress(self.LINES)[:cut])
        *_, last = split_jsonl(Source("corpus", str(path)))
        with pytest.raises(ReadError, match="compressed file is damaged after line"):
            read_jsonl(last)

    def test_a_missing_file_fails_as_a_document(self, tmp_path):
        (only,) = split_jsonl(Source("gone", str(tmp_path / "gone.jsonl")))
        with pytest.raises(FileNotFoundError):
            read_jsonl(only)


class TestMetadata:
    def test_all_of_it_is_kept(self):
        meta = {"date": "2025-11", "lang": "pt-BR", "n": [1, {"a": None}], "large": 2**70}
        document = read({"text": "x", "meta": meta})
        assert document == Document("a", "x", "pt-BR", meta)

    @pytest.mark.parametrize(
        "line", [{"text": "x"}, {"text": "x", "meta": None}, {"text": "x", "meta": {"date": None}}]
    )
    def test_none(self, line):
        assert read(line) == Document("a", "x")

    @pytest.mark.parametrize("date", ["Monday", "04/11/2025", 2025, "2025-02-30", "", ["2025"]])
    def test_a_date_that_is_none_is_set_aside(self, date):
        with pytest.warns(ReadWarning, match=r"^a\.jsonl, line 3: `meta\.date` .* is not used$"):
            document = read({"text": "x", "meta": {"date": date}})
        assert document.metadata == {"date_as_given": date}

    @pytest.mark.parametrize(
        "meta", [{"language": "fr", "lang": "de"}, {"lang": "fr"}, {"lang": None, "language": "fr"}]
    )
    def test_language(self, meta):
        assert read({"text": "x", "meta": meta}).language == "fr"

    @pytest.mark.parametrize("tag", ["", "en_US", "français", 5, "e"])
    def test_a_language_that_is_none(self, tag):
        with pytest.warns(ReadWarning, match=r"`meta\.lang` .* is no language tag"):
            assert read({"text": "x", "meta": {"lang": tag}}).language == "und"


class TestWrongLines:
    @pytest.mark.parametrize(
        ("line", "message"),
        [
            (b"", "holds 0 documents"),
            (b'{"text": ""}\n{"text": ""}', "holds 2 documents"),
            (b"{", r"is not JSON \("),
            (b'{"text": "\xff"}', "is not JSON"),
            (b'{"text": "", "meta": {"x": NaN}}', "NaN is not a JSON value"),
            (b'{"text": "", "meta": {"x": 1e999}}', "too large"),
            (b"[" * 100_000, "nested too deeply"),
            (b"[1]", r"not an object with `id` and `text`, but \[1\]"),
            (b"{}", "has no `text`"),
            (b'{"text": 5}', "has no `text`"),
            (b'{"text": "", "meta": []}', r"`meta` must be an object, not \[\]"),
            (b'{"text": "", "spans": {}}', "`spans` must be a list of objects"),
            (b'{"text": "", "spans": [1]}', "`spans` must be a list of objects"),
            (b'{"text": "", "document": 1}', "`document` must be a list of objects"),
        ],
    )
    def test_are_refused(self, line, message):
        with pytest.raises(ReadError, match=rf"^a\.jsonl, line 3: .*{message}"):
            read(line)

    @pytest.mark.parametrize(
        ("wrong", "message"),
        [
            ({}, r"`layer` must be a string, not None"),
            (span(0, 51), "0:51 lies outside the text of 50 code points"),
            (span(-1, 2), "-1:2 lies outside"),
            (span(5, 2), "5:2 .*runs backwards"),
            (span(True, 2), "`start` must be an integer, not True"),
            (span(0, 2.0), r"`end` must be an integer, not 2\.0"),
            (span(0, 2, label=None), "`label` must be a string"),
            (span(0, 2, attrs=[]), r"`attrs` must be an object, not \[\]"),
            (span(0, 9, attrs={"fragments": [[0, 5], [4, 9]]}), "`fragments` .* overlap"),
            (span(0, 9, attrs={"fragments": [[0, 99]]}), "0:99 lies outside"),
        ],
    )
    def test_a_wrong_span_is_named(self, wrong, message):
        with pytest.raises(ReadError, match=rf"^a\.jsonl, line 3, span 2: {message}"):
            layer_of(span(0, 3), wrong)
        # Spans that are not wanted are not looked at.
        assert read({"text": "x", "spans": [wrong]}, keep_layers=False) == Document("a", "x")

    @pytest.mark.parametrize("wrong", [span(0, 1, layer="a b"), span(0, 1, label="a b"), span(0, 1, label="")])
    def test_a_name_that_the_model_refuses(self, wrong):
        with pytest.raises(ReadError, match=r"^a\.jsonl, line 3: layer .* made by source: "):
            layer_of(wrong)

    @given(
        st.recursive(values, lambda v: st.dictionaries(st.sampled_from(["layer", "start", "end", "label", "attrs"]), v))
    )
    def test_nothing_but_read_errors(self, content):
        for line in (content, {"text": "abc", "spans": [content]}, {"text": "abc", "meta": content}):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                try:
                    assert isinstance(read(line), Document)
                except ReadError as error:
                    told = str(error)
                    assert told.startswith("a.jsonl, line 3")


class TestSpans:
    def test_a_kept_layer_is_open_and_from_the_source(self):
        layer = layer_of(span(4, 11, attrs={"b": [1, None], "a": {"start": 0}}))
        assert layer.maker == Maker("source")
        assert layer.schema.open
        assert layer.annotations == (Annotation("x.1", (Span(4, 11),), "l", {"b": [1, None], "a": {"start": 0}}),)

    def test_layers_come_in_the_order_of_their_first_span(self):
        spans = [span(0, 1, layer=name) for name in "zaza"]
        assert list(read({"text": TEXT, "spans": spans}).layers) == ["z", "a"]

    def test_ids_are_kept_when_they_are_good_and_single(self):
        own = ["e1", None, "e1", "x.2", "1a", "é", 5, "a b", "x.6.again", ""]
        spans = [span(0, 1, **({} if id is None else {"id": id})) for id in own]
        ids = [a.id for a in layer_of(*spans)]
        assert ids == ["e1", "x.2.again", "x.3", "x.2", "x.5", "é", "x.7", "x.8", "x.6.again", "x.10"]

    def test_an_id_of_another_layer_is_not_taken_twice(self):
        document = read({"text": TEXT, "spans": [span(0, 1, id="e1"), span(0, 1, id="e1", layer="y")]})
        assert [a.id for layer in document.layers.values() for a in layer] == ["e1", "y.1"]

    def test_fragments_count_instead_of_start_and_end(self):
        annotation = layer_of(span(12, 18, attrs={"fragments": [[12, 18], [4, 11]], "kind": "k"})).annotations[0]
        assert annotation.ranges == (Span(4, 11), Span(12, 18))
        assert annotation.features == {"kind": "k"}

    @pytest.mark.parametrize("fragments", [None, [], "4-11", [[1]], [[1, "2"]], [[True, 2]], {"a": 1}])
    def test_other_fragments_are_a_feature(self, fragments):
        annotation = layer_of(span(4, 11, attrs={"fragments": fragments})).annotations[0]
        assert annotation.ranges == (Span(4, 11),)
        assert annotation.features == {"fragments": fragments}

    @pytest.mark.parametrize(
        ("attrs", "confidence", "rule", "features"),
        [
            ({"confidence": 0.25, "rule": "r.1"}, 0.25, "r.1", {}),
            ({"confidence": 1}, 1.0, None, {}),
            ({"confidence": 7, "rule": 5}, None, None, {"confidence": 7, "rule": 5}),
            ({"confidence": True, "rule": ""}, None, None, {"confidence": True, "rule": ""}),
            (None, None, None, {}),
        ],
    )
    def test_confidence_and_rule(self, attrs, confidence, rule, features):
        annotation = layer_of(span(0, 1, attrs=attrs)).annotations[0]
        assert (annotation.confidence, annotation.rule, annotation.features) == (confidence, rule, features)

    def test_words_that_do_not_fit_the_offsets_are_told_once(self):
        wrong = span(4, 11, text="harbor")
        with pytest.warns(ReadWarning, match="span 2 says 'harbor', the text at 4:11 says 'harbour'") as caught:
            layer_of(span(0, 3, text="The"), wrong, wrong)
        assert len(caught) == 1

    def test_spans_are_left_out_unless_wanted(self):
        assert read({"text": TEXT, "spans": [span(0, 1)]}, keep_layers=False).layers == {}


def example():
    entities = LayerBuilder(
        LayerSchema("entities", "e", roles=(MENTIONS, LinkRole("refers-to", "", ends="referent")), open=True,
                    referents=(ReferentType("gpe", ""),)),
    )  # fmt: skip
    office = entities.add(0, 18, "org", {"level": "nominal", "entity": "lost to the link"}, confidence=0.5, rule="np")
    city, state = entities.refer("gpe", ("Harbourtown",)), entities.refer("gpe", ("Coastland",))
    it = entities.add(34, 36, "pronominal")
    whole = entities.add_ranges([], "mood")
    for mention in (office, it, whole):
        entities.link(MENTION_OF, mention, city)
    entities.link("refers-to", it, state)
    quotes = LayerBuilder(
        LayerSchema("quotes", "q", open=True, roles=(
            LinkRole("speaker", "", ("entities",)), LinkRole("cue", ""), LinkRole("about", "", ("entities",), "either"),
        ))
    )  # fmt: skip
    cue = quotes.add_ranges([(19, 23), (24, 26)], "cue")
    quote = quotes.add(34, 49, "indirect", {"speaker": "lost", "kind": "speech"})
    quotes.link("cue", quote, cue)
    quotes.link("speaker", quote, office)
    both = quotes.add(0, 50, "indirect")
    quotes.link("speaker", both, office)
    quotes.link("speaker", both, it)
    quotes.link("about", both, state)
    quotes.link("about", quote, whole)
    return Document("a", TEXT, "en", {"date": "2025"}).with_layer(entities.build()).with_layer(quotes.build())


class TestWriting:
    def test_the_rule(self):
        office = {"start": 0, "end": 18, "text": "The harbour office"}
        it = {"start": 34, "end": 36, "text": "it"}
        said = [{"start": 19, "end": 23, "text": "said"}, {"start": 24, "end": 26, "text": "on"}]

        def row(n, layer, start, end, label, **attrs):
            return {"id": f"{layer}.{n}", "layer": layer, "start": start, "end": end,
                    "text": TEXT[start:end], "label": label, "attrs": attrs}  # fmt: skip

        data = write_jsonl(example())
        assert data.endswith(b"}\n")
        assert data.count(b"\n") == 1
        assert json.loads(data) == {
            "id": "a",
            "text": TEXT,
            "meta": {"date": "2025", "language": "en"},
            "spans": [
                row(1, "entities", 0, 18, "org", level="nominal", entity="entities.gpe.1", confidence=0.5, rule="np"),
                row(2, "entities", 34, 36, "pronominal", entity="entities.gpe.1", **{"refers-to": "entities.gpe.2"}),
                row(1, "quotes", 19, 26, "cue", fragments=[[19, 23], [24, 26]]),
                row(2, "quotes", 34, 49, "indirect", kind="speech", cue=said, speaker=office,
                    speaker_id="entities.gpe.1", about_id="entities.gpe.1"),
                row(3, "quotes", 0, 50, "indirect", speaker=[office, it],
                    speaker_id=["entities.gpe.1", "entities.gpe.2"], about="entities.gpe.2"),
            ],
            "document": [
                {"id": "entities.3", "layer": "entities", "label": "mood", "attrs": {"entity": "entities.gpe.1"}},
            ],
        }  # fmt: skip

    def test_spans_are_always_there(self):
        assert json.loads(write_jsonl(Document("a", ""))) == {"id": "a", "text": "", "meta": {}, "spans": []}

    @pytest.mark.parametrize(
        ("language", "metadata"),
        [("und", {}), ("en", {}), ("fr", {"lang": "fr"}), ("fr", {"lang": "de"}), ("und", {"language": "de"})],
    )
    def test_the_language_is_read_back(self, language, metadata):
        assert read(write_jsonl(Document("a", "", language, metadata))).language == language

    def test_metadata_that_json_cannot_say(self):
        with pytest.raises(WriteError, match=r"document 'a'.*JSON cannot say"):
            write_jsonl(Document("a", "", metadata={"x": math.nan}))

    @given(documents())
    def test_what_is_written_is_read_back(self, document):
        document = Document(document.id, document.text, document.language, {}, document.layers)
        line = write_jsonl(document)
        again = read_jsonl(Source(document.id, "a.jsonl", line, keep_layers=True))
        assert (again.text, again.language) == (document.text, document.language)
        # A layer without annotations leaves no trace; links have become features.
        kept = {name: layer for name, layer in document.layers.items() if layer.annotations}
        assert set(again.layers) == set(kept)
        for name, layer in kept.items():
            before = {a.id: (a.ranges, a.label, a.confidence) for a in layer if "confidence" not in a.features}
            after = {a.id: (a.ranges, a.label, a.confidence) for a in again[name]}
            assert before.items() <= after.items()
        # Attributes that were links come last no more, so compare what the lines say, not their bytes.
        assert json.loads(write_jsonl(again))["spans"] == json.loads(line)["spans"]

    @given(texts, texts, values)
    def test_any_text_id_and_metadata(self, id, text, value):
        metadata = {"x": value}
        again = read_jsonl(Source(id, "a.jsonl", write_jsonl(Document(id, text, metadata=metadata))))
        assert again == Document(id, text, metadata=metadata)

    def test_ids_come_back_from_split(self):
        lines = write_jsonl(Document("folder/one", "1")) + write_jsonl(Document("\ud800", "2"))
        assert [s.id for s in split_jsonl(Source("c", "c.jsonl", lines))] == ["folder/one", "\ud800"]


@pytest.mark.parametrize("layer", ["entities", "dates", "quotes", "stance"])
def test_the_scorer_reads_it_rightly(layer, shared, tmp_path):
    gold, scorer = shared / "gold" / "seeds.jsonl", shared / "eval" / "score.py"
    if not (gold.exists() and scorer.exists()):
        pytest.skip("the scorer or the gold of the seeds is not there")
    predicted = tmp_path / "predicted.jsonl"
    sources = split_jsonl(Source("seeds", str(gold), keep_layers=True))
    predicted.write_bytes(b"".join(write_jsonl(read_jsonl(source)) for source in sources))
    command = [sys.executable, str(scorer), str(gold), str(predicted), "--layer", layer, "--json"]
    result = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert result["predicted"] == result["documents"] == 2
    assert result["measures"]
    for name, measure in result["measures"].items():
        assert {measure[key] for key in ("P", "R", "F1", "rate") if key in measure} == {1.0}, name


def test_two_surrogates_side_by_side_are_not_taken_for_one_character():
    document = Document("\ud83d\ude00", "a\ud83d\ude00 😀", "en", {"x": "\ud83d\ude00"})
    line = write_jsonl(document)
    [source] = split_jsonl(Source("f", "f.jsonl", line))
    assert read_jsonl(source).text == document.text
    assert (source.id, read_jsonl(source).metadata["x"]) == (document.id, "\ud83d\ude00")
    [foreign] = split_jsonl(Source("f", "f.jsonl", b'{"id": "a", "text": "\\ud83d\\ude00"}'))
    assert read_jsonl(foreign).text == "😀"
