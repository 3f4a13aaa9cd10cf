"""The words of page furniture: what stands on pages of news in several languages and is no part of the article.

Class vocabularies only: no name of a site, an agency or a person.
"""

from __future__ import annotations

__all__ = ["BYLINE_WORDS", "CAPTION_LABELS", "LABELS", "RELATED_LABELS", "SMALL_WORDS", "TIME_WORDS", "WHOLE_LINES"]

CAPTION_LABELS: dict[str, str] = {
    "caption": "en", "photo caption": "en", "image caption": "en", "media caption": "en", "picture caption": "en",
    "file photo": "en", "photo": "en", "image": "en",
    "bildunterschrift": "de", "bildtext": "de", "bildbeschreibung": "de",
    "légende": "fr", "légende photo": "fr", "légende de la photo": "fr",
    "pie de foto": "es", "pie de imagen": "es", "leyenda de la foto": "es",
    "legenda": "pt", "legenda da foto": "pt", "legenda da imagem": "pt",
    "didascalia": "it", "fotobijschrift": "nl", "onderschrift": "nl", "keterangan foto": "id",
    "chú thích ảnh": "vi", "chú thích hình": "vi", "подпись к фото": "ru", "图片说明": "zh", "写真説明": "ja",
}  # fmt: skip
"""A line that only says that a caption follows, with its language."""

RELATED_LABELS: dict[str, str] = {
    "related": "en", "related articles": "en", "related stories": "en", "related news": "en", "related content": "en",
    "related topics": "en", "related coverage": "en", "read more": "en", "read also": "en", "also read": "en",
    "see also": "en", "see more": "en", "more stories": "en", "more news": "en", "more on this": "en",
    "more on this story": "en", "more from": "en", "most read": "en", "most popular": "en", "top stories": "en",
    "you may also like": "en", "you might also like": "en", "recommended": "en", "recommended for you": "en",
    "recommended stories": "en", "don't miss": "en", "trending": "en", "trending now": "en", "latest news": "en",
    "editor's picks": "en", "editors' picks": "en", "watch": "en", "see": "en", "listen": "en", "read": "en", "more": "en",
    "lesen sie auch": "de", "mehr zum thema": "de", "weitere artikel": "de", "auch interessant": "de",
    "das könnte sie auch interessieren": "de", "meistgelesen": "de",
    "lire aussi": "fr", "à lire aussi": "fr", "articles liés": "fr", "sur le même sujet": "fr", "les plus lus": "fr",
    "lea también": "es", "lee también": "es", "leer también": "es", "le puede interesar": "es", "lo más leído": "es",
    "noticias relacionadas": "es", "relacionadas": "es",
    "leia também": "pt", "leia mais": "pt", "veja também": "pt", "notícias relacionadas": "pt",
    "leggi anche": "it", "lees ook": "nl", "lees meer": "nl", "baca juga": "id", "berita terkait": "id",
    "tin liên quan": "vi", "xem thêm": "vi", "đọc thêm": "vi", "читайте также": "ru", "по теме": "ru",
}  # fmt: skip
"""What stands above, or before a colon in, the headlines of other articles."""

