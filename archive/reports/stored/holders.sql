-- Who held which office, from the first to the last evidence.

CREATE MATERIALIZED VIEW report_stored.holders AS
SELECT t.person_id,
    t.office_id,
    (array_agg(t.id ORDER BY coalesce(t.earliest, r.published_on), t.id))[1] AS first_tenure_id,
    min(coalesce(t.earliest, r.published_on)) AS first_day,
    max(coalesce(t.latest, r.published_on)) AS last_day,
    min(t.earliest) AS term_from,
    max(t.latest) AS term_to,
    count(DISTINCT t.release_id)::int AS releases,
    count(DISTINCT t.release_id) FILTER (WHERE coalesce(t.latest, r.published_on) IS NULL)::int AS undated,
    count(*) FILTER (WHERE t.review = 'confirmed')::int AS confirmed
FROM archive_tenure t
JOIN archive_release r ON r.id = t.release_id
WHERE t.review <> 'rejected'
GROUP BY t.person_id, t.office_id;

CREATE UNIQUE INDEX ON report_stored.holders (person_id, office_id);
CREATE INDEX ON report_stored.holders (last_day DESC NULLS LAST, releases DESC, first_tenure_id);
CREATE INDEX ON report_stored.holders (first_day);
CREATE INDEX ON report_stored.holders (office_id);

COMMENT ON MATERIALIZED VIEW report_stored.holders IS 'Holders of offices.';
