-- Keys, EDTF: what columns and constraints are derived from.

CREATE FUNCTION archive_key(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    -- A name without case, accents, punctuation and order of words: «KHOO Boon-Hui» and «Boon Hui Khoo» are one.
    SELECT coalesce(
        (SELECT string_agg(word, ' ' ORDER BY word)
         FROM regexp_split_to_table(lower(public.unaccent('public.unaccent'::regdictionary, name)), '[^[:alnum:]]+') AS word
         WHERE word <> ''),
        lower(name))
$$;

CREATE FUNCTION archive_keys(name text, aliases text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_agg(DISTINCT public.archive_key(one)) FROM unnest(array_prepend(name, aliases)) AS one WHERE one IS NOT NULL
$$;

CREATE FUNCTION archive_edtf_day(part text, latest boolean) RETURNS date
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
-- The earliest or latest day of YYYY, YYYY-MM or YYYY-MM-DD; null for anything else, or a day that does not exist.
DECLARE
    year int;
    month int;
    month_end date;
BEGIN
    IF part IS NULL OR part !~ '^\d{4}(-\d{2}(-\d{2})?)?$' OR part LIKE '0000%' THEN
        RETURN NULL;
    END IF;
    year := left(part, 4)::int;
    month := coalesce(nullif(substr(part, 6, 2), '')::int, CASE WHEN latest THEN 12 ELSE 1 END);
    IF month NOT BETWEEN 1 AND 12 THEN
        RETURN NULL;
    END IF;
    month_end := (make_date(year, month, 1) + interval '1 month - 1 day')::date;
    IF length(part) < 10 THEN
        RETURN CASE WHEN latest THEN month_end ELSE make_date(year, month, 1) END;
    END IF;
    IF substr(part, 9, 2)::int NOT BETWEEN 1 AND extract(day FROM month_end)::int THEN
        RETURN NULL;
    END IF;
    RETURN make_date(year, month, substr(part, 9, 2)::int);
END
$$;

CREATE FUNCTION archive_edtf_earliest(edtf text) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT public.archive_edtf_day(split_part(edtf, '/', 1), false) $$;

CREATE FUNCTION archive_edtf_latest(edtf text) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT public.archive_edtf_day(coalesce(nullif(split_part(edtf, '/', 2), ''), edtf), true)
$$;

CREATE FUNCTION archive_is_edtf(edtf text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    -- YYYY, YYYY-MM, YYYY-MM-DD, XXXX-MM-DD, or an interval of two, both with a year or both without; null for null.
    SELECT CASE
        WHEN edtf IS NULL THEN NULL
        WHEN edtf ~ '^XXXX-\d{2}-\d{2}(/XXXX-\d{2}-\d{2})?$'
        -- 2000 is a leap year: the 29th of February exists in some year.
        THEN public.archive_edtf_day('2000' || substr(split_part(edtf, '/', 1), 5), false) IS NOT NULL
            AND (edtf !~ '/' OR public.archive_edtf_day('2000' || substr(split_part(edtf, '/', 2), 5), false) IS NOT NULL)
        WHEN edtf ~ '^\d{4}[^/]*(/\d{4}[^/]*)?$'
        THEN coalesce(public.archive_edtf_earliest(edtf) <= public.archive_edtf_latest(edtf), false)
        ELSE false
    END
$$;
