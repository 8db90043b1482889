CREATE VIEW report.subjects_by_year AS
SELECT s.id,
    report.address('subject', s.id) AS address,
    j.name,
    s.year, s.mentions, s.releases, s.confirmed
FROM report_stored.mentions s
LEFT JOIN archive_subject j ON j.id = s.id
WHERE s.kind = 'subject' AND NOT s.is_total;

COMMENT ON VIEW report.subjects_by_year IS 'Subjects by year: how often releases speak of each crime area.';
COMMENT ON COLUMN report.subjects_by_year.id IS 'Id of the subject.';
COMMENT ON COLUMN report.subjects_by_year.address IS 'Its page.';
COMMENT ON COLUMN report.subjects_by_year.name IS 'Its name.';
COMMENT ON COLUMN report.subjects_by_year.year IS 'Year of the releases; null where they have no day.';
COMMENT ON COLUMN report.subjects_by_year.mentions IS 'Places that speak of it.';
COMMENT ON COLUMN report.subjects_by_year.releases IS 'Releases that speak of it.';
COMMENT ON COLUMN report.subjects_by_year.confirmed IS 'Mentions that an editor confirmed.';
