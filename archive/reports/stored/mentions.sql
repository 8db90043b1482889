-- Where programmes and subjects are named, by year.

CREATE MATERIALIZED VIEW report_stored.mentions AS
WITH named AS (
    SELECT CASE WHEN m.programme_id IS NULL THEN 'subject' ELSE 'programme' END AS kind,
        coalesce(m.programme_id, m.subject_id) AS id,
        m.release_id,
        count(*) AS mentions,
        count(*) FILTER (WHERE m.review = 'confirmed') AS confirmed
    FROM archive_mention m
    WHERE m.review <> 'rejected' AND (m.programme_id IS NOT NULL OR m.subject_id IS NOT NULL)
    GROUP BY 1, 2, 3
)
SELECT n.kind, n.id,
    grouping(extract(year FROM r.published_on)) = 1 AS is_total,
    extract(year FROM r.published_on)::int AS year,
    sum(n.mentions)::int AS mentions,
    count(*)::int AS releases,
    sum(n.confirmed)::int AS confirmed,
    count(*) FILTER (WHERE r.published_on IS NULL)::int AS undated,
    min(r.published_on) AS first_day,
    max(r.published_on) AS last_day
FROM named n
JOIN archive_release r ON r.id = n.release_id
GROUP BY GROUPING SETS ((n.kind, n.id), (n.kind, n.id, extract(year FROM r.published_on)));

CREATE UNIQUE INDEX ON report_stored.mentions (kind, is_total, id, year);
CREATE INDEX ON report_stored.mentions (kind, is_total, releases DESC, id);

COMMENT ON MATERIALIZED VIEW report_stored.mentions IS 'Programmes and subjects by year.';
