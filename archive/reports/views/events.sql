CREATE VIEW report.events AS
SELECT e.id,
    report.address('event', e.id) AS address,
    e.name,
    e.kind::text AS kind,
    e.ordinal,
    e.date::text AS date,
    e.earliest AS first_day,
    e.latest AS last_day,
    extract(year FROM e.earliest)::int AS year,
    e.city, e.country,
    e.country_code::text AS country_code,
    e.organization_id,
    report.address('organization', e.organization_id) AS organization_address,
    o.name AS organization,
    coalesce(s.mentions, 0) AS mentions,
    coalesce(s.releases, 0) AS releases,
    coalesce(s.confirmed, 0) AS confirmed
FROM archive_event e
LEFT JOIN archive_organization o ON o.id = e.organization_id
LEFT JOIN report_stored.events s ON s.id = e.id;

COMMENT ON VIEW report.events IS 'Calendar: every event with its days and its place.';
COMMENT ON COLUMN report.events.id IS 'Id of the event.';
COMMENT ON COLUMN report.events.address IS 'Its page.';
COMMENT ON COLUMN report.events.name IS 'Its fullest name in the releases.';
COMMENT ON COLUMN report.events.kind IS 'assembly, conference, meeting, summit, operation, training, visit or other.';
COMMENT ON COLUMN report.events.ordinal IS '84 for the 84th session.';
COMMENT ON COLUMN report.events.date IS 'EDTF, as far as the releases tell it: XXXX-11-24/XXXX-11-27 has no year.';
COMMENT ON COLUMN report.events.first_day IS 'Its first possible day; null where the year is unknown.';
COMMENT ON COLUMN report.events.last_day IS 'Its last possible day; null where the year is unknown.';
COMMENT ON COLUMN report.events.year IS 'Year of the first day.';
COMMENT ON COLUMN report.events.city IS 'City, as written.';
COMMENT ON COLUMN report.events.country IS 'Country, as written.';
COMMENT ON COLUMN report.events.country_code IS 'ISO 3166-1 alpha-2.';
COMMENT ON COLUMN report.events.organization_id IS 'Whose event it is.';
COMMENT ON COLUMN report.events.organization_address IS 'Page of that organisation.';
COMMENT ON COLUMN report.events.organization IS 'Name of that organisation.';
COMMENT ON COLUMN report.events.mentions IS 'Places that name it.';
COMMENT ON COLUMN report.events.releases IS 'Releases that name it.';
COMMENT ON COLUMN report.events.confirmed IS 'Mentions that an editor confirmed.';
