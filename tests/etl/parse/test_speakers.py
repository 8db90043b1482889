"""Who says what stands in marks; nobody where the text names nobody."""

from __future__ import annotations

import pytest

from tests.etl.parse.builders import speakers, statements, story

SAID = "Ces ateliers ne rouvriront pas de sitôt"
WOMAN = "La directrice de l’agence portuaire, Inês Falcão, a présenté la saisie."
MAN = "Le procureur de Cadix, Aurelio Bastos, a ouvert une enquête."


@pytest.mark.parametrize(
    "sentence",
    [
        f"« {SAID} », a déclaré Inês Falcão.",
        f"« {SAID} », a déclaré Mme Inês Falcão.",
        f"« {SAID} », a déclaré Mme Falcão.",
        f"« {SAID} », déclare Mme Falcão.",
        f"« {SAID} », a-t-elle déclaré.",
        f"« {SAID} », a ajouté Mme Falcão.",
        f"« {SAID} », a affirmé Mme Falcão.",
        f"« {SAID} », a souligné Mme Falcão.",
        f"« {SAID} », souligne Mme Falcão.",
        f"« {SAID} », a indiqué Mme Falcão.",
        f"« {SAID} », a précisé Mme Falcão.",
        f"« {SAID} », a conclu Mme Falcão.",
        f"« {SAID} », conclut Mme Falcão.",
        f"« {SAID} », a expliqué Mme Falcão.",
        f"« {SAID} », expliquait Mme Falcão.",
        f"« {SAID} », a rappelé Mme Falcão.",
        f"« {SAID} », rappelle Mme Falcão.",
        f"« {SAID} », a estimé Mme Falcão.",
        f"« {SAID} », a insisté Mme Falcão.",
        f"« {SAID} », a commenté Mme Falcão.",
        f"« {SAID} », a poursuivi Mme Falcão.",
        f"« {SAID} », poursuit Mme Falcão.",
        f"« {SAID} », s’est félicitée Mme Falcão.",
        f"« {SAID} », s’est réjouie Mme Falcão.",
        f"« {SAID} », a annoncé Mme Falcão.",
        f"« {SAID} », annonçait Mme Falcão.",
        f"« {SAID} », a averti Mme Falcão.",
        f"« {SAID} », prévient Mme Falcão.",
        f"« {SAID} », a répondu Mme Falcão.",
        f"« {SAID} », a confié Mme Falcão.",
        f"« {SAID} », a assuré Mme Falcão.",
        f"« {SAID} », a martelé Mme Falcão.",
        f"« {SAID} », a également déclaré Mme Falcão.",
        f"« {SAID} », a pour sa part déclaré Mme Falcão.",
        f"« {SAID} », a tenu à souligner Mme Falcão.",
        f"« {SAID} », devait déclarer Mme Falcão.",
        f"« {SAID} », dira Mme Falcão.",
        f"« {SAID} », avait déclaré Mme Falcão.",
        f"Mme Falcão a déclaré : « {SAID} ».",
        f"Mme Falcão déclare : « {SAID} ».",
        f"Inês Falcão, la directrice de l’agence portuaire, a déclaré : « {SAID} ».",
        f"La directrice de l’agence portuaire, Inês Falcão, a déclaré : « {SAID} ».",
        f"S’adressant aux marins, Mme Falcão a déclaré : « {SAID} ».",
        f"Mme Falcão a ajouté lors de la cérémonie : « {SAID} ».",
        f"Selon Mme Falcão, « {SAID} ».",
        f"Pour Mme Falcão, « {SAID} ».",
        f"D’après Mme Falcão, « {SAID} ».",
        f"« {SAID} », selon Mme Falcão.",
        f"« {SAID} », d’après Mme Falcão.",
        f"Comme l’a dit Mme Falcão : « {SAID} ».",
        f"« {SAID} », a dit Inês Falcão.",
        f"De l’avis de Mme Falcão, « {SAID} ».",
        f"Aux yeux de la directrice, « {SAID} ».",
        f"À en croire Mme Falcão, « {SAID} ».",
        f"Selon les chiffres communiqués par Mme Falcão, « {SAID} ».",
        f"Pour reprendre les mots de Mme Falcão, « {SAID} ».",
        f"Elle a ajouté : « {SAID} ».",
        f"« {SAID} », a ajouté la directrice.",
        f"« {SAID} », a ajouté la directrice de l’agence portuaire.",
        f"La directrice a ajouté : « {SAID} ».",
        f"Mme Falcão s’est adressée à la presse. « {SAID} », a-t-elle conclu.",
    ],
)
def test_the_attribution_tells_the_speaker(sentence: str) -> None:
    assert speakers(story(WOMAN, sentence)) == ["Inês Falcão"]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        (f"« {SAID} », a-t-il ajouté.", "Aurelio Bastos"),
        (f"« {SAID} », a-t-elle ajouté.", "Inês Falcão"),
        (f"« {SAID} », ajoute-t-il.", "Aurelio Bastos"),
        (f"« {SAID} », ajoute-t-elle.", "Inês Falcão"),
        (f"« {SAID} », a conclu le procureur.", "Aurelio Bastos"),
        (f"« {SAID} », a conclu la directrice.", "Inês Falcão"),
        (f"« {SAID} », a conclu le magistrat.", "Aurelio Bastos"),
        (f"Il a ajouté : « {SAID} ».", "Aurelio Bastos"),
        (f"Elle a ajouté : « {SAID} ».", "Inês Falcão"),
        (f"Selon le procureur, « {SAID} ».", "Aurelio Bastos"),
        (f"Pour la directrice, « {SAID} ».", "Inês Falcão"),
    ],
)
def test_pronoun_and_office_choose_between_a_woman_and_a_man(sentence: str, who: str) -> None:
    assert speakers(story(WOMAN, MAN, sentence)) == [who]
    assert speakers(story(MAN, WOMAN, sentence)) == [who]


