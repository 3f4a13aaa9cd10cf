"""Plain text in any encoding: no character changed, none lost."""

import codecs
import os
import subprocess
import sys
import warnings

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from annotator import Document, ReadError, ReadWarning, SettingsError, Source
from annotator.readers.text import FORMATS, TextSettings, read_text
from tests.model_strategies import texts

BOMS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
SENTENCES = {
    "cp1252": "Le préfet a déclaré lundi que l’été serait « très chaud » à Nîmes, où la chaleur dure déjà.",
    "cp1251": "Министр заявил в понедельник, что переговоры продолжатся завтра в столице, сообщает агентство.",
    "cp1250": "Minister powiedział, że żółte łódki są gotowe do świąt i że źródła nie są jeszcze znane.",
    "iso8859-7": "Ο υπουργός δήλωσε τη Δευτέρα ότι οι συνομιλίες θα συνεχιστούν αύριο στην πρωτεύουσα.",
    "shift_jis": "大臣は月曜日に、交渉は明日も続くと述べた。会談はとても重要である。",
    "gb18030": "部长星期一表示，谈判将于明天继续进行。会谈对双方来说都非常重要。",
    "euc_kr": "장관은 월요일에 협상이 내일 수도에서 계속될 것이라고 말했다.",
}


def read(data, encoding=None):
    return read_text(Source("a", "folder/a.txt", data), TextSettings(encoding))


def read_with_warnings(data, encoding=None):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        document = read(data, encoding)
    assert all(issubclass(warning.category, ReadWarning) for warning in caught)
    return document, [str(warning.message) for warning in caught]


def written(document):
    """The file again, as the reader's promise says."""
    encoding = document.metadata.get("encoding", "utf-8")
    bom = BOMS[encoding] if document.metadata.get("bom") else b""
    return bom + document.text.encode(encoding, "surrogatepass")


@given(texts)
@example("\r\n\r\n")
@example("a\ufeffb\u2028\x85\xad\xa0\x1a")
@example("]]>&\0")
def test_utf8_is_read_as_it_stands(text):
    assume(not any("\ud800" <= c <= "\udfff" for c in text) and not text.startswith("\ufeff"))
    data = text.encode()
    assume(text.count("\0") < 4)  # many may mean UTF-16
    assume(not any(data.startswith(signature) for signature in FORMATS))
    assert read(data) == Document("a", text, "und", {"filename": "a.txt"})


@given(texts, st.sampled_from(sorted(BOMS)))
@example("", "utf-16-le")
@example("\ufeff\ufeff", "utf-8")
@example("\ud800", "utf-16-be")
@example("\ud83d\ude00", "utf-32-le")
@example("\0", "utf-8")
def test_a_byte_order_mark_decides_and_is_no_text(text, encoding):
    # UTF-16 cannot tell a pair of surrogates from the character that they make.
    text = (
        text
        if not encoding.startswith("utf-16")
        else text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    )
    if encoding == "utf-16-le" and text.startswith("\0"):
        return  # the bytes FF FE 00 00 are the mark of UTF-32
    data = BOMS[encoding] + text.encode(encoding, "surrogatepass")
    document, _ = read_with_warnings(data)
    assert document.text == text
    assert document.metadata == {"filename": "a.txt", "bom": True} | (
        {"encoding": encoding} if encoding != "utf-8" else {}
    )
    assert written(document) == data


def test_a_text_in_utf16_that_begins_with_nul_is_not_taken_for_utf32():
    assert read(b"\xff\xfe\0\0a\0").text == "\0a"
    assert read(b"\xff\xfe\0\0").metadata["encoding"] == "utf-32-le"


def test_an_empty_file():
    assert read(b"") == Document("a", "", "und", {"filename": "a.txt"})


def test_lone_surrogates_in_utf8_are_kept_and_told():
    document, told = read_with_warnings(b"x\xed\xa0\x80y")
    assert document.text == "x\ud800y"
    assert written(document) == b"x\xed\xa0\x80y"
    assert told == [
        "folder/a.txt: read as utf-8, because it holds lone surrogates (the first at byte 1), which are kept"
    ]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", ["The minister spoke.\r\nNobody listened…\n", *SENTENCES.values()])
def test_wide_encodings_without_a_mark(text, encoding):
    document, told = read_with_warnings(f"{text}\n".encode(encoding))
    assert document.text == f"{text}\n"
    assert codecs.lookup(document.metadata["encoding"]).name == encoding
    assert len(told) == 1
    assert told[0].startswith(f"folder/a.txt: read as {document.metadata['encoding']}, because")


