CREATE VIEW report.programmes_by_year AS
SELECT s.id,
    report.address('programme', s.id) AS address,
    p.name,
    p.kind::text AS kind,
    s.year, s.mentions, s.releases, s.confirmed
FROM report_stored.mentions s
LEFT JOIN archive_programme p ON p.id = s.id
WHERE s.kind = 'programme' AND NOT s.is_total;

COMMENT ON VIEW report.programmes_by_year IS 'Programmes by year: how often they are named.';
COMMENT ON COLUMN report.programmes_by_year.id IS 'Id of the programme.';
COMMENT ON COLUMN report.programmes_by_year.address IS 'Its page.';
COMMENT ON COLUMN report.programmes_by_year.name IS 'Its name.';
COMMENT ON COLUMN report.programmes_by_year.kind IS 'database, network, project, initiative, notices, body …';
COMMENT ON COLUMN report.programmes_by_year.year IS 'Year of the releases; null where they have no day.';
COMMENT ON COLUMN report.programmes_by_year.mentions IS 'Places that name it.';
COMMENT ON COLUMN report.programmes_by_year.releases IS 'Releases that name it.';
COMMENT ON COLUMN report.programmes_by_year.confirmed IS 'Mentions that an editor confirmed.';
