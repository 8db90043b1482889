CREATE VIEW report.quality AS
SELECT concat_ws('-', s.kind, s.rule, s.parser_version) AS id,
    report.page('quality', 'kind=' || s.kind) AS address,
    s.kind,
    s.rule::text AS rule,
    s.parser_version::text AS parser_version,
    sum(s.found)::int AS found,
    sum(s.confirmed)::int AS confirmed,
    sum(s.corrected)::int AS corrected,
    sum(s.rejected)::int AS rejected,
    sum(s.pending)::int AS pending,
    sum(s.bulk_confirmed)::int AS bulk_confirmed,
    round(sum(s.confirmed)::numeric / nullif(sum(s.confirmed + s.corrected + s.rejected), 0), 3) AS precision
FROM report_stored.quality s
WHERE s.rule <> 'editor'
GROUP BY s.kind, s.rule, s.parser_version;

COMMENT ON VIEW report.quality IS 'Quality: what editors said of the finds of each rule and parser version.';
COMMENT ON COLUMN report.quality.id IS 'The row: kind, rule and version.';
COMMENT ON COLUMN report.quality.address IS 'Page of the report that shows it.';
COMMENT ON COLUMN report.quality.kind IS 'quote, figure, tenure, participation or mention.';
COMMENT ON COLUMN report.quality.rule IS 'Rule of the parser.';
COMMENT ON COLUMN report.quality.parser_version IS 'Version that found it.';
COMMENT ON COLUMN report.quality.found IS 'Finds of the parser.';
COMMENT ON COLUMN report.quality.confirmed IS 'Confirmed as they were found, one by one.';
COMMENT ON COLUMN report.quality.corrected IS 'An editor decided something else of them than the parser says.';
COMMENT ON COLUMN report.quality.rejected IS 'Rejected.';
COMMENT ON COLUMN report.quality.pending IS 'Not looked at yet.';
COMMENT ON COLUMN report.quality.bulk_confirmed IS 'Confirmed in bulk: nobody looked, so they count for no precision.';
COMMENT ON COLUMN report.quality.precision IS 'Confirmed, of those that an editor looked at; null where nobody did.';
