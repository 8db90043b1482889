"""What stands in quotation marks: one quote, two, a fragment, or no quote."""

from __future__ import annotations

import pytest

from tests.etl.parse.builders import release, said, speakers, statements, story

WORDS = "Les marchands de faux papiers ont perdu leur meilleur atelier"


@pytest.mark.parametrize(
    "sentence",
    [
        f"« {WORDS} », a déclaré M. Aurelio Bastos.",
        f"«{WORDS}», a déclaré M. Aurelio Bastos.",
        f"“{WORDS}”, a déclaré M. Aurelio Bastos.",
        f'"{WORDS}", a déclaré M. Aurelio Bastos.',
        f'" {WORDS} ", a déclaré M. Aurelio Bastos.',
        f'"{WORDS}" a déclaré M. Aurelio Bastos.',
        f"« {WORDS} » a déclaré M. Aurelio Bastos.",
        f"M. Aurelio Bastos a déclaré : « {WORDS} ».",
        f"M. Aurelio Bastos a déclaré: “{WORDS}”.",
        f"M. Aurelio Bastos a déclaré : « {WORDS} » .",
        f"Selon M. Aurelio Bastos, « {WORDS} ».",
        f"„{WORDS}“, a déclaré M. Aurelio Bastos.",
    ],
)
def test_every_kind_of_mark_holds_a_quote(sentence: str) -> None:
    assert said(story(sentence)) == [WORDS]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (f"« {WORDS}. », a déclaré M. Bastos.", f"{WORDS}."),
        (f"« {WORDS}. » M. Aurelio Bastos a quitté la salle.", f"{WORDS}."),
        (f"M. Aurelio Bastos a déclaré : « {WORDS}. »", f"{WORDS}."),
        (f"« {WORDS} ! », s’est exclamé M. Aurelio Bastos.", f"{WORDS} !"),
        (f"« {WORDS} ? », s’est interrogé M. Aurelio Bastos.", f"{WORDS} ?"),
        (f"« {WORDS}… », a soupiré M. Aurelio Bastos.", f"{WORDS}…"),
    ],
)
def test_the_quoted_sentence_keeps_its_own_stop_and_leaves_the_marks_out(sentence: str, words: str) -> None:
    assert said(story(sentence))[0].rstrip(".") == words.rstrip(".")


@pytest.mark.parametrize(
    "inner",
    ["“ le bureau des Açores ”", "“le bureau des Açores”", "‘le bureau des Açores’", '"le bureau des Açores"'],
)
def test_marks_inside_marks_belong_to_the_quote_and_make_none_of_their_own(inner: str) -> None:
    parsed = story(f"« Nous cherchions {inner} depuis deux ans, et le voici fermé », a déclaré M. Aurelio Bastos.")
    assert len(statements(parsed)) == 1
    assert "bureau des Açores" in statements(parsed)[0].text
    assert statements(parsed)[0].text.endswith("fermé")


def test_guillemets_inside_guillemets_are_part_of_the_quote() -> None:
    parsed = story(
        "« Nous cherchions «le bureau des Açores» depuis deux ans, et le voici fermé », a déclaré M. Bastos."
    )
    assert [words.endswith("fermé") for words in said(parsed) if words] == [True]


@pytest.mark.parametrize(("opening", "closing"), [("« ", " »"), ("“", "”"), ('"', '"')])
def test_a_long_quote_that_reopens_at_each_paragraph_is_one(opening: str, closing: str) -> None:
    parsed = story(
        f"M. Aurelio Bastos a déclaré : {opening}Nous avons suivi ces ateliers durant deux hivers.",
        f"{opening}Ils changeaient d’adresse chaque semaine.",
        f"{opening}Ils n’en changeront plus.{closing}",
        "Le tribunal se réunira lundi.",
    )
    assert len(statements(parsed)) == 1
    assert said(parsed)[0].startswith("Nous avons suivi")
    assert said(parsed)[0].rstrip(".").endswith("changeront plus")


