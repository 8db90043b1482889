-- Whom releases name together with a programme: its twenty most frequent persons, organisations and programmes each.

CREATE MATERIALIZED VIEW report_stored.companions AS
WITH named AS (
    SELECT DISTINCT m.release_id,
        CASE WHEN m.programme_id IS NOT NULL THEN 'programme' WHEN m.person_id IS NOT NULL THEN 'person' ELSE 'organization' END
            AS kind,
        coalesce(m.programme_id, m.person_id, m.organization_id) AS id
    FROM archive_mention m
    WHERE m.review <> 'rejected' AND (m.programme_id IS NOT NULL OR m.person_id IS NOT NULL OR m.organization_id IS NOT NULL)
), together AS (
    SELECT a.id AS programme_id, b.kind, b.id, count(*)::int AS releases
    FROM named a
    JOIN named b ON b.release_id = a.release_id AND (b.kind <> 'programme' OR b.id <> a.id)
    WHERE a.kind = 'programme'
    GROUP BY a.id, b.kind, b.id
), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY programme_id, kind ORDER BY releases DESC, id)::int AS rank FROM together
)
SELECT * FROM ranked WHERE rank <= 20;

CREATE UNIQUE INDEX ON report_stored.companions (programme_id, kind, id);
CREATE INDEX ON report_stored.companions (releases DESC, programme_id, kind, id);

COMMENT ON MATERIALIZED VIEW report_stored.companions IS 'With whom programmes are named.';
