CREATE VIEW report.claims AS
SELECT s.id,
    report.address('figure', s.id) AS address,
    s.indicator_id,
    report.address('indicator', s.indicator_id) AS indicator_address,
    i.name AS indicator,
    s.day, s.day_basis, s.year,
    f.period::text AS period,
    f.qualifier::text AS qualifier,
    trim_scale(f.value) AS value,
    trim_scale(f.upper) AS upper,
    f.unit::text AS unit,
    f.subject,
    f.part_of_id,
    trim_scale(s.previous) AS previous,
    s.change, s.is_jump, s.contradicts_day, s.contradicts_release,
    CASE WHEN f.quote_id IS NULL THEN 'release' ELSE 'quote' END AS claimed_in,
    coalesce(p.id, o.id) AS claimant_id,
    coalesce(report.address('person', p.id), report.address('organization', o.id)) AS claimant_address,
    coalesce(p.name, o.name) AS claimant,
    f.release_id,
    report.address('release', f.release_id) AS release_address,
    r.title AS release,
    r.published_on AS release_day,
    f.exact,
    f.confidence,
    f.review::text AS review
FROM report_stored.claims s
JOIN archive_figure f ON f.id = s.id AND f.review <> 'rejected'
LEFT JOIN archive_release r ON r.id = f.release_id
LEFT JOIN archive_indicator i ON i.id = s.indicator_id
LEFT JOIN archive_quote q ON q.id = f.quote_id AND q.review <> 'rejected'
LEFT JOIN archive_person p ON p.id = q.speaker_id
LEFT JOIN archive_organization o
    ON o.id = CASE WHEN f.quote_id IS NULL THEN r.issuer_id ELSE q.organization_id END;

COMMENT ON VIEW report.claims IS 'A figure over time: every claim of an indicator by date, with source, qualifier and claimant.';
COMMENT ON COLUMN report.claims.id IS 'Id of the figure.';
COMMENT ON COLUMN report.claims.address IS 'Its page, with its words in the text.';
COMMENT ON COLUMN report.claims.indicator_id IS 'Id of what it measures.';
COMMENT ON COLUMN report.claims.indicator_address IS 'Page of the indicator.';
COMMENT ON COLUMN report.claims.indicator IS 'What it measures.';
COMMENT ON COLUMN report.claims.day IS
    'Last day that it speaks of, else the day of the release; null where neither is known.';
COMMENT ON COLUMN report.claims.day_basis IS 'period or release: where the day comes from; null without a day.';
COMMENT ON COLUMN report.claims.year IS 'Year of that day.';
COMMENT ON COLUMN report.claims.period IS 'The time that it speaks of, as EDTF.';
COMMENT ON COLUMN report.claims.qualifier IS 'plus de, près de, environ … in the text''s words; null if exact.';
COMMENT ON COLUMN report.claims.value IS 'The number; null for «plusieurs centaines».';
COMMENT ON COLUMN report.claims.upper IS 'Upper end of a range.';
COMMENT ON COLUMN report.claims.unit IS 'ISO 4217 for money, % or a singular noun.';
COMMENT ON COLUMN report.claims.subject IS 'What is counted, in the text''s words.';
COMMENT ON COLUMN report.claims.part_of_id IS 'The figure that it is part of («dont 82 …»): never add both up.';
COMMENT ON COLUMN report.claims.previous IS 'Value of the claim before it in time, of the same indicator and unit.';
COMMENT ON COLUMN report.claims.change IS 'Change from that one: 0.5 is half more.';
COMMENT ON COLUMN report.claims.is_jump IS 'Whether it changed by half or more.';
COMMENT ON COLUMN report.claims.contradicts_day IS
    'Whether it cannot be true together with another claim for the same day; qualifiers count («plus de»).';
COMMENT ON COLUMN report.claims.contradicts_release IS
    'Whether it cannot be true together with another claim of the same release for the same time.';
COMMENT ON COLUMN report.claims.claimed_in IS 'quote: somebody is quoted with it; release: the release says it itself.';
COMMENT ON COLUMN report.claims.claimant_id IS
    'Id of the person or the organisation that claims it: who is quoted, else who issued the release.';
COMMENT ON COLUMN report.claims.claimant_address IS 'Page of the claimant.';
COMMENT ON COLUMN report.claims.claimant IS 'Name of the claimant; null where nobody is named.';
COMMENT ON COLUMN report.claims.release_id IS 'Id of the release it was read from.';
COMMENT ON COLUMN report.claims.release_address IS 'Page of the release.';
COMMENT ON COLUMN report.claims.release IS 'Title of the release; null where it has none.';
COMMENT ON COLUMN report.claims.release_day IS 'Day of the release; null where it has none.';
COMMENT ON COLUMN report.claims.exact IS 'The characters it was read from.';
COMMENT ON COLUMN report.claims.confidence IS 'How sure the parser is, from 0 to 1.';
COMMENT ON COLUMN report.claims.review IS 'pending or confirmed; rejected figures are nowhere here.';
