CREATE VIEW report.speakers_by_year AS
SELECT s.id,
    report.address(s.kind, s.id) AS address,
    s.kind,
    coalesce(p.name, o.name, g.name) AS name,
    p.gender::text AS gender,
    s.year,
    s.quotes, s.words, s.reported, s.reported_words, s.confirmed
FROM report_stored.speaking s
LEFT JOIN archive_person p ON s.kind = 'person' AND p.id = s.id
LEFT JOIN archive_office o ON s.kind = 'office' AND o.id = s.id
LEFT JOIN archive_organization g ON s.kind = 'organization' AND g.id = s.id
WHERE NOT s.is_total AND s.kind <> 'voice';

COMMENT ON VIEW report.speakers_by_year IS 'Who speaks: quotes and words by person, office and organisation, and by year.';
COMMENT ON COLUMN report.speakers_by_year.id IS
    'Id of the person, the office or the organisation; null for the quotes of which the text names none.';
COMMENT ON COLUMN report.speakers_by_year.address IS 'Its page.';
COMMENT ON COLUMN report.speakers_by_year.kind IS
    'person, office or organization: each counts the same quotes, so never add up rows of two kinds.';
COMMENT ON COLUMN report.speakers_by_year.name IS 'Its name.';
COMMENT ON COLUMN report.speakers_by_year.gender IS 'Of a person, as texts show it: female, male, or null.';
COMMENT ON COLUMN report.speakers_by_year.year IS 'Year of the releases; null where they have no day.';
COMMENT ON COLUMN report.speakers_by_year.quotes IS 'Quotes: statements and quoted words, never reported speech.';
COMMENT ON COLUMN report.speakers_by_year.words IS 'Words of these quotes.';
COMMENT ON COLUMN report.speakers_by_year.reported IS 'Reported speech («propos rapportés»), counted apart.';
COMMENT ON COLUMN report.speakers_by_year.reported_words IS 'Words of the reported speech.';
COMMENT ON COLUMN report.speakers_by_year.confirmed IS 'How many of both an editor confirmed.';
