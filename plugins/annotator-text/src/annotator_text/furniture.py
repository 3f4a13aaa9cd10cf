"""The words of page furniture: what stands on pages of news in several languages and is no part of the article.

Class vocabularies only: no name of a site, an agency or a person. Everything is in lower case.
"""

from __future__ import annotations

__all__ = [
    "BYLINE_WORDS",
    "CAPTION_LABELS",
    "LABELS",
    "RELATED_LABELS",
    "SMALL_WORDS",
    "TIME_WORDS",
    "WHOLE_LINES",
]


def _table(rows: str) -> dict[str, str]:
    """Read rows of ``name: phrase | phrase`` as phrase to name."""
    split = (row.split(":", 1) for row in rows.strip().splitlines())
    return {phrase: name.strip() for name, phrases in split for phrase in _phrases(phrases)}


def _phrases(phrases: str) -> list[str]:
    return [phrase.strip() for phrase in phrases.split("|")]


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


CAPTION_LABELS = _table("""
    en: caption | photo caption | image caption | media caption | picture caption | file photo | photo | image
    de: bildunterschrift | bildtext | bildbeschreibung
    fr: légende | légende photo | légende de la photo
    es: pie de foto | pie de imagen | leyenda de la foto
    pt: legenda | legenda da foto | legenda da imagem
    it: didascalia
    nl: fotobijschrift | onderschrift
    id: keterangan foto
    vi: chú thích ảnh | chú thích hình
    ru: подпись к фото
    zh: 图片说明
    ja: 写真説明
""")
"""A line that only says that a caption follows, with its language."""

RELATED_LABELS = _table("""
    en: related | related articles | related stories | related news | related content | related topics
    en: related coverage | read more | read also | also read | see also | see more | more stories | more news
    en: more on this | more on this story | more from | most read | most popular | top stories | you may also like
    en: you might also like | recommended | recommended for you | recommended stories | don't miss | trending
    en: trending now | latest news | editor's picks | editors' picks | watch | see | listen | read | more
    de: lesen sie auch | mehr zum thema | weitere artikel | auch interessant | das könnte sie auch interessieren
    de: meistgelesen
    fr: lire aussi | à lire aussi | articles liés | sur le même sujet | les plus lus
    es: lea también | lee también | leer también | le puede interesar | lo más leído | noticias relacionadas
    es: relacionadas
    pt: leia também | leia mais | veja também | notícias relacionadas
    it: leggi anche
    nl: lees ook | lees meer
    id: baca juga | berita terkait
    vi: tin liên quan | xem thêm | đọc thêm
    ru: читайте также | по теме
""")
"""What stands above, or before a colon in, the headlines of other articles."""

WHOLE_LINES = {
    "navigation": _table("""
        en: back | home | menu | next | previous | search | close | print | skip to content | skip to main content
        en: sign in | log in | login | register | view all | back to top | go back | next article | previous article
        en: continue reading | show more | load more | toggle caption | hide caption | enlarge this image
        en: story continues below | article continues below | start of main content | listen to this article | save
        en: bookmark | about us | help | sitemap | privacy policy | terms of use | terms of service
        de: zurück | startseite | weiter | suche | drucken | anmelden
        fr: retour | accueil | suivant | précédent | imprimer | rechercher
        es: volver | inicio | siguiente | anterior | imprimir | buscar
        pt: voltar | início
        it: indietro
        nl: terug
        id: kembali | beranda
        vi: trở lại | quay lại | trang chủ
        ru: назад | главная
        zh: 返回 | 首页
    """),
    "sharing": _table("""
        en: share | share this | share this article | share this story | share on | tweet | email | e-mail
        en: copy link | link copied | follow us
        de: teilen
        fr: partager
        es: compartir
        pt: compartilhar
        it: condividi
        nl: delen
        id: bagikan
        vi: chia sẻ
        ru: поделиться
        zh: 分享
    """),
    "advertising": _table("""
        en: advertisement | advertisements | advertising | ad | sponsored | sponsored content | promoted
        en: paid content | subscribe | subscribe now | sign up | newsletter | scroll to continue
        en: advertisement - scroll to continue
        de: anzeige | werbung
        fr: publicité
        es: publicidad
        pt: publicidade
        it: pubblicità
        nl: advertentie
        id: iklan
        vi: quảng cáo
        ru: реклама
        zh: 广告
    """),
    "contact": _table("""
        en: contact | contact us | contact information | contact details | media contact | press contact
        de: kontakt | impressum
        fr: contactez-nous
        es: contacto | contáctenos
        pt: contato
        it: contatti
        id: kontak | hubungi kami
        vi: liên hệ | thông tin liên hệ
        ru: контакты
    """),
    "tags": _table("""
        en: tags | topics | keywords | categories | filed under
        de: schlagwörter | themen
        fr: mots-clés
        es: etiquetas | temas
        vi: từ khóa
        ru: теги
    """),
    "comments": _table("""
        en: comments | comment | leave a comment | leave a reply | post a comment | view comments | add a comment
        en: join the conversation
        de: kommentare
        fr: commentaires
        es: comentarios
        pt: comentários
        id: komentar
        vi: bình luận
    """),
}  # fmt: skip
"""Lines that are nothing but furniture, by their role, with their language."""

LABELS = _table("""
    tags: tags | tag | topics | topic | keywords | filed under | categories | category | more on | schlagwörter
    tags: mots-clés | etiquetas | temas | từ khóa
    contact: phone | tel | telephone | fax | mobile | hotline | email | e-mail | address | website | contact
    contact: contacts | media contact | press contact | telefon | téléphone | teléfono | telefone | adresse
    contact: dirección | điện thoại | địa chỉ
    copyright: copyright
    sharing: share | follow us | follow us on
""")
"""What stands before a colon in furniture, with its role."""

BYLINE_WORDS = frozenset(
    _phrases(
        "by | written by | reported by | reporting by | story by | text by | words by | compiled by | posted by"
        "| published by | edited by | author | authors | reporter | correspondent"
        "| von | par | por | di | door | oleh | автор"
    )
)
"""What bylines begin with."""

SMALL_WORDS = _words(
    """a an the and or nor but as at by for from in into of off on onto out over per than that to up via vs with amid is
    it its be are was his her their my our your not no if so de la le les el los las der die das und et y e en van von
    bin al du da di do dos das &"""
)
"""Words that stay small in a title, and inside the names of persons."""

TIME_WORDS = _words(
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
    """
)
"""All the words of which a time stamp may be made, in lower case."""
