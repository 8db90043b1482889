-- How many countries and delegates came to a gathering: of the figures that a sentence of attendance gives, the one that
-- the parser or an editor tied to the event; else one of a sentence that says the gathering again («cette session, à
-- laquelle participent 179 pays»), in a release whose first gathering it is: that is inferred.

CREATE MATERIALIZED VIEW report_stored.attendance AS
WITH first_gathering AS (
    SELECT DISTINCT ON (m.release_id) m.release_id, m.event_id
    FROM archive_mention m
    JOIN archive_event e ON e.id = m.event_id
    WHERE m.review <> 'rejected' AND e.kind IN ('assembly', 'conference', 'meeting', 'summit')
    ORDER BY m.release_id, m.start NULLS LAST, m.id
), counted AS (
    SELECT f.id, f.release_id, f.event_id, f.value, f.review,
        CASE WHEN f.unit = 'pays' THEN 'countries' ELSE 'delegates' END AS counts,
        regexp_replace(
            substr(r.text, greatest(1, f.start - 199), f.start - greatest(0, f.start - 200)),
            '^.*([.!?…]["»]?\s+(?=[[:upper:]«“])|\n)', '') AS before
    FROM archive_figure f
    JOIN archive_release r ON r.id = f.release_id
    WHERE f.review <> 'rejected' AND f.part_of_id IS NULL AND f.value IS NOT NULL AND f.start IS NOT NULL
        AND f.unit ~ '^(pays$|délégué|participant|représentant|expert|responsable|haut responsable|chef de police|policier|spécialiste|dirigeant)'
), attending AS (
    SELECT c.id, coalesce(c.event_id, g.event_id) AS event_id, c.counts, c.value, c.review, c.event_id IS NULL AS is_inferred
    FROM counted c
    LEFT JOIN first_gathering g ON g.release_id = c.release_id
    WHERE c.before ~* '\m(particip|rassembl|réuniss|assist|accueill|regroup|représent)|\mréuni(e|s|es|t|ra)?\M|\mven(us|ues|ant)\M'
        AND (c.event_id IS NOT NULL
            OR c.before ~* '\m(session|assemblée|conférence|réunion|sommet|congrès|forum|symposium|AG)\M')
)
SELECT DISTINCT ON (event_id, counts) event_id, counts, id AS figure_id, value, is_inferred
FROM attending
WHERE event_id IS NOT NULL
ORDER BY event_id, counts, is_inferred, review <> 'confirmed', value DESC, id;

CREATE UNIQUE INDEX ON report_stored.attendance (event_id, counts);

COMMENT ON MATERIALIZED VIEW report_stored.attendance IS 'Countries and delegates at gatherings.';
