"""What becomes of a record's fields when the parser speaks again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.curation.deciding import Decision, decide

CURRENT = {"speaker": 1, "organization": None, "basis": "named", "kind": "direct"}


def test_what_is_not_decided_takes_what_the_parser_says() -> None:
    assert decide("quote", CURRENT, [], CURRENT, {"kind": "fragment"}) == Decision(take={"kind": "fragment"})


def test_what_is_the_same_is_not_taken_again() -> None:
    assert decide("quote", CURRENT, [], CURRENT, {"kind": "direct"}) == Decision()


def test_what_is_decided_stays_if_the_parser_says_what_it_said() -> None:
    assert decide("quote", CURRENT, ["kind"], {"kind": "fragment"}, {"kind": "fragment"}) == Decision()


def test_what_is_decided_stays_and_something_new_waits() -> None:
    assert decide("quote", CURRENT, ["kind"], CURRENT, {"kind": "fragment"}) == Decision(
        propose={"kind": {"kind": "fragment"}}
    )


def test_what_the_parser_agrees_with_is_settled() -> None:
    assert decide("quote", CURRENT, ["kind"], {"kind": "fragment"}, {"kind": "direct"}) == Decision(settled=["kind"])


@pytest.mark.parametrize("field", ["speaker", "organization", "basis"])
def test_a_group_is_decided_together(field: str) -> None:
    now = {"speaker": 2, "organization": None, "basis": "context"}
    assert decide("quote", CURRENT, [field], CURRENT, now) == Decision(propose={"speaker": now})


def test_what_the_parser_does_not_speak_of_is_left_alone() -> None:
    assert decide("quote", CURRENT, [], CURRENT, {}) == Decision()


def test_what_was_never_parsed_differs_from_what_is_parsed_now() -> None:
    assert decide("quote", CURRENT, ["kind"], {}, {"kind": "fragment"}).propose


values = st.fixed_dictionaries(
    {field: st.sampled_from(["a", "b", None]) for field in ("title", "language", "city", "country", "country_code")}
)


@given(values, st.sets(st.sampled_from(["title", "language", "city"])), values, values)
def test_no_decided_field_is_ever_taken(
    current: dict[str, object], decided: set[str], before: dict[str, object], now: dict[str, object]
) -> None:
    decision = decide("release", current, decided, before, now)
    groups = decided | ({"city", "country", "country_code"} if "city" in decided else set())
    assert not groups & set(decision.take)
    assert {**current, **decision.take} == {
        field: current[field] if field in groups else now[field] for field in current
    }
