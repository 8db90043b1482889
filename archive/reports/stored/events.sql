-- How often each event is named, and which release named it first.

CREATE MATERIALIZED VIEW report_stored.events AS
SELECT m.event_id AS id,
    count(*)::int AS mentions,
    count(DISTINCT m.release_id)::int AS releases,
    count(*) FILTER (WHERE m.review = 'confirmed')::int AS confirmed,
    min(r.published_on) AS first_day,
    max(r.published_on) AS last_day,
    (array_agg(r.id ORDER BY r.published_on, r.id))[1] AS first_release_id
FROM archive_mention m
JOIN archive_release r ON r.id = m.release_id
WHERE m.event_id IS NOT NULL AND m.review <> 'rejected'
GROUP BY m.event_id;

CREATE UNIQUE INDEX ON report_stored.events (id);

COMMENT ON MATERIALIZED VIEW report_stored.events IS 'Mentions of events.';
