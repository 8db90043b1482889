CREATE VIEW report.programmes AS
SELECT s.id,
    report.address('programme', s.id) AS address,
    p.name,
    p.kind::text AS kind,
    s.first_day, s.last_day,
    extract(year FROM s.first_day)::int AS year,
    s.mentions, s.releases, s.undated, s.confirmed
FROM report_stored.mentions s
LEFT JOIN archive_programme p ON p.id = s.id
WHERE s.kind = 'programme' AND s.is_total;

COMMENT ON VIEW report.programmes IS 'Programmes: first and last mention.';
COMMENT ON COLUMN report.programmes.id IS 'Id of the programme.';
COMMENT ON COLUMN report.programmes.address IS 'Its page.';
COMMENT ON COLUMN report.programmes.name IS 'Its name.';
COMMENT ON COLUMN report.programmes.kind IS 'database, network, project, initiative, notices, body …';
COMMENT ON COLUMN report.programmes.first_day IS 'Day of the first dated release that names it.';
COMMENT ON COLUMN report.programmes.last_day IS 'Day of the last dated release that names it.';
COMMENT ON COLUMN report.programmes.year IS 'Year of the first day.';
COMMENT ON COLUMN report.programmes.mentions IS 'Places that name it.';
COMMENT ON COLUMN report.programmes.releases IS 'Releases that name it.';
COMMENT ON COLUMN report.programmes.undated IS 'Those of them without a day.';
COMMENT ON COLUMN report.programmes.confirmed IS 'Mentions that an editor confirmed.';
