"""Language tags (BCP 47): whether a string is one, and which one was meant when it is not."""

from __future__ import annotations

import difflib
import re
from functools import lru_cache

from annotator.errors import UsageError

__all__ = ["check_language", "primary"]

# RFC 5646, section 2.1: language, script, region, variants, extensions, private use; without its irregular tags and
# without languages of four letters and more, of which none is registered.
_TAG = re.compile(
    r"[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(-[0-9a-wy-z](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?|x(-[a-z0-9]{1,8})+"
)

# The languages of two letters: the code, the codes of three letters that mean the same (ISO 639-2) and that tags
# shall not use, and the name. Names and equivalents are those of the Unicode CLDR, as Babel 2.18 carries them.
_LANGUAGES = """
aa aar Afar; ab abk Abkhazian; ae ave Avestan; af afr Afrikaans; ak aka Akan; am amh Amharic; an arg Aragonese; ar ara
Arabic; as asm Assamese; av ava Avaric; ay aym Aymara; az aze Azerbaijani; ba bak Bashkir; be bel Belarusian; bg bul
Bulgarian; bi bis Bislama; bm bam Bambara; bn ben Bangla; bo bod tib Tibetan; br bre Breton; bs bos Bosnian; ca cat
Catalan; ce che Chechen; ch cha Chamorro; co cos Corsican; cr cre Cree; cs ces cze Czech; cu chu Church Slavic; cv chv
Chuvash; cy cym wel Welsh; da dan Danish; de deu ger German; dv div Divehi; dz dzo Dzongkha; ee ewe Ewe; el ell gre
Greek; en eng English; eo epo Esperanto; es spa Spanish; et est Estonian; eu eus baq Basque; fa fas per Persian; ff
ful Fula; fi fin Finnish; fj fij Fijian; fo fao Faroese; fr fra fre French; fy fry Western Frisian; ga gle Irish; gd
gla Scottish Gaelic; gl glg Galician; gn grn Guarani; gu guj Gujarati; gv glv Manx; ha hau Hausa; he heb Hebrew; hi
hin Hindi; ho hmo Hiri Motu; hr hrv Croatian; ht hat Haitian Creole; hu hun Hungarian; hy hye arm Armenian; hz her
Herero; ia ina Interlingua; id ind Indonesian; ie ile Interlingue; ig ibo Igbo; ii iii Sichuan Yi; ik ipk Inupiaq; io
ido Ido; is isl ice Icelandic; it ita Italian; iu iku Inuktitut; ja jpn Japanese; jv jav Javanese; ka kat geo
Georgian; kg kon Kongo; ki kik Kikuyu; kj kua Kuanyama; kk kaz Kazakh; kl kal Kalaallisut; km khm Khmer; kn kan
Kannada; ko kor Korean; kr kau Kanuri; ks kas Kashmiri; ku kur Kurdish; kv kom Komi; kw cor Cornish; ky kir Kyrgyz; la
lat Latin; lb ltz Luxembourgish; lg lug Ganda; li lim Limburgish; ln lin Lingala; lo lao Lao; lt lit Lithuanian; lu
lub Luba-Katanga; lv lav Latvian; mg mlg Malagasy; mh mah Marshallese; mi mri mao Māori; mk mkd mac Macedonian; ml mal
Malayalam; mn mon Mongolian; mr mar Marathi; ms msa may Malay; mt mlt Maltese; my mya bur Burmese; na nau Nauru; nb
nob Norwegian Bokmål; nd nde North Ndebele; ne nep Nepali; ng ndo Ndonga; nl nld dut Dutch; nn nno Norwegian Nynorsk;
no nor Norwegian; nr nbl South Ndebele; nv nav Navajo; ny nya Nyanja; oc oci Occitan; oj oji Ojibwa; om orm Oromo; or
ori Odia; os oss Ossetic; pa pan Punjabi; pi pli Pali; pl pol Polish; ps pus Pashto; pt por Portuguese; qu que
Quechua; rm roh Romansh; rn run Rundi; ro ron rum Romanian; ru rus Russian; rw kin Kinyarwanda; sa san Sanskrit; sc
srd Sardinian; sd snd Sindhi; se sme Northern Sami; sg sag Sango; sh Serbo-Croatian; si sin Sinhala; sk slk slo
Slovak; sl slv Slovenian; sm smo Samoan; sn sna Shona; so som Somali; sq sqi alb Albanian; sr srp Serbian; ss ssw
Swati; st sot Southern Sotho; su sun Sundanese; sv swe Swedish; sw swa Swahili; ta tam Tamil; te tel Telugu; tg tgk
Tajik; th tha Thai; ti tir Tigrinya; tk tuk Turkmen; tl tgl Tagalog; tn tsn Tswana; to ton Tongan; tr tur Turkish; ts
tso Tsonga; tt tat Tatar; tw twi Twi; ty tah Tahitian; ug uig Uyghur; uk ukr Ukrainian; ur urd Urdu; uz uzb Uzbek; ve
ven Venda; vi vie Vietnamese; vo vol Volapük; wa wln Walloon; wo wol Wolof; xh xho Xhosa; yi yid Yiddish; yo yor
Yoruba; za zha Zhuang; zh zho chi Chinese; zu zul Zulu
"""

_WITHDRAWN = frozenset(("bh", "in", "iw", "ji", "jw", "mo"))
_OWN_NAMES = {
    "dansk": "da", "deutsch": "de", "español": "es", "français": "fr", "italiano": "it", "nederlands": "nl",
    "norsk": "no", "polski": "pl", "português": "pt", "suomi": "fi", "svenska": "sv", "türkçe": "tr",
}  # fmt: skip


def check_language(tag: str) -> None:
    """Check that a string is a language tag.

    Raises:
        UsageError: it is none; the tag that was perhaps meant is named.
    """
    plain = tag.lower()
    code = plain.partition("-")[0]
    if _TAG.fullmatch(plain) and primary(plain) == code and (len(code) != 2 or code in _names() or code in _WITHDRAWN):
        return
    meant = _meant(tag)
    hint = f"did you mean {meant!r}, {_names()[primary(meant)]}?" if meant else "write one such as en, ko or pt-BR"
    raise UsageError(f"the language {tag!r} is no language tag (BCP 47); {hint}")


def primary(tag: str) -> str:
    """Return the language of a tag in lower case, by its code of two letters if there is one: ``en`` for ``eng-GB``."""
    code = tag.partition("-")[0].lower()
    return _short_codes().get(code, code)


def _meant(tag: str) -> str | None:
    """Return the tag that was perhaps meant: another way of writing it, or the code of a language by its name."""
    code, *rest = re.split("[-_]", tag.partition(".")[0].strip())
    respelt = "-".join((primary(code), *rest))
    if primary(code) in _names() and _TAG.fullmatch(respelt.lower()):
        return respelt
    by_name = {name.lower(): code for code, name in _names().items()} | _OWN_NAMES
    close = difflib.get_close_matches(tag.strip().lower(), sorted(by_name), n=1, cutoff=0.75)
    return by_name[close[0]] if close else None


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Return the names of languages by their codes of two letters."""
    return {code: name for code, _, name in _rows()}


@lru_cache(maxsize=1)
def _short_codes() -> dict[str, str]:
    return {long: code for code, longs, _ in _rows() for long in longs}


def _rows() -> list[tuple[str, list[str], str]]:
    rows = (re.split(r"\s+(?=[^a-z\s])", row.strip(), maxsplit=1) for row in _LANGUAGES.split(";"))
    return [(codes.split()[0], codes.split()[1:], " ".join(name.split())) for codes, name in rows]
