CREATE VIEW report.releases AS
SELECT r.id,
    report.address('release', r.id) AS address,
    r.title,
    r.published_on AS day,
    extract(year FROM r.published_on)::int AS year,
    r.language::text AS language,
    r.city, r.country,
    r.country_code::text AS country_code,
    r.issuer_id,
    report.address('organization', r.issuer_id) AS issuer_address,
    o.name AS issuer,
    r.state::text AS state
FROM archive_release r
LEFT JOIN archive_organization o ON o.id = r.issuer_id;

COMMENT ON VIEW report.releases IS 'Every release, without its text.';
COMMENT ON COLUMN report.releases.id IS 'Id of the release.';
COMMENT ON COLUMN report.releases.address IS 'Its page.';
COMMENT ON COLUMN report.releases.title IS 'As written; null where the text has none.';
COMMENT ON COLUMN report.releases.day IS 'Day that the text gives; null where it gives none.';
COMMENT ON COLUMN report.releases.year IS 'Its year.';
COMMENT ON COLUMN report.releases.language IS 'BCP 47, such as fr; und if it could not be told.';
COMMENT ON COLUMN report.releases.city IS 'City of the dateline, as written.';
COMMENT ON COLUMN report.releases.country IS 'Country of the dateline, as written.';
COMMENT ON COLUMN report.releases.country_code IS 'ISO 3166-1 alpha-2.';
COMMENT ON COLUMN report.releases.issuer_id IS 'Organisation that issued it.';
COMMENT ON COLUMN report.releases.issuer_address IS 'Page of the issuer.';
COMMENT ON COLUMN report.releases.issuer IS 'Name of the issuer.';
COMMENT ON COLUMN report.releases.state IS 'to_read, in_hand or done.';
