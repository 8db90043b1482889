CREATE VIEW report.coverage AS
SELECT coalesce(to_char(s.month, 'YYYY-MM'), 'undated') AS id,
    report.page('coverage', 'from=' || extract(year FROM s.month) || '&to=' || extract(year FROM s.month)) AS address,
    s.month,
    extract(year FROM s.month)::int AS year,
    s.releases, s.without_title, s.without_day, s.without_dateline, s.unparsed, s.suspected_duplicates, s.done
FROM report_stored.coverage s;

COMMENT ON VIEW report.coverage IS 'Coverage: releases by month, and what they lack.';
COMMENT ON COLUMN report.coverage.id IS 'The row: the month, or undated.';
COMMENT ON COLUMN report.coverage.address IS 'Page of the report that shows it.';
COMMENT ON COLUMN report.coverage.month IS 'First day of the month; null for releases without a day.';
COMMENT ON COLUMN report.coverage.year IS 'Its year.';
COMMENT ON COLUMN report.coverage.releases IS 'How many releases.';
COMMENT ON COLUMN report.coverage.without_title IS 'Those without a title.';
COMMENT ON COLUMN report.coverage.without_day IS 'Those without a day.';
COMMENT ON COLUMN report.coverage.without_dateline IS 'Those without city and country.';
COMMENT ON COLUMN report.coverage.unparsed IS 'Those that no parser read, since they are not French.';
COMMENT ON COLUMN report.coverage.suspected_duplicates IS 'Those suspected to be versions of another.';
COMMENT ON COLUMN report.coverage.done IS 'Those of which an editor said that nothing is missing.';
