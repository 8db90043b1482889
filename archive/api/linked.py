"""JSON-LD: records as schema.org and the Web Annotation vocabulary have them."""

from __future__ import annotations

from typing import Any

from archive.api.resources import RESOURCES, Resource
from archive.api.shapes import Record, Root
from archive.reading.jsonld import Thing, elsewhere, pruned

SCHEMA, ANNOTATION = "https://schema.org", "http://www.w3.org/ns/anno.jsonld"
TYPES = {
    "release": "NewsArticle",
    "quote": "Quotation",
    "person": "Person",
    "organization": "Organization",
    "event": "Event",
    "office": "Role",
    "source": "MediaObject",
    "subject": "DefinedTerm",
}
NAMES: dict[str, str] = {
    "name": "name",
    "aliases": "alternateName",
    "title": "headline",
    "language": "inLanguage",
    "published_on": "datePublished",
    "earliest": "startDate",
    "latest": "endDate",
    "sha256": "sha256",
    "media_type": "encodingFormat",
}
RELATIONS = {
    "release": {"issuer": "publisher", "source": "encoding"},
    "event": {"organization": "organizer"},
    "quote": {"speaker": "creator", "release": "isPartOf", "organization": "creator"},
}


def linked(resource: Resource, found: Record, root: Root) -> Thing:
    """A record, or a page of them, as JSON-LD."""
    context = [SCHEMA, ANNOTATION] if resource.is_annotation else SCHEMA
    if "results" in found:
        graph = [thing(resource, one, root) for one in found["results"]]
        return {"@context": context, "@graph": graph}
    return {"@context": context, **thing(resource, found, root)}


def thing(resource: Resource, record: Record, root: Root) -> Thing:
    """A record: an annotation with its target if it was read off a release, else a thing of schema.org."""
    build = annotation if resource.is_annotation else entity
    return build(resource, record, root)


def entity(resource: Resource, record: Record, root: Root) -> Thing:
    """Names, days, place, identifiers elsewhere, and what it is related to."""
    place = ", ".join(filter(None, [record.get("city"), record.get("country")]))
    return pruned(
        {
            "@type": TYPES.get(resource.kind, "Thing"),
            "@id": record.get("address") or record.get("self"),
            **{other: record.get(name) for name, other in NAMES.items()},
            "articleBody": record.get("text") if resource.kind == "release" else None,
            "dateline": place if resource.kind == "release" else None,
            "location": {"@type": "Place", "name": place} if resource.kind == "event" and place else None,
            "sameAs": list(elsewhere(record.get("identifiers")).values()),
            **related(resource, record, root),
        }
    )


def annotation(resource: Resource, record: Record, root: Root) -> Thing:
    """A Web Annotation whose body is what was read, and whose target is where it stands."""
    release = RESOURCES["release"]
    within = record.get("release")
    target = pruned({"source": reference(release, within, root), "selector": selectors(record)})
    return pruned(
        {
            "@id": record.get("address"),
            "@type": "Annotation",
            "motivation": "describing",
            "body": body(resource, record, root),
            "target": target,
        }
    )


def body(resource: Resource, record: Record, root: Root) -> Thing:
    kind = TYPES.get(resource.kind, "PropertyValue" if resource.kind == "figure" else "Statement")
    words = record.get("text") if resource.kind == "quote" else record.get("exact")
    return pruned(
        {
            "@type": kind,
            "text": words,
            "value": record.get("value"),
            "unitText": record.get("unit"),
            **related(resource, record, root),
        }
    )


def selectors(record: Record) -> list[Thing]:
    """Position and words; none for what is no longer in the text."""
    if record.get("start") is None:
        return []
    quoted = pruned({name: record.get(name) for name in ("exact", "prefix", "suffix")})
    return [
        {"@type": "TextPositionSelector", "start": record["start"], "end": record.get("end")},
        {"@type": "TextQuoteSelector", **quoted},
    ]


def related(resource: Resource, record: Record, root: Root) -> Thing:
    """Its relations by schema.org's names, where it has one, else by the archive's."""
    known = RELATIONS.get(resource.kind, {})
    found: Thing = {}
    for name, kind in resource.relations.items():
        value = record.get(name)
        if value is not None and not (resource.is_annotation and name == "release" and resource.kind != "quote"):
            found[known.get(name, name)] = reference(RESOURCES[kind], value, root)
    return found


def reference(resource: Resource, value: Any, root: Root) -> Any:
    """A related record: its address, or all of it where it is expanded."""
    if isinstance(value, dict):
        return thing(resource, value, root)
    if value is None:
        return None
    return {"@id": (root.page if resource.has_page else root.record)(resource, value)}
