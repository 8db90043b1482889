-- What became of the finds of each rule and parser version, and of what editors added, by what read the release last.

CREATE MATERIALIZED VIEW report_stored.quality AS
SELECT v.kind,
    v.rule,
    CASE WHEN v.rule = 'editor' THEN r.parser_version ELSE v.parser_version END AS parser_version,
    least(floor(v.confidence * 10) / 10, 0.9)::numeric(2, 1) AS confidence_from,
    count(*) FILTER (WHERE v.verdict NOT IN ('added', 'withdrawn'))::int AS found,
    count(*) FILTER (WHERE v.verdict = 'confirmed')::int AS confirmed,
    count(*) FILTER (WHERE v.verdict = 'corrected')::int AS corrected,
    count(*) FILTER (WHERE v.verdict = 'rejected')::int AS rejected,
    count(*) FILTER (WHERE v.verdict = 'pending')::int AS pending,
    count(*) FILTER (WHERE v.verdict = 'bulk_confirmed')::int AS bulk_confirmed,
    count(*) FILTER (WHERE v.verdict = 'added')::int AS added,
    sum(v.confidence) FILTER (WHERE v.verdict IN ('confirmed', 'corrected', 'rejected')) AS expected
FROM report_stored.verdicts v
JOIN archive_release r ON r.id = v.release_id
GROUP BY 1, 2, 3, 4;

CREATE UNIQUE INDEX ON report_stored.quality (kind, rule, parser_version, confidence_from);

COMMENT ON MATERIALIZED VIEW report_stored.quality IS 'Verdicts on finds.';
