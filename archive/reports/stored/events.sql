-- How often each event is named, which release named it first, and the series that it belongs to: what it is called without
-- its ordinal; assemblies of one organisation are one series, whatever they are called.

CREATE MATERIALIZED VIEW report_stored.events AS
SELECT e.id,
    CASE WHEN e.kind <> 'assembly' THEN
        archive_key(regexp_replace(e.name, '\m\d+\s?(ème|e|è|re|er|ère|nd|nde)\M', '', 'g'))
    END AS series,
    count(*)::int AS mentions,
    count(DISTINCT m.release_id)::int AS releases,
    count(*) FILTER (WHERE m.review = 'confirmed')::int AS confirmed,
    min(r.published_on) AS first_day,
    max(r.published_on) AS last_day,
    (array_agg(r.id ORDER BY r.published_on, r.id))[1] AS first_release_id
FROM archive_mention m
JOIN archive_release r ON r.id = m.release_id
JOIN archive_event e ON e.id = m.event_id
WHERE m.review <> 'rejected'
GROUP BY e.id;

CREATE UNIQUE INDEX ON report_stored.events (id);

COMMENT ON MATERIALIZED VIEW report_stored.events IS 'Mentions of events.';