def test_two_speakers_with_a_pronoun_each_are_kept_apart() -> None:
    parsed = story(
        "« La mer est notre frontière », a déclaré Mme Inês Falcão.",
        "« Le port est notre porte », a répondu M. Aurelio Bastos.",
        "« Elle reste ouverte », a-t-elle ajouté.",
        "« Nous la fermerons », a-t-il promis.",
    )
    assert speakers(parsed) == ["Inês Falcão", "Aurelio Bastos", "Inês Falcão", "Aurelio Bastos"]


def test_two_people_of_one_surname_are_told_apart_by_their_honorific() -> None:
    parsed = story(
        "Le juge Aurelio Bastos et sa sœur, l’avocate Marta Bastos, ont témoigné.",
        "« La mer est notre frontière », a déclaré Mme Bastos.",
        "« Le port est notre porte », a déclaré M. Bastos.",
    )
    assert speakers(parsed) == ["Marta Bastos", "Aurelio Bastos"]


def test_the_subject_of_the_next_sentence_is_not_this_speaker() -> None:
    parsed = story(
        WOMAN, MAN, f"« {SAID} », a déclaré la directrice. Le procureur a quant à lui remercié les marins du port."
    )
    assert speakers(parsed) == ["Inês Falcão"]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        (f"« {SAID} », a déclaré un porte-parole d’Europol.", "Europol"),
        (f"« {SAID} », a déclaré une porte-parole d’Eurojust.", "Eurojust"),
        (f"« {SAID} », a indiqué Europol dans un communiqué.", "Europol"),
        (f"« {SAID} », indique Eurojust.", "Eurojust"),
        (f"Selon Europol, « {SAID} ».", "Europol"),
        (f"Europol a déclaré : « {SAID} ».", "Europol"),
    ],
)
def test_an_organisation_speaks_itself_or_by_an_unnamed_spokesman(sentence: str, who: str) -> None:
    parsed = story(sentence)
    assert speakers(parsed) == [who]
    speaker = statements(parsed)[0].speaker
    assert speaker is not None
    assert speaker.type == "organization"


def test_a_named_spokeswoman_speaks_as_a_person() -> None:
    parsed = story(f"« {SAID} », a déclaré Livia Moretti, porte-parole d’Europol.")
    assert speakers(parsed) == ["Livia Moretti"]


@pytest.mark.parametrize(
    "sentence",
    [
        f"« {SAID} », a déclaré un passant.",
        f"« {SAID} », a déclaré un enquêteur sous couvert d’anonymat.",
        f"« {SAID} », raconte une victime.",
        f"« {SAID} », entendait-on dans la salle.",
        f"« {SAID} », selon une source proche de l’enquête.",
        f"« {SAID} », confie une magistrate.",
        f"En séance, un orateur a déploré que l’on parle « {SAID.lower()} ».",
        f"À Faro, une mère s’est dite partagée : « {SAID}. »",
        f"Selon un participant, « {SAID} ».",
    ],
)
def test_nobody_is_named_so_nobody_is_guessed(sentence: str) -> None:
    assert speakers(story(sentence)) == [None]
    assert speakers(story(MAN, WOMAN, sentence)) == [None]


def test_a_pronoun_that_fits_nobody_stays_without_speaker() -> None:
    assert speakers(story(MAN, f"« {SAID} », a-t-elle déclaré.")) == [None]


