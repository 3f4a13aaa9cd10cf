"""Whether a text that is taken for English looks like it."""

import re
import warnings

import pytest

from annotator import Document
from annotator_text.function_words import FEWEST_LETTERS
from annotator_text.sentences import find_sentences
from annotator_text.structure import find_structure

FOREIGN = {
    "German": """Der Rat der Stadt hat am Abend beschlossen, die alte Brücke über den Fluss nicht mehr zu reparieren.
        Nach den Worten der Vorsitzenden wäre ein neuer Bau billiger als die Arbeiten, die in diesem Jahr nötig sind.
        Viele Leute, die auf der anderen Seite wohnen, sind mit dem Plan nicht einverstanden und wollen klagen.
        Sie sagen, dass der Weg zur Schule für die Kinder dann eine Stunde länger ist als bisher.""",
    "French": """Le conseil de la ville a décidé dans la soirée de ne plus réparer le vieux pont sur la rivière.
        Selon la présidente, un nouveau pont serait moins cher que les travaux qui sont nécessaires cette année.
        Beaucoup de gens qui habitent de l'autre côté ne sont pas d'accord avec ce projet et veulent aller en justice.
        Ils disent que le chemin de l'école sera plus long pour les enfants, avec une heure de marche en plus.""",
    "Spanish": """El consejo de la ciudad decidió por la noche que no va a reparar más el viejo puente sobre el río.
        Según la presidenta, un puente nuevo sería más barato que las obras que hacen falta este año en el viejo.
        Mucha gente que vive al otro lado no está de acuerdo con el plan y quiere llevarlo a los tribunales.
        Dicen que el camino a la escuela será una hora más largo para los niños y que nadie les ha preguntado.""",
    "Italian": """Il consiglio della città ha deciso nella serata di non riparare più il vecchio ponte sul fiume.
        Secondo la presidente, un ponte nuovo costerebbe meno dei lavori che sono necessari quest'anno.
        Molti di quelli che abitano dall'altra parte non sono d'accordo con il piano e vogliono andare dal giudice.
        Dicono che la strada per la scuola sarà più lunga di un'ora per i bambini e che nessuno li ha ascoltati.""",
    "Portuguese": """O conselho da cidade decidiu à noite que não vai mais consertar a velha ponte sobre o rio.
        Segundo a presidente, uma ponte nova seria mais barata do que as obras que são necessárias neste ano.
        Muitas pessoas que moram do outro lado não estão de acordo com o plano e querem ir aos tribunais.
        Elas dizem que o caminho para a escola será uma hora mais longo para as crianças e que ninguém foi ouvido.""",
    "Dutch": """De raad van de stad heeft in de avond besloten om de oude brug over de rivier niet meer te herstellen.
        Volgens de voorzitter zou een nieuwe brug goedkoper zijn dan het werk dat dit jaar nodig is.
        Veel mensen die aan de andere kant wonen, zijn het niet eens met het plan en willen naar de rechter gaan.
        Ze zeggen dat de weg naar school voor de kinderen een uur langer wordt en dat er niet met hen is gepraat.""",
    "Swedish": """Stadens råd har på kvällen beslutat att inte längre laga den gamla bron över floden.
        Enligt ordföranden skulle en ny bro vara billigare än det arbete som är nödvändigt under året.
        Många som bor på andra sidan är inte nöjda med planen och vill att en domstol ska pröva den.
        De säger att vägen till skolan blir en timme längre för barnen och att ingen har frågat dem om det.
        Om planen blir verklighet kommer de att lämna staden, och det är inte många som bor kvar där.""",
    "Polish": """Rada miasta zdecydowała wieczorem, że nie będzie już naprawiać starego mostu na rzece.
        Według przewodniczącej nowy most byłby tańszy niż prace, które są potrzebne w tym roku.
        Wielu ludzi, którzy mieszkają po drugiej stronie, nie zgadza się z tym planem i chce iść do sądu.
        Mówią, że droga do szkoły będzie dla dzieci o godzinę dłuższa i że nikt ich o to nie pytał, jak to zrobić.""",
    "Turkish": """Kent meclisi akşam saatlerinde nehrin üzerindeki eski köprüyü artık onarmama kararı aldı.
        Başkan, yeni bir köprünün bu yıl için gerekli olan çalışmalardan daha ucuz olacağını söyledi ve plan sundu.
        Karşı yakada oturan çok sayıda insan bu plana karşı ve bir dava açmak istiyor, ama meclis geri adım atmıyor.
        Okula giden yolun çocuklar için bir saat daha uzun olacağını ve kendilerine hiç sorulmadığını da söylediler.""",
    "Vietnamese": """Hội đồng thành phố đã quyết định vào buổi tối rằng sẽ không sửa cây cầu cũ trên sông nữa.
        Theo bà chủ tịch, một cây cầu mới sẽ rẻ hơn những công việc cần làm trong năm nay.
        Nhiều người sống ở bên kia sông không đồng ý với kế hoạch này và muốn đưa ra tòa án.
        Họ nói rằng đường đến trường của trẻ em sẽ dài hơn một giờ và không có ai đã hỏi ý kiến của họ.
        Nếu kế hoạch được thực hiện thì nhiều gia đình sẽ phải rời khỏi thành phố trong mùa đông này.""",
    "Indonesian": """Dewan kota memutuskan pada malam hari bahwa jembatan tua di atas sungai itu tidak akan diperbaiki.
        Menurut ketua dewan, jembatan baru akan lebih murah daripada pekerjaan yang diperlukan pada tahun ini.
        Banyak orang yang tinggal di seberang tidak setuju dengan rencana itu dan ingin pergi ke pengadilan.
        Mereka mengatakan bahwa jalan ke sekolah untuk anak-anak akan lebih panjang dan mereka tidak pernah ditanya.""",
    "Romanian": """Consiliul orașului a hotărât seara că nu va mai repara podul cel vechi de peste râu.
        După cum spune președinta, un pod nou ar fi mai ieftin decât lucrările care sunt necesare în acest an.
        Mulți dintre cei care locuiesc pe malul celălalt nu sunt de acord cu planul și vor să meargă la tribunal.
        Ei spun că drumul până la școală va fi cu o oră mai lung pentru copii și că nu au fost întrebați de nimeni.""",
    "Russian": """Городской совет решил вечером, что он больше не будет чинить старый мост через реку.
        По словам председателя, новый мост был бы дешевле, чем работы, которые нужны уже в этом году.
        Многие из тех, кто живёт на другом берегу, не согласны с планом и хотят обратиться в суд.
        Они говорят, что дорога в школу для детей станет на час длиннее и что их об этом никто не спросил.
        Если план будет принят, многие семьи уедут из города ещё до зимы, и школу тогда закроют.""",
}

