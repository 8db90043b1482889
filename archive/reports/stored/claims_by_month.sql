-- What was claimed of an indicator in each month: of very many claims, these are drawn. Parts of others are left out.

CREATE MATERIALIZED VIEW report_stored.claims_by_month AS
SELECT indicator_id,
    date_trunc('month', day)::date AS month,
    count(*)::int AS claims,
    min(value) AS lowest,
    max(upper) AS highest
FROM report_stored.claims
WHERE NOT is_part
GROUP BY 1, 2;

CREATE UNIQUE INDEX ON report_stored.claims_by_month (indicator_id, month);

COMMENT ON MATERIALIZED VIEW report_stored.claims_by_month IS 'What releases claim of indicators, by month.';
