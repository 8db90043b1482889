-- Quotes and their words by who said them, under which office, for which organisation, and by year. Many rows: stored.

CREATE MATERIALIZED VIEW report_stored.speaking AS
WITH said AS (
    SELECT q.speaker_id AS person_id,
        q.role_id AS office_id,
        coalesce(q.organization_id, o.organization_id) AS organization_id,
        CASE
            WHEN q.speaker_id IS NOT NULL THEN coalesce(p.gender, 'unknown')
            WHEN q.organization_id IS NOT NULL THEN 'organization'
            ELSE 'nobody'
        END AS voice,
        extract(year FROM r.published_on)::int AS year,
        q.release_id,
        q.kind = 'indirect' AS is_reported,
        q.review = 'confirmed' AS is_confirmed,
        regexp_count(q.text, '[[:alnum:]]+([’''-][[:alnum:]]+)*') AS words
    FROM archive_quote q
    JOIN archive_release r ON r.id = q.release_id
    LEFT JOIN archive_person p ON p.id = q.speaker_id
    LEFT JOIN archive_office o ON o.id = q.role_id
    WHERE q.review <> 'rejected'
)
SELECT
    CASE
        WHEN grouping(person_id) = 0 THEN 'person'
        WHEN grouping(office_id) = 0 THEN 'office'
        WHEN grouping(organization_id) = 0 THEN 'organization'
        ELSE 'voice'
    END AS kind,
    coalesce(person_id, office_id, organization_id) AS id,
    voice,
    grouping(year) = 1 AS is_total,
    year,
    count(*) FILTER (WHERE NOT is_reported)::int AS quotes,
    coalesce(sum(words) FILTER (WHERE NOT is_reported), 0)::int AS words,
    count(*) FILTER (WHERE is_reported)::int AS reported,
    coalesce(sum(words) FILTER (WHERE is_reported), 0)::int AS reported_words,
    count(*) FILTER (WHERE is_confirmed)::int AS confirmed,
    count(*) FILTER (WHERE year IS NULL)::int AS undated,
    min(year) AS first_year,
    max(year) AS last_year
FROM said
GROUP BY GROUPING SETS (
    (person_id), (person_id, year), (office_id), (office_id, year), (organization_id), (organization_id, year),
    (voice), (voice, year)
);

CREATE UNIQUE INDEX ON report_stored.speaking (kind, is_total, id, voice, year);
CREATE INDEX ON report_stored.speaking (kind, is_total, (quotes + reported) DESC, id);
CREATE INDEX ON report_stored.speaking (kind, is_total, quotes DESC, id);
CREATE INDEX ON report_stored.speaking (kind, year DESC NULLS LAST, quotes DESC, id) INCLUDE (reported) WHERE NOT is_total;

COMMENT ON MATERIALIZED VIEW report_stored.speaking IS 'Who speaks.';