@pytest.mark.parametrize(("opening", "closing"), [("« ", " »"), ("“", "”"), ('"', '"')])
def test_a_paragraph_that_closes_and_a_next_that_opens_are_two(opening: str, closing: str) -> None:
    parsed = story(
        f"{opening}Nous avons suivi ces ateliers durant deux hivers{closing}, a déclaré M. Aurelio Bastos.",
        f"{opening}Ils changeaient d’adresse chaque semaine{closing}, a-t-il ajouté.",
    )
    assert said(parsed) == [
        "Nous avons suivi ces ateliers durant deux hivers",
        "Ils changeaient d'adresse chaque semaine",
    ]


def test_reopened_straight_marks_do_not_turn_the_next_quote_inside_out() -> None:
    parsed = story(
        'M. Aurelio Bastos a déclaré : "Nous avons suivi ces ateliers durant deux hivers.',
        '"Ils changeaient d’adresse chaque semaine."',
        "Le tribunal se réunira lundi.",
        '"La saisie est sans précédent", a conclu Mme Inês Falcão.',
    )
    assert len(statements(parsed)) == 2
    assert said(parsed)[1] == "La saisie est sans précédent"


@pytest.mark.parametrize(
    "forgotten",
    [
        "« Nous avons suivi ces ateliers durant deux hivers, a déclaré M. Aurelio Bastos.",
        "“Nous avons suivi ces ateliers durant deux hivers, a déclaré M. Aurelio Bastos.",
        '"Nous avons suivi ces ateliers durant deux hivers, a déclaré M. Aurelio Bastos.',
    ],
)
def test_a_forgotten_closing_mark_does_not_swallow_the_rest(forgotten: str) -> None:
    parsed = story(
        forgotten, "Le tribunal se réunira lundi.", "« La saisie est sans précédent », a conclu Mme Inês Falcão."
    )
    assert said(parsed)[-1] == "La saisie est sans précédent"
    assert not any("tribunal" in words for words in said(parsed) if words)


@pytest.mark.parametrize(("opening", "closing"), [("« ", " »"), ("“", "”"), ('"', '"')])
def test_two_statements_around_their_attribution_are_two_quotes(opening: str, closing: str) -> None:
    parsed = story(
        f"{opening}Ces ateliers sont fermés{closing}, a déclaré M. Bastos, {opening}et ils le resteront{closing}.",
        "M. Aurelio Bastos dirige le port.",
    )
    assert said(parsed) == ["Ces ateliers sont fermés", "et ils le resteront"]
    assert speakers(parsed) == ["Aurelio Bastos"] * 2


@pytest.mark.parametrize(
    "clause",
    [
        ", a déclaré M. Aurelio Bastos, ",
        ", déclare Aurelio Bastos, ",
        ", a expliqué le commissaire Aurelio Bastos, ",
        ", souligne M. Aurelio Bastos, ",
    ],
)
def test_an_attribution_inside_the_marks_is_not_part_of_the_words_said(clause: str) -> None:
    parsed = story(f"« Ces ateliers sont fermés{clause}et ils ne rouvriront pas de sitôt. »")
    assert len(statements(parsed)) == 1
    words = said(parsed)[0]
    assert "Bastos" not in words
    assert words.startswith("Ces ateliers sont fermés")
    assert words.rstrip(".").endswith("ne rouvriront pas de sitôt")
    assert speakers(parsed) == ["Aurelio Bastos"]


def test_the_span_of_a_quote_with_an_inserted_attribution_runs_from_first_to_last_word() -> None:
    parsed = story("« Ces ateliers sont fermés, a déclaré M. Aurelio Bastos, et ils ne rouvriront pas de sitôt. »")
    quote = statements(parsed)[0]
    assert "a déclaré M. Aurelio Bastos" in parsed.text[quote.start : quote.end]


