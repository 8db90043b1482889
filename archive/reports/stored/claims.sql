-- Every claim of an indicator, beside the one before it and those that it contradicts. Compared are whole figures of one
-- unit; parts of others («dont 82 …») are not. A qualifier opens a bound: «plus de 800» is no contradiction of 850.

CREATE MATERIALIZED VIEW report_stored.claims AS
WITH told AS (
    SELECT f.id, f.indicator_id, f.release_id, f.unit, f.period, f.value,
        coalesce(f.latest, r.published_on) AS day,
        CASE WHEN f.latest IS NOT NULL THEN 'period' WHEN r.published_on IS NOT NULL THEN 'release' END AS day_basis,
        CASE WHEN f.part_of_id IS NULL THEN f.value END AS compared,
        coalesce(f.upper, f.value) AS upper,
        coalesce(replace(lower(f.qualifier), '’', ''''), '') AS qualifier
    FROM archive_figure f
    JOIN archive_release r ON r.id = f.release_id
    WHERE f.review <> 'rejected' AND f.indicator_id IS NOT NULL
), bounded AS (
    SELECT *,
        CASE
            WHEN qualifier = '' THEN 'exact'
            WHEN qualifier ~ '(plus|moins) ou (plus|moins)|à peu près' THEN 'about'
            WHEN qualifier ~ 'pas moins|au moins|minimum|plus d|au-delà|supérieur|bas mot|ou plus' THEN 'at least'
            WHEN qualifier ~ 'moins d|maximum|au plus|jusqu|inférieur' THEN 'at most'
            WHEN qualifier ~ 'exactement' THEN 'exact'
            ELSE 'about'
        END AS bound
    FROM told
), ranged AS (
    SELECT *,
        CASE bound WHEN 'at most' THEN '-infinity'::numeric WHEN 'about' THEN compared * 0.9 ELSE compared END AS low,
        CASE bound WHEN 'at least' THEN 'infinity'::numeric WHEN 'about' THEN upper * 1.1 ELSE upper END AS high
    FROM bounded
), beside AS (
    SELECT *,
        CASE WHEN day IS NOT NULL THEN lag(value) OVER in_time END AS previous,
        day IS NOT NULL AND (low > min(high) OVER same_day OR high < max(low) OVER same_day) AS contradicts_day,
        low > min(high) OVER same_release OR high < max(low) OVER same_release AS contradicts_release
    FROM ranged
    WINDOW
        in_time AS (PARTITION BY indicator_id, unit, compared IS NULL ORDER BY day, id),
        same_day AS (PARTITION BY indicator_id, unit, compared IS NULL, day),
        same_release AS (PARTITION BY indicator_id, unit, compared IS NULL, release_id, period)
)
SELECT id, indicator_id, compared IS NULL AND value IS NOT NULL AS is_part, day, day_basis, extract(year FROM day)::int AS year, value, upper,
    CASE WHEN compared IS NOT NULL THEN previous END AS previous,
    CASE WHEN compared IS NOT NULL THEN round(value / nullif(previous, 0) - 1, 4) END AS change,
    compared IS NOT NULL AND (abs(value / nullif(previous, 0) - 1) >= 0.5) IS TRUE AS is_jump,
    compared IS NOT NULL AND coalesce(contradicts_day, false) AS contradicts_day,
    compared IS NOT NULL AND coalesce(contradicts_release, false) AS contradicts_release
FROM beside;

CREATE UNIQUE INDEX ON report_stored.claims (id);
CREATE INDEX ON report_stored.claims (indicator_id, day, id);
CREATE INDEX ON report_stored.claims (day DESC NULLS LAST, id DESC);

COMMENT ON MATERIALIZED VIEW report_stored.claims IS 'What releases claim of indicators, compared.';
