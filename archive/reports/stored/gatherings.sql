-- Assemblies, conferences, meetings and summits in their series: how many are unknown between one and the one before it, who
-- hosts it, and how many came. An assembly whose name says of nobody whose it is belongs to who issued the release that
-- named it first.

CREATE MATERIALIZED VIEW report_stored.gatherings AS
WITH hosted AS (
    SELECT DISTINCT ON (p.event_id) p.event_id, p.id
    FROM archive_participation p
    JOIN archive_event e ON e.id = p.event_id
    WHERE p.part = 'hosted' AND p.review <> 'rejected' AND coalesce(p.country_code = e.country_code, true)
    ORDER BY p.event_id, p.review, p.id
), gathering AS (
    SELECT e.id, e.kind, e.ordinal, e.earliest,
        s.series,
        coalesce(s.releases, 0) AS releases,
        s.first_day AS first_named_on,
        CASE WHEN e.organization_id IS NOT NULL THEN 'named' WHEN e.kind = 'assembly' AND r.issuer_id IS NOT NULL THEN 'issuer' END
            AS organization_basis,
        coalesce(e.organization_id, CASE WHEN e.kind = 'assembly' THEN r.issuer_id END) AS organization_id
    FROM archive_event e
    LEFT JOIN report_stored.events s ON s.id = e.id
    LEFT JOIN archive_release r ON r.id = s.first_release_id
    WHERE e.kind IN ('assembly', 'conference', 'meeting', 'summit')
)
SELECT g.id, g.kind, g.earliest, g.releases, g.first_named_on, g.organization_id, g.organization_basis,
    CASE WHEN g.ordinal IS NOT NULL THEN g.ordinal - lag(g.ordinal) OVER in_series - 1 END AS missing,
    h.id AS host_id,
    c.figure_id AS countries_id,
    c.is_inferred AS countries_inferred,
    d.figure_id AS delegates_id,
    d.is_inferred AS delegates_inferred,
    row_number() OVER (ORDER BY o.name NULLS LAST, g.kind, g.ordinal NULLS LAST, g.earliest NULLS LAST, g.id)::int AS position
FROM gathering g
LEFT JOIN archive_organization o ON o.id = g.organization_id
LEFT JOIN hosted h ON h.event_id = g.id
LEFT JOIN report_stored.attendance c ON c.event_id = g.id AND c.counts = 'countries'
LEFT JOIN report_stored.attendance d ON d.event_id = g.id AND d.counts = 'delegates'
WINDOW in_series AS (PARTITION BY g.organization_id, g.kind, g.series, g.ordinal IS NULL ORDER BY g.ordinal, g.id);

CREATE UNIQUE INDEX ON report_stored.gatherings (id);
CREATE INDEX ON report_stored.gatherings (position);
CREATE INDEX ON report_stored.gatherings (kind, position);
CREATE INDEX ON report_stored.gatherings (earliest);
CREATE INDEX ON report_stored.gatherings (countries_id) WHERE countries_id IS NOT NULL;

COMMENT ON MATERIALIZED VIEW report_stored.gatherings IS 'Assemblies, conferences, meetings and summits in their series.';
