CREATE VIEW report.claims_by_month AS
SELECT concat_ws('-', s.indicator_id, to_char(s.month, 'YYYY-MM')) AS id,
    report.page('claims', concat_ws('&', 'indicator_id=' || s.indicator_id,
        'from=' || extract(year FROM s.month) || '&to=' || extract(year FROM s.month))) AS address,
    s.indicator_id,
    report.address('indicator', s.indicator_id) AS indicator_address,
    i.name AS indicator,
    s.month,
    extract(year FROM s.month)::int AS year,
    s.claims,
    trim_scale(s.lowest) AS lowest,
    trim_scale(s.highest) AS highest
FROM report_stored.claims_by_month s
LEFT JOIN archive_indicator i ON i.id = s.indicator_id;

COMMENT ON VIEW report.claims_by_month IS 'A figure by month: how many claims of an indicator, the lowest and the highest.';
COMMENT ON COLUMN report.claims_by_month.id IS 'The row: indicator and month.';
COMMENT ON COLUMN report.claims_by_month.address IS 'Page of the report that shows its claims.';
COMMENT ON COLUMN report.claims_by_month.indicator_id IS 'Id of what it measures.';
COMMENT ON COLUMN report.claims_by_month.indicator_address IS 'Page of the indicator.';
COMMENT ON COLUMN report.claims_by_month.indicator IS 'What it measures.';
COMMENT ON COLUMN report.claims_by_month.month IS 'First day of the month; null for claims of no known day.';
COMMENT ON COLUMN report.claims_by_month.year IS 'Its year.';
COMMENT ON COLUMN report.claims_by_month.claims IS 'Claims of that month; parts of others are left out.';
COMMENT ON COLUMN report.claims_by_month.lowest IS 'The lowest value claimed.';
COMMENT ON COLUMN report.claims_by_month.highest IS 'The highest value claimed, upper ends of ranges included.';
