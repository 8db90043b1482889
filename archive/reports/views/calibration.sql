CREATE VIEW report.calibration AS
SELECT concat_ws('-', s.kind, s.confidence_from) AS id,
    report.page('calibration', 'kind=' || s.kind) AS address,
    s.kind,
    s.confidence_from,
    sum(s.found)::int AS found,
    sum(s.confirmed + s.corrected + s.rejected)::int AS judged,
    sum(s.confirmed)::int AS confirmed,
    round((sum(s.expected) / nullif(sum(s.confirmed + s.corrected + s.rejected), 0))::numeric, 3) AS promised,
    round(sum(s.confirmed)::numeric / nullif(sum(s.confirmed + s.corrected + s.rejected), 0), 3) AS precision
FROM report_stored.quality s
WHERE s.rule <> 'editor'
GROUP BY s.kind, s.confidence_from;

COMMENT ON VIEW report.calibration IS 'Calibration: how often finds of a confidence were right, beside what the parser promised.';
COMMENT ON COLUMN report.calibration.id IS 'The row: kind and tenth.';
COMMENT ON COLUMN report.calibration.address IS 'Page of the report that shows it.';
COMMENT ON COLUMN report.calibration.kind IS 'quote, figure, tenure, participation or mention.';
COMMENT ON COLUMN report.calibration.confidence_from IS 'Lower end of a tenth: 0.8 is from 0.8 to 0.9.';
COMMENT ON COLUMN report.calibration.found IS 'Finds of that confidence.';
COMMENT ON COLUMN report.calibration.judged IS 'Those that an editor looked at one by one.';
COMMENT ON COLUMN report.calibration.confirmed IS 'Confirmed as they were found.';
COMMENT ON COLUMN report.calibration.promised IS 'Mean confidence of those judged.';
COMMENT ON COLUMN report.calibration.precision IS
    'Confirmed, of those judged: well calibrated, it is what was promised.';
