-- How many events of each kind took place where.

CREATE MATERIALIZED VIEW report_stored.events_by_country AS
SELECT e.country_code, e.kind,
    min(e.country) AS country,
    count(*)::int AS events,
    count(*) FILTER (WHERE e.earliest IS NULL)::int AS undated,
    min(e.earliest) AS first_day,
    max(e.latest) AS last_day
FROM archive_event e
GROUP BY e.country_code, e.kind;

CREATE UNIQUE INDEX ON report_stored.events_by_country (country_code, kind);

COMMENT ON MATERIALIZED VIEW report_stored.events_by_country IS 'Events by country.';