@pytest.mark.parametrize(
    "sentence",
    [
        "Le roman « La Maison des sept marées » a paru en mars.",
        "La semaine avait pour thème « Des ports plus sûrs ».",
        "Le slogan de la campagne était « Ouvrez l’œil ».",
        "Le suspect, alias « le Photographe », a été extradé.",
        "Le suspect, surnommé « le Photographe », a été extradé.",
        "L’opération « Vent du large » a duré trois semaines.",
        "L’opération, baptisée « Vent du large », a duré trois semaines.",
        "Les colis portaient la mention « Fragile ».",
        "Sur le mur figure l’inscription « Aux marins disparus ».",
        "Le rapport intitulé « Les routes du sable » sera publié lundi.",
        "Une conférence sur le thème « La mer, bien commun » clôturera la semaine.",
        "Le film « Les Passeurs d’aube » sera projeté au public.",
        "Le navire « Santa Ventura » a été arraisonné au large.",
        "Le programme « Port propre » sera étendu.",
        "Le faux « notaire » recevait ses clients dans un garage.",
        "Le logiciel dit « de confiance » volait les mots de passe.",
        "Le réseau connu sous le nom de « La Confrérie » écoulait des bijoux.",
        "La devise de l’école est « Servir et prévenir ».",
        "Selon M. Aurelio Bastos, les suspects exploitaient une « ferme à clics ».",
        "Un buste que les experts appelaient jusqu’ici, faute de mieux, « l’homme de Bâle » a été rendu.",
        "Ce que M. Aurelio Bastos appelle « la méthode du puzzle » a payé.",
        "M. Aurelio Bastos a souligné que les antivols avaient fait reculer le vol « ordinaire ».",
        "L’agence a annoncé la saisie de pièces d’armes « fantômes ».",
        "Les suspects proposaient des placements à « rendement garanti ».",
        "M. Aurelio Bastos a décrit un réseau dans lequel chacun payait un « droit d’entrée ».",
    ],
)
def test_titles_themes_names_and_scare_quotes_are_no_quotes(sentence: str) -> None:
    assert said(story(sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "words", "who"),
    [
        (
            "M. Aurelio Bastos a qualifié ce port de « porte grande ouverte sur l’océan ».",
            "porte grande ouverte sur l'océan",
            "Aurelio Bastos",
        ),
        (
            "Pour M. Aurelio Bastos, cette saisie est « un coup d’arrêt brutal » au trafic.",
            "un coup d'arrêt brutal",
            "Aurelio Bastos",
        ),
        ("Mme Inês Falcão a salué « le courage tranquille » des marins.", "le courage tranquille", "Inês Falcão"),
        (
            "Mme Inês Falcão a dénoncé « une économie de la peur » dans les ports.",
            "une économie de la peur",
            "Inês Falcão",
        ),
        (
            "Mme Inês Falcão a appelé à « une vigilance de tous les instants ».",
            "une vigilance de tous les instants",
            "Inês Falcão",
        ),
        ("M. Aurelio Bastos s’est dit « fier du travail accompli ».", "fier du travail accompli", "Aurelio Bastos"),
        (
            "Mme Inês Falcão a estimé que le réseau avait été « durablement affaibli ».",
            "durablement affaibli",
            "Inês Falcão",
        ),
        ("Selon M. Aurelio Bastos, le réseau est « à genoux ».", "à genoux", "Aurelio Bastos"),
        ("Selon M. Aurelio Bastos, il s’agit d’un « tournant historique ».", "tournant historique", "Aurelio Bastos"),
        ("Mme Inês Falcão s’est félicitée d’une « coopération exemplaire ».", "coopération exemplaire", "Inês Falcão"),
        ("M. Aurelio Bastos a dénoncé un « scandale d’État ».", "scandale d'État", "Aurelio Bastos"),
        (
            "Qualifiant la saisie de « signal adressé aux trafiquants », M. Aurelio Bastos a remercié ses équipes.",
            "signal adressé aux trafiquants",
            "Aurelio Bastos",
        ),
        (
            "M. Aurelio Bastos a vu dans cette opération « la preuve que l’union fait la force ».",
            "la preuve que l'union fait la force",
            "Aurelio Bastos",
        ),
        (
            "Mme Inês Falcão a souhaité que le projet « fasse école de l’autre côté du continent ».",
            "fasse école de l'autre côté du continent",
            "Inês Falcão",
        ),
    ],
)
def test_quoted_words_woven_into_the_sentence_are_a_fragment(sentence: str, words: str, who: str) -> None:
    parsed = story(sentence)
    assert said(parsed) == [words]
    assert [quote.kind for quote in statements(parsed)] == ["fragment"]
    assert speakers(parsed) == [who]


