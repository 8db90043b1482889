"""Taking back all that one action changed."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from archive.curation.bulk import confirm_all
from archive.curation.history.action_undoing import shared, undo_action
from archive.curation.history.changes import changes_of, changes_of_id
from archive.curation.history.context import because
from archive.curation.history.undoing import NotUndoneError
from archive.models import Figure
from tests.admin.builders import a_release, found

pytestmark = pytest.mark.django_db


def confirmed(count: int) -> tuple[list[Figure], UUID]:
    """Figures confirmed in bulk, and the action that did it."""
    release = a_release()
    figures = [found(Figure, release, "42 pays", value=number) for number in range(count)]
    confirm_all(Figure.objects.all(), "Règle vérifiée")
    return figures, action_of(figures[0])


def action_of(figure: Figure) -> UUID:
    action = changes_of(figure)[0].action
    assert action is not None
    return action


def states() -> list[tuple[str, list[str], bool]]:
    rows = Figure.objects.order_by("value").values_list("review", "flags", "decided")
    return [(review, flags, bool(decided)) for review, flags, decided in rows]


def test_a_confirmation_in_bulk_is_taken_back_whole() -> None:
    _figures, action = confirmed(3)
    assert undo_action(action, None, "Règle fausse").put_back == 3
    assert states() == [("pending", [], False)] * 3


def test_what_somebody_changed_since_stays_and_is_counted() -> None:
    figures, action = confirmed(3)
    with because(reason="relu"):
        Figure.objects.filter(pk=figures[1].pk).update(value=7, review="rejected")
    done = undo_action(action, None)
    assert (done.put_back, done.kept) == (3, 1)
    kept = Figure.objects.get(pk=figures[1].pk)
    assert (kept.review, kept.value, "value" in kept.decided) == ("rejected", 7, True)


def test_what_was_deleted_since_is_counted() -> None:
    figures, action = confirmed(2)
    figures[0].delete()
    done = undo_action(action, None)
    assert (done.put_back, done.kept) == (1, 1)


def test_taking_back_can_itself_be_taken_back() -> None:
    figures, action = confirmed(2)
    undo_action(action, None)
    undo_action(action_of(figures[0]), None)
    assert states() == [("confirmed", ["bulk"], True)] * 2


def test_nothing_is_taken_back_twice() -> None:
    _figures, action = confirmed(2)
    undo_action(action, None)
    with pytest.raises(NotUndoneError, match="changed since"):
        undo_action(action, None)


def test_an_action_that_deleted_records_is_not_taken_back_so() -> None:
    release = a_release()
    pk = found(Figure, release, "42 pays").pk
    with because(reason="ménage"):
        Figure.objects.all().delete()
    action = changes_of_id(Figure, pk)[0].action
    assert action is not None
    with pytest.raises(NotUndoneError, match="one by one"):
        undo_action(action, None)


def test_there_is_no_such_action() -> None:
    with pytest.raises(NotUndoneError):
        undo_action(uuid4(), None)


def test_only_actions_that_changed_several_records_are_shared() -> None:
    (one, other), action = confirmed(2)
    with because(reason="relu"):
        Figure.objects.filter(pk=one.pk).update(value=7)
    assert shared([*changes_of(one), *changes_of(other)]) == {action}
