CREATE VIEW report.assemblies AS
SELECT e.id,
    report.address('event', e.id) AS address,
    e.name,
    s.kind::text AS kind,
    s.organization_id,
    report.address('organization', s.organization_id) AS organization_address,
    o.name AS organization,
    s.organization_basis,
    e.ordinal,
    CASE WHEN s.missing >= 0 THEN s.missing END AS missing_before,
    e.date::text AS date,
    s.earliest AS first_day,
    e.latest AS last_day,
    extract(year FROM s.earliest)::int AS year,
    e.city, e.country,
    e.country_code::text AS country_code,
    host.exact AS host,
    host.country_code::text AS host_country_code,
    e.latest >= current_date AS is_to_come,
    trim_scale(c.value) AS countries,
    c.id AS countries_figure_id,
    report.address('figure', c.id) AS countries_address,
    CASE WHEN c.id IS NOT NULL THEN s.countries_inferred END AS countries_is_inferred,
    trim_scale(d.value) AS delegates,
    d.id AS delegates_figure_id,
    report.address('figure', d.id) AS delegates_address,
    CASE WHEN d.id IS NOT NULL THEN s.delegates_inferred END AS delegates_is_inferred,
    s.releases,
    s.first_named_on,
    s.position
FROM report_stored.gatherings s
JOIN archive_event e ON e.id = s.id
LEFT JOIN archive_organization o ON o.id = s.organization_id
LEFT JOIN archive_figure c ON c.id = s.countries_id AND c.review <> 'rejected'
LEFT JOIN archive_figure d ON d.id = s.delegates_id AND d.review <> 'rejected'
LEFT JOIN archive_participation host ON host.id = s.host_id AND host.review <> 'rejected';

COMMENT ON VIEW report.assemblies IS 'Assemblies, conferences, meetings and summits: ordinal, place, dates, countries and delegates, hosts, gaps in the series.';
COMMENT ON COLUMN report.assemblies.id IS 'Id of the event.';
COMMENT ON COLUMN report.assemblies.address IS 'Its page.';
COMMENT ON COLUMN report.assemblies.name IS 'Its fullest name in the releases.';
COMMENT ON COLUMN report.assemblies.kind IS 'assembly, conference, meeting or summit.';
COMMENT ON COLUMN report.assemblies.organization_id IS 'Whose series it is.';
COMMENT ON COLUMN report.assemblies.organization_address IS 'Page of that organisation.';
COMMENT ON COLUMN report.assemblies.organization IS 'Name of that organisation.';
COMMENT ON COLUMN report.assemblies.organization_basis IS
    'named: the event''s name says whose it is; issuer: of an assembly that names nobody, who issued the release that named it first (inferred).';
COMMENT ON COLUMN report.assemblies.ordinal IS '84 for the 84th session.';
COMMENT ON COLUMN report.assemblies.missing_before IS
    'How many of the series are unknown between the one before and this one: a gap; null for the first.';
COMMENT ON COLUMN report.assemblies.date IS 'EDTF, as far as the releases tell it: XXXX-11-24/XXXX-11-27 has no year.';
COMMENT ON COLUMN report.assemblies.first_day IS 'Its first possible day; null where the year is unknown.';
COMMENT ON COLUMN report.assemblies.last_day IS 'Its last possible day; null where the year is unknown.';
COMMENT ON COLUMN report.assemblies.year IS 'Year of the first day.';
COMMENT ON COLUMN report.assemblies.city IS 'City, as written.';
COMMENT ON COLUMN report.assemblies.country IS 'Country, as written.';
COMMENT ON COLUMN report.assemblies.country_code IS 'ISO 3166-1 alpha-2.';
COMMENT ON COLUMN report.assemblies.host IS 'Who hosts it, as written, where a release says so and its place agrees.';
COMMENT ON COLUMN report.assemblies.host_country_code IS 'The host, if a country: ISO 3166-1 alpha-2.';
COMMENT ON COLUMN report.assemblies.is_to_come IS 'Whether it is still to come; null where the year is unknown.';
COMMENT ON COLUMN report.assemblies.countries IS 'How many countries came, by the figure named beside it.';
COMMENT ON COLUMN report.assemblies.countries_figure_id IS 'Id of that figure.';
COMMENT ON COLUMN report.assemblies.countries_address IS 'Page of that figure.';
COMMENT ON COLUMN report.assemblies.countries_is_inferred IS
    'Whether only its sentence ties it to the event: «cette session, à laquelle participent …».';
COMMENT ON COLUMN report.assemblies.delegates IS
    'How many delegates or participants came, by the figure named beside it.';
COMMENT ON COLUMN report.assemblies.delegates_figure_id IS 'Id of that figure.';
COMMENT ON COLUMN report.assemblies.delegates_address IS 'Page of that figure.';
COMMENT ON COLUMN report.assemblies.delegates_is_inferred IS 'As for the countries.';
COMMENT ON COLUMN report.assemblies.releases IS 'Releases that name it.';
COMMENT ON COLUMN report.assemblies.first_named_on IS 'Day of the first dated release that names it.';
COMMENT ON COLUMN report.assemblies.position IS
    'Where it stands among all, by organisation, kind, ordinal and day: the order of the page.';