@pytest.mark.parametrize(
    "sentence",
    [
        f"« {WORDS} », a déclaré M. Aurelio Bastos.",
        f"M. Aurelio Bastos a déclaré : « {WORDS} ».",
        f"« {WORDS}. »",
    ],
)
def test_a_whole_statement_is_direct(sentence: str) -> None:
    parsed = story("M. Aurelio Bastos a ouvert la séance.", sentence)
    assert [quote.kind for quote in statements(parsed)] == ["direct"]


def test_the_same_words_again_as_a_caption_are_one_quote() -> None:
    parsed = story(
        f"« {WORDS} », a déclaré M. Aurelio Bastos.",
        "Le tribunal se réunira lundi.",
        f"« {WORDS} », a déclaré M. Aurelio Bastos.",
    )
    assert said(parsed) == [WORDS]


def test_a_teaser_of_another_story_gives_no_quote() -> None:
    parsed = story(
        f"« {WORDS} », a déclaré M. Aurelio Bastos.", "À lire aussi", "« Une pluie de faux billets » à Turin"
    )
    assert said(parsed) == [WORDS]


def test_an_apostrophe_is_no_quotation_mark() -> None:
    assert said(story("L'atelier d'en face n'a rien vu, et l'horloger d'à côté non plus.")) == []


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009", ""])
def test_every_space_at_the_mark_is_left_out_of_the_quote(space: str) -> None:
    parsed = story(f"«{space}{WORDS}{space}», a déclaré M. Aurelio Bastos.")
    quote = statements(parsed)[0]
    assert parsed.text[quote.start : quote.end] == WORDS


def test_spaces_behind_the_last_quote_of_a_text_do_no_harm() -> None:
    parsed = release("« La mer est calme et les marins sont rentrés au port. »" + " " * 400)
    assert [one.text for one in parsed.quotes] == ["La mer est calme et les marins sont rentrés au port."]


def test_an_attribution_with_no_words_around_it_is_no_quote() -> None:
    assert said(story('",a-t-il ajouté,')) == []


def test_a_paragraph_that_a_dash_opens_is_speech_where_it_says_who_speaks() -> None:
    parsed = story(
        "— Le plus long, raconte Inês Falcão, juge au tribunal de Beja. C’est d’attendre une réponse.",
        "— Nous avons appris à demander vite, ajoute-t-elle.",
    )
    assert said(parsed) == ["Le plus long. C'est d'attendre une réponse.", "Nous avons appris à demander vite."]
    assert speakers(parsed) == ["Inês Falcão", "Inês Falcão"]
    assert [quote for quote in parsed.quotes if quote.kind == "indirect"] == []


@pytest.mark.parametrize(
    "line",
    [
        "— La douane a fouillé trois entrepôts.",
        "– de réparer les points d’eau ;",
        "– Inês Falcão, juge au tribunal de Beja",
        "— Le plus long, raconte-t-elle, « c’est l’attente ».",
    ],
)
def test_items_of_a_list_are_no_speech(line: str) -> None:
    assert all("attente" in (words or "") for words in said(story(line)))
