"""The form of a record on the review screen: writes only what the editor touched, whatever else changed meanwhile."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.fields import ProseField, form_field
from archive.admin.forms import no_reference
from archive.admin.review.naming import MODELS, NameField
from archive.curation.making import unmarked
from archive.curation.reviewing import model_of
from archive.curation.supplying import unsaid
from archive.models import Annotation, Quote, Release

FIELDS: dict[str, tuple[str, ...]] = {
    "quote": ("text", "speaker", "organization", "role", "attribution", "kind"),
    "figure": (
        "qualifier", "value", "upper", "unit", "subject", "indicator",
        "period", "part_of", "quote", "event", "programme",
    ),
    "tenure": ("person", "office", "term"),
    "participation": ("part", "event"),
    "mention": (),
    "release": ("title", "published_on", "city", "country", "country_code", "issuer", "language"),
}  # fmt: skip
SORTS: dict[str, tuple[str, ...]] = {
    "mention": ("person", "organization", "event", "programme", "subject", "country_code"),
    "participation": ("person", "organization", "country_code"),
}
KEPT = ("version", "seen", "start", "end")


class ReviewForm(forms.ModelForm):  # type: ignore[type-arg]
    """Fields of a record; `seen` holds what the editor saw, so that only what was touched is written."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    start = forms.IntegerField(required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, widget=forms.HiddenInput)
    words = ProseField(
        required=False,
        label=gettext_lazy("Words in the text"),
        widget=forms.Textarea(attrs={"rows": 1}),
        help_text=gettext_lazy("As the text has them: their place is looked for."),
    )
    reference = forms.CharField(
        required=False,
        label=gettext_lazy("Reference"),
        help_text=gettext_lazy(
            "Only for what the text does not say: the address or note by which it is known. It is kept with every "
            "field that you change in this save."
        ),
    )

    theirs: Sequence[tuple[str, str, str]] = ()

    def __init__(self, kind: str, release: Release, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.review_kind, self.release = kind, release
        if kind in SORTS:
            self.add_target(SORTS[kind])
        if kind == "release":
            del self.fields["words"]
        elif self.instance.pk:
            self.initial["words"] = self.instance.exact
        if self.instance.pk:
            self.initial["version"] = self.instance.version
        else:
            del self.fields["reference"]
            self.begin()
        self.order_fields([*(name for name in self.fields if name not in {"words", "reference"}), "words", "reference"])
        self.initial["seen"] = json.dumps({name: self.shown(name) for name in self.own_fields()})

    @property
    def title(self) -> str:
        """What the form of a new record is headed with."""
        titles = {
            "quote": _("New quote"),
            "figure": _("New figure"),
            "mention": _("New mention"),
            "tenure": _("New tenure"),
            "participation": _("New participation"),
        }
        return titles.get(self.review_kind, "")

    def begin(self) -> None:
        """What a new record has if nothing else is given: a quote's text is its words."""
        if self.review_kind == "quote":
            self.fields["text"].required = self.fields["kind"].required = False
            self.initial["kind"] = Quote.Kind.DIRECT

    def fill(self, start: int, end: int) -> None:
        """Take over the words that were selected."""
        words = self.release.text[start:end]
        self.initial.update(start=start, end=end, words=words)
        if self.review_kind == "quote":
            self.initial["text"] = unmarked(words)

    def add_target(self, sorts: tuple[str, ...]) -> None:
        """One line for whatever is named, and a choice of what it is."""
        current = next((name for name in sorts if getattr(self.instance, f"{name}_id", None)), None)
        code = self.instance.country_code
        first = current or ("country_code" if code else sorts[0])
        chosen = self.data.get(self.add_prefix("sort")) if self.is_bound else first
        labels = {name: capfirst(self.instance._meta.get_field(name).verbose_name) for name in sorts}
        self.fields["sort"] = forms.ChoiceField(label=_("What it is"), choices=list(labels.items()))
        self.fields["target"] = NameField(
            chosen if chosen in MODELS else "country", self.release, label=capfirst(_("name"))
        )
        self.initial["sort"] = first
        self.initial["target"] = getattr(self.instance, f"{current}_id") if current else (code or "", code or "")
        self.order_fields(["sort", "target"])

    def own_fields(self) -> list[str]:
        """The fields that an editor fills in."""
        return [name for name in self.fields if name not in KEPT]

    def shown(self, name: str) -> Any:
        """What a field shows of the record as it is."""
        field = self.fields[name]
        value = field.prepare_value(self.get_initial_for_field(field, name))
        return list(value) if isinstance(value, tuple) else "" if value is None else str(value)

    def touched(self) -> list[str]:
        """The fields in which the editor has something else than what was there when the form was made."""
        try:
            seen = json.loads(self.data.get(self.add_prefix("seen")) or "{}")
        except ValueError:
            seen = {}
        return [name for name in self.own_fields() if self.differs(name, seen.get(name, ""))]

    def changed_meanwhile(self) -> list[tuple[str, str, str]]:
        """Each field that the row has otherwise than the editor saw it: its name, what was seen, what it is now."""
        seen = json.loads(self.data.get(self.add_prefix("seen")) or "{}")
        now = {name: self.shown(name) for name in self.own_fields()}
        return [
            (name, in_words(seen[name]), in_words(now[name]))
            for name in now
            if name in seen and seen[name] != now[name]
        ]

    def differs(self, name: str, seen: Any) -> bool:
        field, bound = self.fields[name], self[name]
        if isinstance(field, NameField):
            return tuple(bound.data) != tuple(seen or ("", ""))
        try:
            return field.has_changed(field.to_python(seen), bound.data)
        except ValidationError:
            return True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "words" in self.fields:
            self.place(cleaned)
        if self.review_kind == "quote" and not self.instance.pk and cleaned.get("end") is not None:
            cleaned["text"] = cleaned.get("text") or unmarked(self.release.text[cleaned["start"] : cleaned["end"]])
            cleaned["kind"] = cleaned.get("kind") or Quote.Kind.DIRECT
        if self.instance.pk:
            self.ask_reference(cleaned)
        return cleaned

    def ask_reference(self, cleaned: dict[str, Any]) -> None:
        """What no text says needs the reference by which it is known."""
        values = {name: cleaned[name] for name in self.touched() if name in cleaned}
        lacking = unsaid(self.review_kind, self.release.text, values)
        if lacking and not cleaned.get("reference", "").strip():
            self.add_error("reference", no_reference([str(self[name].label) for name in lacking]))

    def place(self, cleaned: dict[str, Any]) -> None:
        """Find the words that were typed; words that were selected came with their place."""
        words = cleaned.get("words")
        if cleaned.get("start") is not None and cleaned.get("end") is not None:
            return
        if not words:
            if not self.instance.pk:
                self.add_error("words", _("Select words in the text, or write them here."))
        elif not self.instance.pk or "words" in self.touched():
            found = nearest(self.release.text, words, self.instance.start or 0)
            if found is None:
                self.add_error("words", _("The text does not have these words."))
            else:
                cleaned["start"], cleaned["end"] = found, found + len(words)

    def values(self) -> dict[str, Any]:
        """What to write: of a record that exists, what was touched; of a new one, all that was given."""
        touched = set(self.touched())
        values = {
            name: value
            for name, value in self.cleaned_data.items()
            if name in FIELDS[self.review_kind]
            and (name in touched if self.instance.pk else value not in (None, "", []))
        }
        if {"sort", "target"} & touched and self.review_kind in SORTS:
            values |= dict.fromkeys(SORTS[self.review_kind]) | {self.cleaned_data["sort"]: self.cleaned_data["target"]}
        if self.instance.pk and self.cleaned_data.get("start") is not None:
            values |= {"start": self.cleaned_data["start"], "end": self.cleaned_data["end"]}
        return values

    def clean_sort(self) -> str:
        return str(self.cleaned_data["sort"])

    def _post_clean(self) -> None:
        """Hold values to the model's validators; what constraints and triggers refuse is told when it is written."""
        columns = self.instance._meta.concrete_fields
        exclude = {c.name for c in columns if c.is_relation or c.name not in self.cleaned_data}
        try:
            self.instance = forms.models.construct_instance(self, self.instance, self._meta.fields, ())
            self.instance.clean_fields(exclude=exclude)
        except ValidationError as error:
            self._update_errors(error)  # type: ignore[attr-defined]


def form_for(kind: str, release: Release, record: Any = None, data: Mapping[str, Any] | None = None) -> ReviewForm:
    """The form of an annotation or of the release itself; of a new annotation without `record`."""
    callback: Any = partial(field_of, release=release, record=record)
    made: Any = forms.modelform_factory(
        model_of(kind), form=ReviewForm, fields=FIELDS[kind], formfield_callback=callback
    )
    key = f"{kind}-{record.pk if record else 'new'}"
    form: ReviewForm = made(kind, release, data, instance=record, auto_id=f"{key}_%s", label_suffix="")
    return form


def field_of(column: Any, *, release: Release, record: Any, **asked: Any) -> forms.Field | None:
    """The form field of a column: entities by their names, annotations of the same release from a list."""
    if isinstance(column, models.ForeignKey):
        kind = str(column.related_model._meta.model_name)  # type: ignore[union-attr]
        required = not column.null
        label = capfirst(column.verbose_name)
        if kind in MODELS:
            return NameField(kind, release, label=label, required=required, help_text=column.help_text)
        return WithinField(column.related_model, release, record, label=label, required=required)
    field = form_field(column) or column.formfield(**asked)
    if isinstance(field, forms.DateField):
        field.widget = forms.DateInput(format="%Y-%m-%d", attrs={"placeholder": "2015-11-05"})
    made: forms.Field | None = field
    return made


class WithinField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A quote or a figure of the same release."""

    def __init__(self, model: Any, release: Release, record: Any, **kwargs: Any) -> None:
        rows = model.objects.filter(release=release).exclude(review=Annotation.Review.REJECTED).order_by("start")
        super().__init__(rows.exclude(pk=record.pk) if isinstance(record, model) else rows, **kwargs)

    def label_from_instance(self, one: Any) -> str:
        return Truncator(one.text if isinstance(one, Quote) else one.exact).chars(70)


def in_words(value: Any) -> str:
    """What a field showed, for reading; a dash for nothing."""
    return str(value[0] if isinstance(value, list) else value) or "–"


def nearest(text: str, words: str, start: int) -> int | None:
    """Where `words` stand in `text`, the place nearest to `start`; None if nowhere."""
    after, before = text.find(words, start), text.rfind(words, 0, start + len(words))
    places = [place for place in (after, before) if place >= 0]
    return min(places, key=lambda place: abs(place - start)) if places else None


def rebased(form: ReviewForm, record: Any) -> ReviewForm:
    """The editor's form over the row as it is now: what they touched stays theirs, all else is as it has become."""
    fresh = form_for(form.review_kind, form.release, record)
    sent: dict[str, Any] = {"version": record.version, "seen": fresh.initial["seen"]}
    for name in fresh.own_fields():
        widget, value = fresh.fields[name].widget, fresh.shown(name)
        sent |= widget.data_of(name, tuple(value)) if hasattr(widget, "data_of") else {name: value}
    for name in form.touched():
        sent |= {key: form.data[key] for key in (name, f"{name}_id", "start", "end") if key in form.data}
    return form_for(form.review_kind, form.release, record, sent)
