CREATE VIEW report.duplicates AS
SELECT l.id,
    report.address('release', l.first_id) AS address,
    l.first_id,
    a.title AS first_title,
    a.published_on AS first_day,
    l.second_id,
    report.address('release', l.second_id) AS second_address,
    b.title AS second_title,
    b.published_on AS second_day,
    l.score,
    l.reason::text AS reason,
    l.noted_at
FROM archive_likeness l
JOIN archive_release a ON a.id = l.first_id
JOIN archive_release b ON b.id = l.second_id
WHERE l.content_type_id = (SELECT id FROM django_content_type WHERE app_label = 'archive' AND model = 'release')
    AND l.state = 'suspected';

COMMENT ON VIEW report.duplicates IS 'Releases that may be versions of each other, until an editor merges or parts them.';
COMMENT ON COLUMN report.duplicates.id IS 'Id of the likeness.';
COMMENT ON COLUMN report.duplicates.address IS 'Page of the first release.';
COMMENT ON COLUMN report.duplicates.first_id IS 'Id of the first release.';
COMMENT ON COLUMN report.duplicates.first_title IS 'Its title; null where it has none.';
COMMENT ON COLUMN report.duplicates.first_day IS 'Its day; null where it has none.';
COMMENT ON COLUMN report.duplicates.second_id IS 'Id of the second release.';
COMMENT ON COLUMN report.duplicates.second_address IS 'Its page.';
COMMENT ON COLUMN report.duplicates.second_title IS 'Its title; null where it has none.';
COMMENT ON COLUMN report.duplicates.second_day IS 'Its day; null where it has none.';
COMMENT ON COLUMN report.duplicates.score IS 'How alike they are, from 0 to 1.';
COMMENT ON COLUMN report.duplicates.reason IS 'Why they look alike.';
COMMENT ON COLUMN report.duplicates.noted_at IS 'When the likeness was first seen.';
