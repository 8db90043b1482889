"""The form of every record that editors decide: nothing stale is saved, nothing the database refuses is tried."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.since import last_change
from archive.curation.decidable import GROUPS
from archive.curation.refusal import refusal
from archive.curation.supplying import references, unsaid
from archive.models import Annotation


class ArchiveForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form whose errors are sentences: what constraints and triggers would refuse is found out by trying."""

    def _post_clean(self) -> None:
        """Leave constraints to the database itself: its triggers know more, and its refusals have sentences."""
        self.instance.validate_constraints = lambda **_asked: None
        try:
            super()._post_clean()  # type: ignore[misc]
        finally:
            del self.instance.validate_constraints
        if not self.errors and (refused := refusal(self.instance)):
            self.add_error(None, refused)


class CuratedForm(ArchiveForm):
    """Carries the row's version and what the editor saw: the second to save learns what the first one changed.

    What the editor gives that no text says is kept with its `reference`, as supplied.
    """

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reference = forms.CharField(
        required=False,
        label=gettext_lazy("Reference"),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy(
            "Where what you change is known from, if the text does not say it: an address or a note. It is kept with "
            "every field that you change in this save, and shown as supplied: save fields that are known from "
            "elsewhere by themselves."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["seen_version"].initial = self.instance.version
            for name, field in self.fields.items():
                field.show_hidden_initial = name != "seen_version"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance.pk and cleaned.get("seen_version") != self.instance.version:
            raise ValidationError([_stale(), *self.changes_since_seen(), *last_change(self.instance)], code="stale")
        if "supplied" in cleaned and cleaned["supplied"] is not None:
            self.supply(cleaned)
        return cleaned

    def supply(self, cleaned: dict[str, Any]) -> None:
        """Keep the reference with what it is for, drop those of changed values; ask for one that is missing."""
        kind, text = str(self.instance._meta.model_name), getattr(self.instance, "text", "")
        decided = {name for group in GROUPS[kind] for name in group}
        values = {name: cleaned[name] for name in self.changed_data if name in decided & cleaned.keys()}
        given = dict(cleaned["supplied"]) if "supplied" in self.changed_data else {}
        if reference := cleaned.get("reference", "").strip():
            given |= references(kind, text, values, reference)
        if lacking := [name for name in unsaid(kind, text, values) if not given.get(name)]:
            self.add_error("reference", no_reference([str(self[name].label) for name in lacking]))
        elif reference and not values and not self.errors:
            self.add_error("reference", _("A reference is kept with the field that you change: change it too."))
        kept = {name: one for name, one in self.instance.supplied.items() if name not in values}
        cleaned["supplied"] = given if "supplied" in self.changed_data else {**kept, **given}

    def changes_since_seen(self) -> list[str]:
        """Say of each field what the editor saw and what the row has now."""
        changes = []
        for name, field in self.fields.items():
            bound = self[name]
            seen = field.hidden_widget().value_from_datadict(self.data, self.files, bound.html_initial_name)
            if field.show_hidden_initial and field.has_changed(bound.initial, seen):
                now = field.prepare_value(bound.initial)
                changes.append(
                    _("%(field)s: “%(seen)s” has become “%(now)s”.")
                    % {"field": bound.label, "seen": _shown(field, seen), "now": _shown(field, now)}
                )
        return changes


class AnnotationForm(CuratedForm):
    """Takes the exact words from the text; a place can also be given by its words."""

    words = forms.CharField(
        required=False,
        strip=False,
        label=gettext_lazy("Words"),
        widget=forms.Textarea(attrs={"rows": 1, "class": "vLargeTextField prose"}),
        help_text=gettext_lazy("Instead of start and end: paste the words, and their place in the text is looked for."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        release = cleaned.get("release") if self.instance._state.adding else self.instance.release
        if release is None or self.errors:
            return cleaned
        if cleaned.get("words"):
            cleaned["start"], cleaned["end"] = self.find(release.text, cleaned["words"].replace("\r\n", "\n"))
        self.place(release.text, cleaned.get("start"), cleaned.get("end"))
        for name in {"quote", "part_of"} & cleaned.keys():
            if cleaned[name] and cleaned[name].release_id != release.pk:
                self.add_error(name, _("It stands in another release."))
        if self.instance._state.adding:
            self.instance.rule, self.instance.confidence = "editor", 1.0
            self.instance.review = Annotation.Review.CONFIRMED
        return cleaned

    def find(self, text: str, words: str) -> tuple[int, int]:
        """Give the only place of `words` in `text`; raise ValidationError if there is none, or several."""
        count = text.count(words)
        if count != 1:
            problem = (
                _("The text has these words %(count)d times: give start and end.")
                if count
                else _("The text does not have these words.")
            )
            raise ValidationError({"words": problem % {"count": count}})
        start = text.index(words)
        return start, start + len(words)

    def place(self, text: str, start: int | None, end: int | None) -> None:
        """Take `exact` from the text, or say what is wrong with the place."""
        if start is None and end is None:
            if self.instance._state.adding:
                self.add_error("start", _("Say where in the text it stands."))
        elif start is None or end is None:
            self.add_error("end" if end is None else "start", _("Give both start and end, or neither."))
        elif start >= end:
            self.add_error("end", _("The end comes after the start."))
        elif end > len(text):
            self.add_error("end", _("The text has only %(count)d characters.") % {"count": len(text)})
        else:
            self.instance.exact = text[start:end]


def no_reference(labels: list[str]) -> str:
    """Say of which fields the text does not have the new value."""
    return _("The text does not say this: %(fields)s. Give an address or a note by which it is known.") % {
        "fields": ", ".join(labels)
    }


def _stale() -> str:
    return _(
        "Somebody changed this record while you had it open. Nothing of yours was saved: "
        "open it again, and make your change there."
    )


def _shown(field: forms.Field, value: object) -> str:
    if isinstance(field, forms.ModelChoiceField):
        chosen: Model | None = field.queryset.filter(pk=value).first() if field.queryset is not None and value else None
        return str(chosen or "–")
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value or "–"))  # type: ignore[arg-type]
    return "–" if value in (None, "", [], {}) else str(value)