UNLISTED = {
    "Finnish": """Kaupungin valtuusto päätti illalla, ettei joen ylittävää vanhaa siltaa enää korjata lainkaan.
        Puheenjohtajan mukaan uusi silta olisi halvempi kuin tänä vuonna tarvittavat työt ja niiden suunnittelu.
        Moni toisella puolella asuva ihminen vastustaa suunnitelmaa ja haluaa viedä asian oikeuteen syksyllä.
        He sanovat, että lasten koulumatka pitenee tunnilla eikä kukaan ole kysynyt heidän mielipidettään.""",
    "Korean": "시의회는 강 위의 낡은 다리를 더 이상 고치지 않기로 저녁에 결정했다. " * 20,
}

ENGLISH = """The council of the town decided in the evening that it would no longer repair the old bridge over the
    river. In the view of its chair, a new bridge would be cheaper than the work that has to be done this year.
    Many of the people who live on the other side do not agree with the plan and want to go to court.
    They say that the way to school will be an hour longer for the children and that nobody has asked them."""

SILENT = {
    "short": FOREIGN["German"][:250],
    "empty": "",
    "table": "\n".join(f"Northport Valley\t{n}\tRiver Bend\t{n * 7}" for n in range(100)),
    "labels": "\n".join(f"apples and pears, {n} kg, delivered" for n in range(100)),
    "names": "Ada Roe, Jo Poe, Max Moe. " * 100,
    "headings": "\n".join(["Der Rat der Stadt hat am Abend über die alte Brücke beschlossen"] * 20),
    "quoting": f"{ENGLISH}\n\n{FOREIGN['Spanish'].splitlines()[0]}",
    "two scripts": f"{FOREIGN['Russian']}\n{ENGLISH}",
    "numbers": "1 2 3. " * 1000,
}


def warned(text: str, language: str = "en") -> list[str]:
    page = Document("secret", text, language)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        find_sentences(page.with_layer(find_structure(text, language)))
    return [str(warning.message) for warning in caught]


@pytest.mark.parametrize("language", FOREIGN)
def test_the_likely_language_is_named(language: str) -> None:
    [message] = warned(FOREIGN[language])
    assert f"looks like {language};" in message
    assert "--lang" in message
    assert "secret" not in message


@pytest.mark.parametrize("language", UNLISTED)
def test_no_language_is_named_when_none_is_clear(language: str) -> None:
    [message] = warned(UNLISTED[language])
    assert "looks like" not in message.replace("does not look like", "")


@pytest.mark.parametrize("language", FOREIGN)
def test_nothing_is_said_when_the_language_is_given(language: str) -> None:
    assert warned(FOREIGN[language], "und") == warned(FOREIGN[language], "de-AT") == []


@pytest.mark.parametrize("tag", ["en", "en-US", "EN_gb"])
def test_every_english_is_looked_at(tag: str) -> None:
    assert len(warned(FOREIGN["Dutch"], tag)) == 1
    assert warned(ENGLISH, tag) == []


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_no_false_alarm(text: str) -> None:
    assert warned(text) == []


def test_samples_are_long_enough() -> None:
    for text in (*FOREIGN.values(), *UNLISTED.values(), ENGLISH):
        assert len(re.findall(r"[^\W\d_]", text)) > FEWEST_LETTERS


def test_a_warning_is_for_each_document() -> None:
    assert len(warned(FOREIGN["Polish"])) == len(warned(FOREIGN["Polish"] * 50)) == 1
