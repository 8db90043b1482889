CREATE VIEW report.voices AS
SELECT concat_ws('-', s.voice, s.year) AS id,
    report.page('voices', concat_ws('&', 'voice=' || s.voice, 'from=' || s.year || '&to=' || s.year)) AS address,
    s.voice,
    s.year,
    s.quotes, s.words, s.reported, s.reported_words, s.confirmed,
    CASE WHEN s.voice IN ('female', 'male') THEN round(100.0 * s.quotes
        / nullif(sum(s.quotes) FILTER (WHERE s.voice IN ('female', 'male')) OVER (PARTITION BY s.year), 0), 1)
    END AS percent_of_known
FROM report_stored.speaking s
WHERE NOT s.is_total AND s.kind = 'voice';

COMMENT ON VIEW report.voices IS 'Whose voices: quotes and words of women and men, of organisations and of nobody named, by year.';
COMMENT ON COLUMN report.voices.id IS 'The row: voice and year.';
COMMENT ON COLUMN report.voices.address IS 'Page of the report that shows it.';
COMMENT ON COLUMN report.voices.voice IS
    'female or male, where texts show it; unknown for other persons; organization; nobody.';
COMMENT ON COLUMN report.voices.year IS 'Year of the releases; null where they have no day.';
COMMENT ON COLUMN report.voices.quotes IS 'Quotes: statements and quoted words, never reported speech.';
COMMENT ON COLUMN report.voices.words IS 'Words of these quotes.';
COMMENT ON COLUMN report.voices.reported IS 'Reported speech («propos rapportés»), counted apart.';
COMMENT ON COLUMN report.voices.reported_words IS 'Words of the reported speech.';
COMMENT ON COLUMN report.voices.confirmed IS 'How many of both an editor confirmed.';
COMMENT ON COLUMN report.voices.percent_of_known IS
    'Share of a year''s quotes among those of persons whose gender texts show, in percent.';
