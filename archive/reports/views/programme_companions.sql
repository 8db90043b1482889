CREATE VIEW report.programme_companions AS
SELECT s.programme_id AS id,
    report.address('programme', s.programme_id) AS address,
    p.name,
    s.kind AS with_kind,
    s.id AS with_id,
    report.address(s.kind, s.id) AS with_address,
    coalesce(n.name, o.name, q.name) AS with_name,
    s.releases,
    s.rank
FROM report_stored.companions s
LEFT JOIN archive_programme p ON p.id = s.programme_id
LEFT JOIN archive_person n ON s.kind = 'person' AND n.id = s.id
LEFT JOIN archive_organization o ON s.kind = 'organization' AND o.id = s.id
LEFT JOIN archive_programme q ON s.kind = 'programme' AND q.id = s.id;

COMMENT ON VIEW report.programme_companions IS 'With whom programmes are named: of each, the twenty most frequent persons, organisations and other programmes.';
COMMENT ON COLUMN report.programme_companions.id IS 'Id of the programme.';
COMMENT ON COLUMN report.programme_companions.address IS 'Its page.';
COMMENT ON COLUMN report.programme_companions.name IS 'Its name.';
COMMENT ON COLUMN report.programme_companions.with_kind IS 'person, organization or programme.';
COMMENT ON COLUMN report.programme_companions.with_id IS 'Id of the one that is named with it.';
COMMENT ON COLUMN report.programme_companions.with_address IS 'Page of that one.';
COMMENT ON COLUMN report.programme_companions.with_name IS 'Name of that one.';
COMMENT ON COLUMN report.programme_companions.releases IS 'Releases that name both.';
COMMENT ON COLUMN report.programme_companions.rank IS '1 for the most frequent of its kind.';
