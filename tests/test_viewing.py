import pytest

from annotator import UnknownNameError, UsageError
from annotator.exporters.json import write_json
from annotator.viewing import load_one


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("The ship sailed on Tuesday.")
    return tmp_path


def test_plain_text_is_annotated_with_the_date_and_language_that_are_given(here):
    document = load_one(here / "a.txt", layers=["tokens"], date="2031-05-03", language="en-GB")
    assert (document.metadata["date"], document.language) == ("2031-05-03", "en-GB")
    assert "tokens" in document


def test_a_document_with_layers_is_shown_as_it_is_and_that_is_said(here):
    document = load_one(here / "a.txt", layers=["structure"])
    (here / "a.json").write_bytes(write_json(document))
    assert load_one(here / "a.json", layers=["structure"]) == document
    with pytest.warns(UserWarning, match=r"a\.json has its layers already; they are shown as they are"):
        load_one(here / "a.json", date="2031-05-03")


def test_settings_of_the_folder_count(here):
    (here / "annotator.toml").write_text('lang = "ko"\nlayers = ["structure"]\n')
    document = load_one(here / "a.txt")
    assert (document.language, list(document.layers)) == ("ko", ["structure"])


def test_what_a_batch_refuses_is_refused(here):
    with pytest.raises(UnknownNameError, match="did you mean 'tokens'"):
        load_one(here / "a.txt", layers=["tokns"])
    with pytest.raises(UsageError, match="did you mean 'en', English"):
        load_one(here / "a.txt", language="english")
    with pytest.raises(UsageError, match="is a folder; name one file"):
        load_one(here)
