-- Releases by month, and what they lack.

CREATE MATERIALIZED VIEW report_stored.coverage AS
WITH suspected AS (
    SELECT DISTINCT unnest(ARRAY[l.first_id, l.second_id]) AS id
    FROM archive_likeness l
    JOIN django_content_type t ON t.id = l.content_type_id AND t.app_label = 'archive' AND t.model = 'release'
    WHERE l.state = 'suspected'
)
SELECT date_trunc('month', r.published_on)::date AS month,
    count(*)::int AS releases,
    count(*) FILTER (WHERE r.title IS NULL)::int AS without_title,
    count(*) FILTER (WHERE r.published_on IS NULL)::int AS without_day,
    count(*) FILTER (WHERE r.city IS NULL AND r.country IS NULL)::int AS without_dateline,
    count(*) FILTER (WHERE r.parser_version = '')::int AS unparsed,
    count(s.id)::int AS suspected_duplicates,
    count(*) FILTER (WHERE r.state = 'done')::int AS done
FROM archive_release r
LEFT JOIN suspected s ON s.id = r.id
GROUP BY 1;

CREATE UNIQUE INDEX ON report_stored.coverage (month);

COMMENT ON MATERIALIZED VIEW report_stored.coverage IS 'Releases by month.';
