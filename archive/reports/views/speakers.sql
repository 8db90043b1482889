CREATE VIEW report.speakers AS
SELECT s.id,
    report.address(s.kind, s.id) AS address,
    s.kind,
    coalesce(p.name, o.name, g.name) AS name,
    p.gender::text AS gender,
    h.id AS organization_id,
    report.address('organization', h.id) AS organization_address,
    h.name AS organization,
    s.quotes, s.words, s.reported, s.reported_words, s.confirmed, s.undated, s.first_year, s.last_year
FROM report_stored.speaking s
LEFT JOIN archive_person p ON s.kind = 'person' AND p.id = s.id
LEFT JOIN archive_office o ON s.kind = 'office' AND o.id = s.id
LEFT JOIN archive_organization g ON s.kind = 'organization' AND g.id = s.id
LEFT JOIN archive_organization h ON h.id = o.organization_id
WHERE s.is_total AND s.kind <> 'voice';

COMMENT ON VIEW report.speakers IS 'Who speaks: quotes and words by person, office and organisation, over all years.';
COMMENT ON COLUMN report.speakers.id IS
    'Id of the person, the office or the organisation; null for the quotes of which the text names none.';
COMMENT ON COLUMN report.speakers.address IS 'Its page.';
COMMENT ON COLUMN report.speakers.kind IS
    'person, office or organization: each counts the same quotes, so never add up rows of two kinds.';
COMMENT ON COLUMN report.speakers.name IS 'Its name.';
COMMENT ON COLUMN report.speakers.gender IS 'Of a person, as texts show it: female, male, or null.';
COMMENT ON COLUMN report.speakers.organization_id IS 'Of an office: whose office it is.';
COMMENT ON COLUMN report.speakers.organization_address IS 'Page of that organisation.';
COMMENT ON COLUMN report.speakers.organization IS 'Name of that organisation.';
COMMENT ON COLUMN report.speakers.quotes IS 'Quotes: statements and quoted words, never reported speech.';
COMMENT ON COLUMN report.speakers.words IS 'Words of these quotes.';
COMMENT ON COLUMN report.speakers.reported IS 'Reported speech («propos rapportés»), counted apart.';
COMMENT ON COLUMN report.speakers.reported_words IS 'Words of the reported speech.';
COMMENT ON COLUMN report.speakers.confirmed IS 'How many of both an editor confirmed.';
COMMENT ON COLUMN report.speakers.undated IS 'How many of both stand in releases without a day.';
COMMENT ON COLUMN report.speakers.first_year IS 'Year of the first dated one.';
COMMENT ON COLUMN report.speakers.last_year IS 'Year of the last dated one.';