WHOLE_LINES: dict[str, dict[str, str]] = {
    "navigation": {
        "back": "en", "home": "en", "menu": "en", "next": "en", "previous": "en", "search": "en", "close": "en",
        "print": "en", "skip to content": "en", "skip to main content": "en", "sign in": "en", "log in": "en",
        "login": "en", "register": "en", "view all": "en", "back to top": "en", "go back": "en", "next article": "en",
        "previous article": "en", "continue reading": "en", "show more": "en", "load more": "en", "toggle caption": "en",
        "hide caption": "en", "enlarge this image": "en", "story continues below": "en", "article continues below": "en",
        "start of main content": "en", "listen to this article": "en", "save": "en", "bookmark": "en", "about us": "en",
        "help": "en", "sitemap": "en", "privacy policy": "en", "terms of use": "en", "terms of service": "en",
        "zurück": "de", "startseite": "de", "weiter": "de", "suche": "de", "drucken": "de", "anmelden": "de",
        "retour": "fr", "accueil": "fr", "suivant": "fr", "précédent": "fr", "imprimer": "fr", "rechercher": "fr",
        "volver": "es", "inicio": "es", "siguiente": "es", "anterior": "es", "imprimir": "es", "buscar": "es",
        "voltar": "pt", "início": "pt", "indietro": "it", "terug": "nl", "kembali": "id", "beranda": "id",
        "trở lại": "vi", "quay lại": "vi", "trang chủ": "vi", "назад": "ru", "главная": "ru", "返回": "zh", "首页": "zh",
    },
    "sharing": {
        "share": "en", "share this": "en", "share this article": "en", "share this story": "en", "share on": "en",
        "tweet": "en", "email": "en", "e-mail": "en", "facebook": "en", "twitter": "en", "whatsapp": "en",
        "linkedin": "en", "telegram": "en", "copy link": "en", "link copied": "en", "follow us": "en",
        "teilen": "de", "partager": "fr", "compartir": "es", "compartilhar": "pt", "condividi": "it", "delen": "nl",
        "bagikan": "id", "chia sẻ": "vi", "поделиться": "ru", "分享": "zh",
    },
    "advertising": {
        "advertisement": "en", "advertisements": "en", "advertising": "en", "ad": "en", "sponsored": "en",
        "sponsored content": "en", "promoted": "en", "paid content": "en", "subscribe": "en", "subscribe now": "en",
        "sign up": "en", "newsletter": "en", "scroll to continue": "en", "advertisement - scroll to continue": "en",
        "anzeige": "de", "werbung": "de", "publicité": "fr", "publicidad": "es", "publicidade": "pt",
        "pubblicità": "it", "advertentie": "nl", "iklan": "id", "quảng cáo": "vi", "реклама": "ru", "广告": "zh",
    },
    "contact": {
        "contact": "en", "contact us": "en", "contact information": "en", "contact details": "en", "media contact": "en",
        "press contact": "en", "kontakt": "de", "impressum": "de", "contactez-nous": "fr", "contacto": "es",
        "contáctenos": "es", "contato": "pt", "contatti": "it", "kontak": "id", "hubungi kami": "id", "liên hệ": "vi",
        "thông tin liên hệ": "vi", "контакты": "ru",
    },
    "tags": {
        "tags": "en", "topics": "en", "keywords": "en", "categories": "en", "filed under": "en",
        "schlagwörter": "de", "themen": "de", "mots-clés": "fr", "etiquetas": "es", "temas": "es", "từ khóa": "vi",
        "теги": "ru",
    },
    "comments": {
        "comments": "en", "comment": "en", "leave a comment": "en", "leave a reply": "en", "post a comment": "en",
        "view comments": "en", "add a comment": "en", "join the conversation": "en", "kommentare": "de",
        "commentaires": "fr", "comentarios": "es", "comentários": "pt", "komentar": "id", "bình luận": "vi",
    },
}  # fmt: skip
"""Lines that are nothing but furniture, by their role, with their language."""

LABELS: dict[str, str] = {
    "tags": "tags", "tag": "tags", "topics": "tags", "topic": "tags", "keywords": "tags", "filed under": "tags",
    "categories": "tags", "category": "tags", "more on": "tags", "schlagwörter": "tags", "mots-clés": "tags",
    "etiquetas": "tags", "temas": "tags", "từ khóa": "tags",
    "phone": "contact", "tel": "contact", "telephone": "contact", "fax": "contact", "mobile": "contact",
    "hotline": "contact", "email": "contact", "e-mail": "contact", "address": "contact", "website": "contact",
    "contact": "contact", "contacts": "contact", "media contact": "contact", "press contact": "contact",
    "telefon": "contact", "téléphone": "contact", "teléfono": "contact", "telefone": "contact", "adresse": "contact",
    "dirección": "contact", "điện thoại": "contact", "địa chỉ": "contact",
    "copyright": "copyright", "share": "sharing", "follow us": "sharing", "follow us on": "sharing",
}  # fmt: skip
"""What stands before a colon in furniture, with its role."""

BYLINE_WORDS = frozenset(
    """by|written by|reported by|reporting by|story by|text by|words by|compiled by|posted by|published by|edited by
    |author|authors|reporter|correspondent|von|par|por|di|door|oleh|автор""".replace("\n    ", "").split("|")
)
"""What bylines begin with."""

SMALL_WORDS = frozenset(
    """a an the and or nor but as at by for from in into of off on onto out over per than that to up via vs with amid is
    it its be are was his her their my our your not no if so de la le les el los las der die das und et y e en van von
    bin al du da di do dos das &""".split()
)
"""Words that stay small in a title, and inside the names of persons."""

TIME_WORDS = frozenset(
    """january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    januar februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonntag
    janvier février mars avril juin juillet août septembre octobre novembre décembre
    lundi mardi mercredi jeudi vendredi samedi dimanche
    enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre
    lunes martes miércoles jueves viernes sábado domingo
    janeiro fevereiro março maio junho julho setembro outubro novembro dezembro
    gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre
    januari februari maart mei augustus desember agustus maret
    tháng ngày thứ giờ chủ nhật
    am pm a m p est edt et cst cdt ct mst mdt mt pst pdt pt gmt utc bst ist cet cest kst jst sgt hkt wib aest uhr h
    published updated posted modified edited created first last on at of the and de del le um am à il op pada lúc
    st nd rd th date time today yesterday ago minutes minute hours hour days day mins min hrs hr
    veröffentlicht aktualisiert stand publié mis jour publicado actualizado atualizado pubblicato aggiornato cập đăng
    """.split()
)
"""All the words of which a time stamp may be made, in lower case."""
