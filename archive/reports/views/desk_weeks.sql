CREATE VIEW report.desk_weeks AS
SELECT concat_ws('-', s.kind, coalesce(s.week::text, 'undated')) AS id,
    report.page('desk-weeks', 'kind=' || s.kind) AS address,
    s.week,
    extract(year FROM s.week)::int AS year,
    s.kind, s.came, s.confirmed, s.corrected, s.rejected, s.added, s.waiting
FROM report_stored.desk s;

COMMENT ON VIEW report.desk_weeks IS 'Work of the desk: what came, was confirmed, corrected, rejected or added in a week, and what waited at its end.';
COMMENT ON COLUMN report.desk_weeks.id IS 'The row: kind and week.';
COMMENT ON COLUMN report.desk_weeks.address IS 'Page of the report that shows it.';
COMMENT ON COLUMN report.desk_weeks.week IS 'Monday of the week; null for what no run and no history dates.';
COMMENT ON COLUMN report.desk_weeks.year IS 'Its year.';
COMMENT ON COLUMN report.desk_weeks.kind IS 'quote, figure, tenure, participation or mention.';
COMMENT ON COLUMN report.desk_weeks.came IS 'Annotations that runs of the ETL found.';
COMMENT ON COLUMN report.desk_weeks.confirmed IS 'Confirmed as they stood, one by one or in bulk.';
COMMENT ON COLUMN report.desk_weeks.corrected IS 'Changed by an editor; merging and undoing do not count.';
COMMENT ON COLUMN report.desk_weeks.rejected IS 'Rejected.';
COMMENT ON COLUMN report.desk_weeks.added IS 'Added by an editor.';
COMMENT ON COLUMN report.desk_weeks.waiting IS 'Pending at the end of the week.';
