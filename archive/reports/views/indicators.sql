CREATE VIEW report.indicators AS
SELECT s.id,
    report.address('indicator', s.id) AS address,
    i.name,
    i.unit::text AS unit,
    s.claims, s.undated, s.first_day, s.last_day,
    trim_scale(s.lowest) AS lowest,
    trim_scale(s.highest) AS highest,
    s.jumps, s.contradictions
FROM report_stored.indicators s
LEFT JOIN archive_indicator i ON i.id = s.id;

COMMENT ON VIEW report.indicators IS 'Indicators, and what was claimed of them.';
COMMENT ON COLUMN report.indicators.id IS 'Id of the indicator.';
COMMENT ON COLUMN report.indicators.address IS 'Its page.';
COMMENT ON COLUMN report.indicators.name IS 'What it measures.';
COMMENT ON COLUMN report.indicators.unit IS 'ISO 4217 for money, a singular noun otherwise.';
COMMENT ON COLUMN report.indicators.claims IS 'Figures that claim something of it.';
COMMENT ON COLUMN report.indicators.undated IS 'Those that speak of no known day and stand in releases without one.';
COMMENT ON COLUMN report.indicators.first_day IS 'First day of which something is claimed.';
COMMENT ON COLUMN report.indicators.last_day IS 'Last day of which something is claimed.';
COMMENT ON COLUMN report.indicators.lowest IS 'Lowest value claimed.';
COMMENT ON COLUMN report.indicators.highest IS 'Highest value claimed.';
COMMENT ON COLUMN report.indicators.jumps IS 'Claims that differ by half or more from the one before.';
COMMENT ON COLUMN report.indicators.contradictions IS
    'Claims that cannot be true together with another of the same day, or of the same release.';