def test_a_quote_without_attribution_takes_the_speaker_of_the_quote_before() -> None:
    parsed = story(f"« {SAID} », a déclaré Mme Inês Falcão. « Nous y veillerons chaque nuit. »")
    assert speakers(parsed) == ["Inês Falcão"] * 2


def test_a_quote_without_attribution_takes_the_speaker_of_the_quote_after() -> None:
    parsed = story("« La saisie est sans précédent. »", f"« {SAID} », a déclaré Mme Inês Falcão.")
    assert speakers(parsed) == ["Inês Falcão"] * 2


@pytest.mark.parametrize(
    ("sentence", "basis"),
    [
        (f"« {SAID} », a déclaré Inês Falcão.", "named"),
        (f"« {SAID} », a déclaré Mme Falcão.", "named"),
        (f"« {SAID} », a-t-elle déclaré.", "pronoun"),
        (f"« {SAID} », a déclaré la directrice.", "office"),
        (f"« La mer est calme », a déclaré Mme Falcão. « {SAID}. »", "context"),
    ],
)
def test_the_basis_says_how_the_speaker_was_known(sentence: str, basis: str) -> None:
    assert statements(story(WOMAN, sentence))[-1].basis == basis


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (f"« {SAID} », a déclaré Mme Falcão.", "Falcão"),
        (f"« {SAID} », a-t-elle déclaré.", "a-t-elle"),
        (f"« {SAID} », a déclaré la directrice.", "la directrice"),
    ],
)
def test_the_attribution_keeps_the_speaker_as_written(sentence: str, words: str) -> None:
    parsed = story(WOMAN, sentence)
    attribution = statements(parsed)[0].attribution
    assert attribution is not None
    assert words in attribution.text
    assert parsed.text[attribution.start : attribution.end] == attribution.text


@pytest.mark.parametrize(
    ("lead", "sentence", "who"),
    [
        (
            "Le chef de la police de Malaga, Tomás Arrieta, a pris la parole.",
            "le chef de la police de Malaga",
            "Tomás Arrieta",
        ),
        ("Le ministre de l’Intérieur, Paulo Quintela, a inauguré le quai.", "le ministre", "Paulo Quintela"),
        ("La ministre de la Justice, Ana Quintela, a inauguré le quai.", "la ministre", "Ana Quintela"),
        (
            "Le Secrétaire Général de l’ONU, Piet Verhaeren, a inauguré le quai.",
            "le Secrétaire général",
            "Piet Verhaeren",
        ),
        ("Le général Sandor Vikelas a pris la parole.", "le général", "Sandor Vikelas"),
        ("Le commissaire Yann Kerdoncuff a pris la parole.", "le commissaire", "Yann Kerdoncuff"),
        ("La présidente du tribunal, Ana Quintela, a pris la parole.", "la présidente du tribunal", "Ana Quintela"),
        ("La juge Ana Quintela a pris la parole.", "la magistrate", "Ana Quintela"),
        ("Le colonel Sandor Vikelas, attaché de défense, a pris la parole.", "l’officier", "Sandor Vikelas"),
        ("L’ambassadeur Sandor Vikelas a pris la parole.", "le diplomate", "Sandor Vikelas"),
    ],
)
def test_an_office_or_epithet_alone_is_the_person_who_holds_it(lead: str, sentence: str, who: str) -> None:
    assert speakers(story(lead, f"« {SAID} », a déclaré {sentence}.")) == [who]


@pytest.mark.parametrize(
    ("before", "sentence", "who"),
    [
        ("M. Sandor Vikelas a ouvert la séance.", f"Le directeur du musée a ajouté : « {SAID}. »", "Sandor Vikelas"),
        (
            "Mme Ana Quintela succède à M. Piet Verhaeren.",
            f"Le président sortant a salué une juriste « {SAID.lower()} ».",
            "Piet Verhaeren",
        ),
        (
            "La délégation est arrivée mardi.",
            f"Son représentant a déclaré que « {SAID.lower()} ». Sandor Vikelas a néanmoins invité à la patience.",
            "Sandor Vikelas",
        ),
    ],
)
def test_an_office_that_the_text_gives_to_nobody_is_of_whom_the_text_speaks(
    before: str, sentence: str, who: str
) -> None:
    assert speakers(story(before, sentence)) == [who]


def test_an_office_is_nobody_of_whom_another_is_told() -> None:
    parsed = story(MAN, f"Le ministre de l’Intérieur a félicité les marins pour « {SAID.lower()} ».")
    assert speakers(parsed) == [None]


