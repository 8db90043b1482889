CREATE VIEW report.quotes AS
SELECT q.id,
    report.address('quote', q.id) AS address,
    q.text,
    q.kind::text AS kind,
    q.speaker_id,
    report.address('person', q.speaker_id) AS speaker_address,
    p.name AS speaker,
    q.role_id AS office_id,
    report.address('office', q.role_id) AS office_address,
    o.name AS office,
    q.organization_id,
    report.address('organization', q.organization_id) AS organization_address,
    g.name AS organization,
    q.attribution,
    q.basis::text AS basis,
    q.release_id,
    report.address('release', q.release_id) AS release_address,
    r.title AS release,
    r.published_on AS day,
    extract(year FROM r.published_on)::int AS year,
    q.confidence,
    q.review::text AS review
FROM archive_quote q
JOIN archive_release r ON r.id = q.release_id
LEFT JOIN archive_person p ON p.id = q.speaker_id
LEFT JOIN archive_office o ON o.id = q.role_id
LEFT JOIN archive_organization g ON g.id = q.organization_id
WHERE q.review <> 'rejected';

COMMENT ON VIEW report.quotes IS 'Every quote with its speaker, release and day.';
COMMENT ON COLUMN report.quotes.id IS 'Id of the quote.';
COMMENT ON COLUMN report.quotes.address IS 'Its page, with its words in the text.';
COMMENT ON COLUMN report.quotes.text IS 'The words said.';
COMMENT ON COLUMN report.quotes.kind IS
    'direct or fragment: said so; indirect: reported speech, never to be mixed with the others.';
COMMENT ON COLUMN report.quotes.speaker_id IS 'Id of the person who said it.';
COMMENT ON COLUMN report.quotes.speaker_address IS 'Page of the speaker.';
COMMENT ON COLUMN report.quotes.speaker IS 'Name of the speaker.';
COMMENT ON COLUMN report.quotes.office_id IS 'Office of the speaker when speaking.';
COMMENT ON COLUMN report.quotes.office_address IS 'Page of the office.';
COMMENT ON COLUMN report.quotes.office IS 'Title of the office.';
COMMENT ON COLUMN report.quotes.organization_id IS 'Organisation that said it, where no person did.';
COMMENT ON COLUMN report.quotes.organization_address IS 'Page of that organisation.';
COMMENT ON COLUMN report.quotes.organization IS 'Name of that organisation.';
COMMENT ON COLUMN report.quotes.attribution IS 'The speaker as written.';
COMMENT ON COLUMN report.quotes.basis IS
    'How the speaker is known: named, pronoun, office, context, inferred, editor; null where nobody is.';
COMMENT ON COLUMN report.quotes.release_id IS 'Id of the release it was read from.';
COMMENT ON COLUMN report.quotes.release_address IS 'Page of the release.';
COMMENT ON COLUMN report.quotes.release IS 'Title of the release; null where it has none.';
COMMENT ON COLUMN report.quotes.day IS 'Day of the release; null where it has none.';
COMMENT ON COLUMN report.quotes.year IS 'Its year.';
COMMENT ON COLUMN report.quotes.confidence IS 'How sure the parser is, from 0 to 1.';
COMMENT ON COLUMN report.quotes.review IS 'pending or confirmed; rejected quotes are nowhere here.';
