CREATE VIEW report.refreshed AS
SELECT began_at, finished_at, extract(epoch FROM finished_at - began_at)::float8 AS seconds
FROM report_stored.refreshed;

COMMENT ON VIEW report.refreshed IS 'When the sums behind the reports were last computed, and how long it took.';
COMMENT ON COLUMN report.refreshed.began_at IS 'What was committed before this moment is counted.';
COMMENT ON COLUMN report.refreshed.finished_at IS 'When it was done.';
COMMENT ON COLUMN report.refreshed.seconds IS 'How long it took.';
