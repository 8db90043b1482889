"""Marks over a text: how a text is cut where annotations overlap."""

from __future__ import annotations

import time

from archive.presentation.marking import Mark, marked_segments, paragraphs, surroundings

TEXT = "La Présidente a dit : « Nous avons aidé 190 pays. »"


def mark(words: str, kind: str = "quote") -> Mark:
    start = TEXT.index(words)
    return Mark(start, start + len(words), kind)


def cut(*marks: Mark) -> list[tuple[str, list[str]]]:
    return [(segment.text, [m.kind for m in segment.marks]) for segment in marked_segments(TEXT, marks)]


def test_a_text_without_annotations_is_one_segment() -> None:
    assert cut() == [(TEXT, [])]


def test_an_empty_text_has_no_segments() -> None:
    assert marked_segments("", []) == []


def test_one_mark_cuts_before_and_after_it() -> None:
    assert cut(mark("190 pays", "figure")) == [
        ("La Présidente a dit : « Nous avons aidé ", []),
        ("190 pays", ["figure"]),
        (". »", []),
    ]


def test_a_nested_mark_stands_inside_the_wider_one() -> None:
    assert cut(mark("Nous avons aidé 190 pays."), mark("190 pays", "figure"))[1:4] == [
        ("Nous avons aidé ", ["quote"]),
        ("190 pays", ["quote", "figure"]),
        (".", ["quote"]),
    ]


def test_marks_that_overlap_share_the_words_between() -> None:
    assert cut(mark("Nous avons aidé"), mark("aidé 190 pays", "figure"))[1:4] == [
        ("Nous avons ", ["quote"]),
        ("aidé", ["quote", "figure"]),
        (" 190 pays", ["figure"]),
    ]


def test_marks_of_the_same_place_are_both_kept() -> None:
    assert cut(mark("La Présidente", "tenure"), mark("La Présidente", "person"))[0] == (
        "La Présidente",
        ["tenure", "person"],
    )


def test_a_mark_at_either_end_of_the_text_leaves_nothing_empty() -> None:
    assert all(
        segment.text
        for segment in marked_segments(TEXT, [Mark(0, 2, "person"), Mark(len(TEXT) - 1, len(TEXT), "quote")])
    )


def test_the_segments_joined_are_the_text() -> None:
    text = "a\n\nb<c>\n"
    assert (
        "".join(segment.text for segment in marked_segments(text, [Mark(0, 5, "quote"), Mark(3, 8, "figure")])) == text
    )


def test_a_mark_outside_the_text_is_left_out() -> None:
    assert cut(Mark(5, 500, "quote"), Mark(9, 9, "quote"), Mark(-3, 2, "quote")) == [(TEXT, [])]


def test_a_segment_knows_which_marks_begin_in_it() -> None:
    inner = mark("190 pays", "figure")
    segments = marked_segments(TEXT, [mark("Nous avons aidé 190 pays."), inner])
    assert [segment.opening for segment in segments if inner in segment.marks] == [(inner,)]


def test_a_mark_over_two_lines_is_cut_at_the_line() -> None:
    lines = paragraphs(marked_segments("un deux\ntrois", [Mark(3, 10, "quote")]))
    assert [[(s.text, len(s.marks)) for s in line] for line in lines] == [
        [("un ", 0), ("deux", 1)],
        [("tr", 1), ("ois", 0)],
    ]


def test_empty_lines_make_no_paragraph() -> None:
    assert len(paragraphs(marked_segments("un\n\n \ndeux\n", []))) == 2


def test_the_surroundings_are_the_paragraphs_that_hold_the_words() -> None:
    text = "premier\nsecond alinéa\ntroisième"
    start = text.index("alinéa")
    assert text[slice(*surroundings(text, start, start + 6))] == "second alinéa"
    assert text[slice(*surroundings(text, 3, start))] == "premier\nsecond alinéa"
    assert text[slice(*surroundings(text, len(text) - 1, len(text)))] == "troisième"


def test_ten_thousand_marks_are_cut_in_a_moment() -> None:
    text = "mot " * 20_000
    marks = [Mark(place * 8, place * 8 + 11, "figure") for place in range(9_990)]
    began = time.perf_counter()
    marked_segments(text, marks)
    assert time.perf_counter() - began < 2
