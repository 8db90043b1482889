CREATE VIEW report.assemblies AS
WITH gathering AS (
    SELECT e.*,
        s.releases,
        s.first_day AS first_named_on,
        coalesce(e.organization_id, CASE WHEN e.kind = 'assembly' THEN r.issuer_id END) AS series_organization_id,
        s.series
    FROM archive_event e
    LEFT JOIN report_stored.events s ON s.id = e.id
    LEFT JOIN archive_release r ON r.id = s.first_release_id
    WHERE e.kind IN ('assembly', 'conference', 'meeting', 'summit')
), numbered AS (
    SELECT *,
        CASE WHEN ordinal IS NOT NULL THEN ordinal - lag(ordinal) OVER in_series - 1 END AS missing
    FROM gathering
    WINDOW in_series AS (PARTITION BY series_organization_id, kind, series, ordinal IS NULL ORDER BY ordinal, id)
)
SELECT e.id,
    report.address('event', e.id) AS address,
    e.name,
    e.kind::text AS kind,
    e.series_organization_id AS organization_id,
    report.address('organization', e.series_organization_id) AS organization_address,
    o.name AS organization,
    CASE WHEN e.organization_id IS NOT NULL THEN 'named' WHEN o.id IS NOT NULL THEN 'issuer' END AS organization_basis,
    e.ordinal,
    CASE WHEN e.missing >= 0 THEN e.missing END AS missing_before,
    e.date::text AS date,
    e.earliest AS first_day,
    e.latest AS last_day,
    extract(year FROM e.earliest)::int AS year,
    e.city, e.country,
    e.country_code::text AS country_code,
    host.exact AS host,
    host.country_code::text AS host_country_code,
    e.latest >= current_date AS is_to_come,
    trim_scale(c.value) AS countries,
    c.figure_id AS countries_figure_id,
    report.address('figure', c.figure_id) AS countries_address,
    c.is_inferred AS countries_is_inferred,
    trim_scale(d.value) AS delegates,
    d.figure_id AS delegates_figure_id,
    report.address('figure', d.figure_id) AS delegates_address,
    d.is_inferred AS delegates_is_inferred,
    coalesce(e.releases, 0) AS releases,
    e.first_named_on
FROM numbered e
LEFT JOIN archive_organization o ON o.id = e.series_organization_id
LEFT JOIN report_stored.attendance c ON c.event_id = e.id AND c.counts = 'countries'
    AND EXISTS (SELECT FROM archive_figure f WHERE f.id = c.figure_id AND f.review <> 'rejected')
LEFT JOIN report_stored.attendance d ON d.event_id = e.id AND d.counts = 'delegates'
    AND EXISTS (SELECT FROM archive_figure f WHERE f.id = d.figure_id AND f.review <> 'rejected')
LEFT JOIN LATERAL (
    SELECT p.exact, p.country_code
    FROM archive_participation p
    WHERE p.event_id = e.id AND p.part = 'hosted' AND p.review <> 'rejected'
        AND coalesce(p.country_code = e.country_code, true)
    ORDER BY p.review, p.id
    LIMIT 1
) host ON true;

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
