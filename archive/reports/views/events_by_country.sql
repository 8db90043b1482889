CREATE VIEW report.events_by_country AS
SELECT concat_ws('-', coalesce(s.country_code, '??'), s.kind) AS id,
    report.page('events', concat_ws('&', 'country_code=' || s.country_code, 'kind=' || s.kind)) AS address,
    s.country_code::text AS country_code,
    s.country,
    s.kind::text AS kind,
    s.events, s.undated, s.first_day, s.last_day
FROM report_stored.events_by_country s;

COMMENT ON VIEW report.events_by_country IS 'Events by country and kind.';
COMMENT ON COLUMN report.events_by_country.id IS 'The row: country, or ??, and kind.';
COMMENT ON COLUMN report.events_by_country.address IS 'Page of the report that shows it.';
COMMENT ON COLUMN report.events_by_country.country_code IS
    'ISO 3166-1 alpha-2; null where the releases name no country.';
COMMENT ON COLUMN report.events_by_country.country IS 'The country as one of the releases writes it.';
COMMENT ON COLUMN report.events_by_country.kind IS
    'assembly, conference, meeting, summit, operation, training, visit or other.';
COMMENT ON COLUMN report.events_by_country.events IS 'How many events.';
COMMENT ON COLUMN report.events_by_country.undated IS 'Those without a known year.';
COMMENT ON COLUMN report.events_by_country.first_day IS 'First day of the first dated one.';
COMMENT ON COLUMN report.events_by_country.last_day IS 'Last day of the last dated one.';