def test_nul_in_utf8_does_not_make_it_wide():
    text = "a\0b and then words as usual, a\0b\0c\0d"
    assert read(text.encode()).text == text


@pytest.mark.parametrize("encoding", SENTENCES)
def test_old_encodings_are_guessed_and_the_guess_is_told(encoding):
    data = SENTENCES[encoding].encode(encoding)
    document, told = read_with_warnings(data)
    assert document.text == data.decode(encoding)
    assert written(document) == data
    assert len(told) == 1
    assert "this is a guess" in told[0]
    assert document.metadata["encoding"] in told[0]
    assert "set `encoding` of the text reader" in told[0]


@pytest.mark.parametrize("text", ["café", "5 €", "“No”, he said – twice.", "naïve"])
def test_short_western_text(text):
    document, _ = read_with_warnings(text.encode("cp1252"))
    assert document.text == text


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_with_advice(data):
    try:
        document, _ = read_with_warnings(data)
    except ReadError as error:
        told = str(error)
        assert told.startswith("folder/a.txt: ")
        assert "`encoding`" in told
    else:
        assert bool(document.text) == bool(data.removeprefix(BOMS.get(document.metadata.get("encoding", "utf-8"), b"")))


@given(st.binary(min_size=1, max_size=40))
def test_a_forced_single_byte_encoding_loses_nothing(data):
    assert written(read(data, "latin-1")) == data


@pytest.mark.parametrize(
    ("encoding", "data", "text", "metadata"),
    [
        ("utf-8", b"\xef\xbb\xbfa", "a", {"bom": True}),
        ("utf-8-sig", b"a", "a", {}),
        ("UTF8", b"a", "a", {}),
        ("utf-16", b"\xfe\xff\0a", "a", {"encoding": "utf-16-be", "bom": True}),
        ("utf-16", b"a\0", "a", {"encoding": "utf-16-le"}),
        ("utf-16", "Minister\r\n".encode("utf-16-be"), "Minister\r\n", {"encoding": "utf-16-be"}),
        ("utf-16-be", b"\xfe\xff\0a", "a", {"encoding": "utf-16-be", "bom": True}),
        ("windows-1252", b"\xef\xbb\xbfa", "ï»¿a", {"encoding": "cp1252"}),
        ("latin-1", b"%PDF-\x85", "%PDF-\x85", {"encoding": "iso8859-1"}),
    ],
)
def test_a_forced_encoding(encoding, data, text, metadata):
    document = read(data, encoding)
    assert document.text == text
    assert document.metadata == {"filename": "a.txt"} | metadata


def test_bytes_that_the_forced_encoding_does_not_have():
    with pytest.raises(ReadError, match=r"folder/a\.txt: not cp1252 at byte 2; set `encoding`"):
        read(b"ab\x81", "windows-1252")


def test_a_damaged_file_with_a_mark_is_refused():
    with pytest.raises(ReadError, match=r"not utf-16-le at byte 2; set `encoding` .* or repair"):
        read(b"\xff\xfea\0b")


@pytest.mark.parametrize("name", ["windows-1225", "hex", "rot13", "nothing", "a\0b", "ü"])
def test_an_encoding_that_is_none(name):
    with pytest.raises(SettingsError, match="is no encoding of text"):
        read(b"a", name)
    with pytest.raises(SettingsError, match="did you mean 'windows-125"):
        read(b"a", "windows-1225")


@pytest.mark.parametrize("signature", sorted(FORMATS))
def test_other_formats_are_named(signature):
    with pytest.raises(ReadError) as caught:
        read(signature + b" and so on")
    assert str(caught.value).startswith(f"folder/a.txt: is {FORMATS[signature]}, not plain text; ")


def test_a_megabyte_on_one_line():
    text = "Il est né en été, dit-on, à la campagne. " * 25_000
    assert read(text.encode()).text == text
    assert read_with_warnings(text.encode("cp1252"))[0].text == text


def test_the_guess_does_not_hang_on_the_hash_seed():
    code = (
        "import sys, warnings; warnings.simplefilter('ignore'); from annotator import Source;"
        "from annotator.readers.text import read_text;"
        f"data = {SENTENCES['cp1250'].encode('iso8859-2', 'replace')!r};"
        "print(read_text(Source('a', 'a.txt', data)).metadata)"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(seen) == 1


def test_charset_normalizer_is_imported_only_when_it_is_needed():
    code = (
        "import sys; from annotator import Source; from annotator.readers.text import read_text;"
        "read_text(Source('a', 'a.txt', b'plain')); print('charset_normalizer' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.strip() == b"False"
