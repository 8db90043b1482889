-- What was claimed of each indicator, summed up.

CREATE MATERIALIZED VIEW report_stored.indicators AS
SELECT indicator_id AS id,
    count(*)::int AS claims,
    count(*) FILTER (WHERE day IS NULL)::int AS undated,
    min(day) AS first_day,
    max(day) AS last_day,
    min(value) AS lowest,
    max(value) AS highest,
    count(*) FILTER (WHERE is_jump)::int AS jumps,
    count(*) FILTER (WHERE contradicts_day OR contradicts_release)::int AS contradictions
FROM report_stored.claims
GROUP BY indicator_id;

CREATE UNIQUE INDEX ON report_stored.indicators (id);
CREATE INDEX ON report_stored.indicators (claims DESC, id);

COMMENT ON MATERIALIZED VIEW report_stored.indicators IS 'Indicators and their claims.';
