import importlib.util
from pathlib import Path


def test_page_of_rules_is_current():
    path = Path(__file__).parents[1] / "scripts" / "rules_page.py"
    spec = importlib.util.spec_from_file_location("rules_page", path)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.PAGE.read_text("utf-8") == script.page(), "run plugins/annotator-dates/scripts/rules_page.py"