def test_the_speakers_own_words_are_of_whom_the_text_speaks() -> None:
    parsed = story("M. Aurelio Bastos a défendu une idée « un peu folle », selon son propre mot.")
    assert speakers(parsed) == ["Aurelio Bastos"]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        (f"L’avocat du suspect, Me Sandor Vikelas, a dénoncé une arrestation « {SAID.lower()} ».", "Sandor Vikelas"),
        (f"« {SAID} », a commenté le général de brigade Sandor Vikelas.", "Sandor Vikelas"),
        (f"« {SAID}, a affirmé la directrice de la compagnie, Ana Quintela. Rien ne changera. »", "Ana Quintela"),
        (
            f"Un groupe de travail, dont le président, Sandor Vikelas, s’est dit « {SAID.lower()} », a été créé.",
            "Sandor Vikelas",
        ),
        (f"Europol a fourni, d’après son communiqué, « {SAID.lower()} ».", "Europol"),
        (f"Selon la chercheuse Shauna Wolf, « {SAID} ».", "Shauna Wolf"),
    ],
)
def test_a_name_in_apposition_tells_who_holds_the_office(sentence: str, who: str) -> None:
    assert speakers(story(sentence)) == [who]


def test_celui_ci_is_who_was_named_last_and_il_who_led_the_sentence() -> None:
    talk = "Le procureur Aurelio Bastos s’est entretenu avec le ministre de l’Intérieur, Paulo Quintela."
    assert speakers(story(talk, f"Il a ajouté : « {SAID}. »")) == ["Aurelio Bastos"]
    assert speakers(story(talk, f"Celui-ci a ajouté : « {SAID}. »")) == ["Paulo Quintela"]


@pytest.mark.parametrize(
    "sentence",
    [
        f"« {SAID} », a tweeté Inês Falcão.",
        f"« {SAID} », se gausse Mme Falcão.",
        f"« {SAID} », devait déclarer plus tard Mme Falcão.",
        f"« {SAID} », Inês Falcão, directrice de l’agence portuaire.",
        "Mme Falcão, qui a qualifié l’opération de « succès collectif », a remercié les marins.",
        "Mme Falcão, elle, se dit « confiante ».",
        "Mme Falcão a démenti des informations « fantaisistes ».",
        f"« {SAID} » : tel est le message de Mme Falcão aux passeurs.",
        f"« {SAID}. » C’est par cette formule que Mme Falcão a ouvert la séance.",
        f"Même son de cloche chez Mme Falcão : « {SAID}. »",
        "La saisie, qualifiée de « véritable coup d’arrêt » par Mme Falcão, a duré trois jours.",
        "La saisie, décrite par Mme Falcão comme « un véritable coup d’arrêt », a duré trois jours.",
        "La saisie, « un véritable coup d’arrêt » selon Mme Falcão, a duré trois jours.",
    ],
)
def test_who_speaks_is_told_without_a_listed_verb_of_saying(sentence: str) -> None:
    assert speakers(story(WOMAN, sentence)) == ["Inês Falcão"]


def test_a_clause_behind_tandis_que_has_a_speaker_of_its_own() -> None:
    parsed = story(
        "La France a plaidé pour un texte « court et opérationnel », tandis que la Suisse a mis en garde contre "
        "« la tentation d’imposer de nouvelles charges »."
    )
    assert speakers(parsed) == ["France", "Suisse"]


def test_a_particle_behind_an_honorific_is_of_the_name() -> None:
    parsed = story("Le préfet Pedro de la Cruz a ouvert la séance.", f"« {SAID} », d’après M. de la Cruz.")
    assert speakers(parsed) == ["Pedro de la Cruz"]


def test_who_stands_at_the_speakers_side_does_not_speak() -> None:
    parsed = story(WOMAN, MAN, f"« {SAID} », a déclaré la directrice au côté de M. Bastos. « Rien ne presse. »")
    assert speakers(parsed) == ["Inês Falcão"] * 2


def test_the_subject_of_a_quoted_verb_speaks() -> None:
    parsed = story("Europol « condamne avec la plus grande fermeté » cet attentat.")
    assert speakers(parsed) == ["Europol"]


def test_a_body_speaks_by_the_voice_of_somebody() -> None:
    parsed = story(WOMAN, f"La défense, par la voix de Me Karim Belaïd, a déclaré : « {SAID}. »")
    assert speakers(parsed) == ["Karim Belaïd"]


def test_an_office_once_held_is_an_epithet() -> None:
    parsed = story(
        "La fédération a élu mardi la Polonaise Zofia Wrona.", f"« {SAID} », a confié l’ex-championne à la presse."
    )
    assert speakers(parsed) == ["Zofia Wrona"]


def test_who_was_succeeded_is_not_meant_by_the_pronoun() -> None:
    parsed = story(
        "Le congrès a élu le Brésilien Valmir Prado. Il succède à l’Allemand Jörg Lindau.", f"« {SAID} », a-t-il lancé."
    )
    assert speakers(parsed) == ["Valmir Prado"]
