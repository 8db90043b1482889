CREATE VIEW report.office_holders AS
SELECT s.first_tenure_id AS id,
    report.address('tenure', s.first_tenure_id) AS address,
    s.person_id,
    report.address('person', s.person_id) AS person_address,
    p.name AS person,
    s.office_id,
    report.address('office', s.office_id) AS office_address,
    o.name AS office,
    o.organization_id,
    report.address('organization', o.organization_id) AS organization_address,
    g.name AS organization,
    s.first_day, s.last_day,
    extract(year FROM s.first_day)::int AS year,
    s.term_from, s.term_to,
    s.releases, s.undated, s.confirmed
FROM report_stored.holders s
LEFT JOIN archive_person p ON p.id = s.person_id
LEFT JOIN archive_office o ON o.id = s.office_id
LEFT JOIN archive_organization g ON g.id = o.organization_id;

COMMENT ON VIEW report.office_holders IS 'Offices: who held what, from first to last evidence.';
COMMENT ON COLUMN report.office_holders.id IS 'Id of the first tenure that says so.';
COMMENT ON COLUMN report.office_holders.address IS 'Page of that tenure, with its words in the text.';
COMMENT ON COLUMN report.office_holders.person_id IS 'Id of who held it.';
COMMENT ON COLUMN report.office_holders.person_address IS 'Page of the person.';
COMMENT ON COLUMN report.office_holders.person IS 'Name of the person.';
COMMENT ON COLUMN report.office_holders.office_id IS 'Id of the office.';
COMMENT ON COLUMN report.office_holders.office_address IS 'Page of the office.';
COMMENT ON COLUMN report.office_holders.office IS 'Title of the office.';
COMMENT ON COLUMN report.office_holders.organization_id IS 'Whose office it is; null where the texts do not say.';
COMMENT ON COLUMN report.office_holders.organization_address IS 'Page of that organisation.';
COMMENT ON COLUMN report.office_holders.organization IS 'Name of that organisation.';
COMMENT ON COLUMN report.office_holders.first_day IS
    'First day for which there is evidence: a term that an editor supplied, else a release''s day.';
COMMENT ON COLUMN report.office_holders.last_day IS 'Last day for which there is evidence.';
COMMENT ON COLUMN report.office_holders.year IS 'Year of the first day.';
COMMENT ON COLUMN report.office_holders.term_from IS 'Beginning of the term, where an editor supplied it.';
COMMENT ON COLUMN report.office_holders.term_to IS 'End of the term, where an editor supplied it.';
COMMENT ON COLUMN report.office_holders.releases IS 'Releases that say so.';
COMMENT ON COLUMN report.office_holders.undated IS 'Those of them that give no day.';
COMMENT ON COLUMN report.office_holders.confirmed IS 'Tenures that an editor confirmed.';
