CREATE VIEW report.quality_by_kind AS
SELECT concat_ws('-', s.kind, s.parser_version) AS id,
    report.page('quality-by-kind', 'kind=' || s.kind) AS address,
    s.kind,
    s.parser_version::text AS parser_version,
    sum(s.found)::int AS found,
    sum(s.confirmed)::int AS confirmed,
    sum(s.corrected)::int AS corrected,
    sum(s.rejected)::int AS rejected,
    sum(s.pending)::int AS pending,
    sum(s.bulk_confirmed)::int AS bulk_confirmed,
    sum(s.added)::int AS added,
    round(sum(s.confirmed)::numeric / nullif(sum(s.confirmed + s.corrected + s.rejected), 0), 3) AS precision,
    round(sum(s.confirmed + s.corrected)::numeric / nullif(sum(s.confirmed + s.corrected + s.added), 0), 3) AS recall
FROM report_stored.quality s
GROUP BY s.kind, s.parser_version;

COMMENT ON VIEW report.quality_by_kind IS 'Quality: precision and recall of each kind of annotation and parser version.';
COMMENT ON COLUMN report.quality_by_kind.id IS 'The row: kind and version.';
COMMENT ON COLUMN report.quality_by_kind.address IS 'Page of the report that shows it.';
COMMENT ON COLUMN report.quality_by_kind.kind IS 'quote, figure, tenure, participation or mention.';
COMMENT ON COLUMN report.quality_by_kind.parser_version IS
    'Version that found it; of what editors added, the version that read the release last.';
COMMENT ON COLUMN report.quality_by_kind.found IS 'Finds of the parser.';
COMMENT ON COLUMN report.quality_by_kind.confirmed IS 'Confirmed as they were found, one by one.';
COMMENT ON COLUMN report.quality_by_kind.corrected IS 'An editor decided something else of them than the parser says.';
COMMENT ON COLUMN report.quality_by_kind.rejected IS 'Rejected.';
COMMENT ON COLUMN report.quality_by_kind.pending IS 'Not looked at yet.';
COMMENT ON COLUMN report.quality_by_kind.bulk_confirmed IS
    'Confirmed in bulk: nobody looked, so they count for no precision.';
COMMENT ON COLUMN report.quality_by_kind.added IS 'Added by editors: the parser missed them.';
COMMENT ON COLUMN report.quality_by_kind.precision IS
    'Confirmed, of those that an editor looked at; null where nobody did.';
COMMENT ON COLUMN report.quality_by_kind.recall IS
    'Found, rightly or in need of correction, of what editors let stand or added; null where nobody looked.';
