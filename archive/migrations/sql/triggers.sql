-- What keeps `exact`, `decided` and `version` true, whoever writes: admin, API, spreadsheet, loader or plain SQL.

CREATE FUNCTION archive_first_untrue(
    body text, ids bigint[], starts int[], ends int[], words text[],
    OUT wrong_id bigint, OUT wrong_start int, OUT wrong_end int, OUT wrong_exact text, OUT there text)
LANGUAGE plpgsql IMMUTABLE AS $$
-- The first of many spans whose words do not stand in a long text, all null if there is none. substr counts characters from
-- the beginning, and reads a stored text anew each time: a window that moves along the text keeps this linear.
DECLARE
    step constant int := 30000;
    base int := 0;
    rest text := body || '';
    piece text := substr(rest, 1, 2 * step);
    one record;
BEGIN
    FOR one IN SELECT * FROM unnest(ids, starts, ends, words) AS s (id, start, "end", exact) ORDER BY s.start LOOP
        IF one.start - base > step THEN
            rest := substr(rest, one.start - base + 1);
            base := one.start;
            piece := substr(rest, 1, 2 * step);
        END IF;
        there := substr(CASE WHEN one."end" - base <= 2 * step THEN piece ELSE rest END, one.start - base + 1, one."end" - one.start);
        IF one.exact IS DISTINCT FROM there THEN
            wrong_id := one.id; wrong_start := one.start; wrong_end := one."end"; wrong_exact := one.exact;
            RETURN;
        END IF;
    END LOOP;
    there := NULL;
END
$$;

CREATE FUNCTION archive_check_spans() RETURNS trigger
LANGUAGE plpgsql AS $$
-- Statement-level, on every table of annotations: each placed row of `changed` stands in its release's text.
DECLARE
    wrong record;
BEGIN
    -- Without the lock, a text changed by another transaction at this moment would not be seen.
    PERFORM 1 FROM archive_release WHERE id IN (SELECT release_id FROM changed WHERE start IS NOT NULL) FOR SHARE;
    SELECT c.id, c.release_id, c.start, c."end", c.exact, substr(r.text, c.start + 1, c."end" - c.start) AS there INTO wrong
    FROM changed c JOIN archive_release r ON r.id = c.release_id
    WHERE c.start IS NOT NULL AND octet_length(r.text) <= 100000
        AND c.exact IS DISTINCT FROM substr(r.text, c.start + 1, c."end" - c.start)
    LIMIT 1;
    IF NOT FOUND THEN
        SELECT u.wrong_id AS id, long.release_id, u.wrong_start AS start, u.wrong_end AS "end", u.wrong_exact AS exact, u.there INTO wrong
        FROM (
            SELECT c.release_id, array_agg(c.id) AS ids, array_agg(c.start) AS starts, array_agg(c."end") AS ends, array_agg(c.exact) AS words
            FROM changed c JOIN archive_release r ON r.id = c.release_id
            WHERE c.start IS NOT NULL AND octet_length(r.text) > 100000
            GROUP BY c.release_id
        ) AS long
        JOIN archive_release r ON r.id = long.release_id
        CROSS JOIN LATERAL archive_first_untrue(r.text, long.ids, long.starts, long.ends, long.words) AS u
        WHERE u.wrong_id IS NOT NULL
        LIMIT 1;
    END IF;
    IF FOUND THEN
        RAISE EXCEPTION '% % says that characters % to % of release % are “%”, but they are “%”.',
            replace(TG_TABLE_NAME, 'archive_', ''), wrong.id, wrong.start, wrong."end", wrong.release_id,
            left(wrong.exact, 80), left(wrong.there, 80)
            USING ERRCODE = 'check_violation', HINT = 'Give start, end and exact as they stand in the release''s text.';
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION archive_check_text() RETURNS trigger
LANGUAGE plpgsql AS $$
-- Row-level, on releases: a text changes only when no placed annotation disagrees with it.
DECLARE
    wrong record;
BEGIN
    SELECT placed.kinds[u.wrong_id] AS kind, placed.ids[u.wrong_id] AS id, u.wrong_start AS start, u.wrong_end AS "end" INTO wrong
    FROM (
        SELECT array_agg(kind) AS kinds, array_agg(id) AS ids, array_agg(number) AS numbers,
            array_agg(start) AS starts, array_agg("end") AS ends, array_agg(exact) AS words
        FROM (
            SELECT one.*, row_number() OVER () AS number
            FROM (
                SELECT 'quote' AS kind, id, start, "end", exact FROM archive_quote WHERE release_id = NEW.id
                UNION ALL SELECT 'figure', id, start, "end", exact FROM archive_figure WHERE release_id = NEW.id
                UNION ALL SELECT 'tenure', id, start, "end", exact FROM archive_tenure WHERE release_id = NEW.id
                UNION ALL SELECT 'participation', id, start, "end", exact FROM archive_participation WHERE release_id = NEW.id
                UNION ALL SELECT 'mention', id, start, "end", exact FROM archive_mention WHERE release_id = NEW.id
            ) AS one
            WHERE start IS NOT NULL
        ) AS numbered
    ) AS placed
    CROSS JOIN LATERAL archive_first_untrue(NEW.text, placed.numbers, placed.starts, placed.ends, placed.words) AS u
    WHERE u.wrong_id IS NOT NULL;
    IF FOUND THEN
        RAISE EXCEPTION 'The text of release % cannot change: % % would no longer stand at characters % to %.',
            NEW.id, wrong.kind, wrong.id, wrong.start, wrong."end"
            USING ERRCODE = 'check_violation', HINT = 'Unplace its annotations first (start and end null), then place them again.';
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION archive_check_own_spans() RETURNS trigger
LANGUAGE plpgsql AS $$
-- Row-level, on releases: parsed.spans.{title, published_on, dateline} = {start, end, exact} stand in the text.
DECLARE
    wrong record;
BEGIN
    SELECT key, value INTO wrong FROM jsonb_each(NEW.parsed -> 'spans')
    WHERE value ->> 'exact' IS DISTINCT FROM
        substr(NEW.text, (value ->> 'start')::int + 1, (value ->> 'end')::int - (value ->> 'start')::int)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'Release % says that its % was read from %, which is not what its text has there.', NEW.id, wrong.key, wrong.value
            USING ERRCODE = 'check_violation', HINT = 'Give start, end and exact as they stand in the text.';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION archive_keep_decisions() RETURNS trigger
LANGUAGE plpgsql AS $$
-- Row-level. Arguments: the groups of columns that are decided together, each as 'column,column'.
-- archive.actor says who writes: 'machine' (the loader) may not touch what is decided; 'mover' (merging) moves relations
-- and decides nothing; anything else is a person, whose every change is a decision.
DECLARE
    -- A name that is misspelt is no machine's.
    actor text := CASE WHEN current_setting('archive.actor', true) IN ('machine', 'mover')
        THEN current_setting('archive.actor', true) ELSE '' END;
    before jsonb;
    after jsonb := to_jsonb(NEW);
    one text;
    columns text[];
    names text[];
    changed boolean := false;
    all_names text[] := '{}';
BEGIN
    IF TG_OP = 'UPDATE' THEN
        before := to_jsonb(OLD);
        -- Generated columns are not computed yet; version and decided are kept here.
        IF after - '{keys,earliest,latest,version,decided}'::text[] = before - '{keys,earliest,latest,version,decided}'::text[]
            AND (actor = 'machine' OR NEW.decided = OLD.decided) THEN
            NEW.version := OLD.version;
            NEW.decided := OLD.decided;
            RETURN NEW;
        END IF;
        NEW.version := OLD.version + 1;
        IF actor <> '' THEN
            NEW.decided := OLD.decided;
        END IF;
    END IF;
    FOREACH one IN ARRAY TG_ARGV LOOP
        columns := string_to_array(one, ',');
        SELECT array_agg(regexp_replace(c, '_id$', '')) INTO names FROM unnest(columns) AS c;
        all_names := all_names || names;
        IF TG_OP = 'UPDATE' THEN
            SELECT bool_or(after -> c IS DISTINCT FROM before -> c) INTO changed FROM unnest(columns) AS c;
        ELSE
            SELECT bool_or(after -> c NOT IN ('null', '""', '[]', '{}')) INTO changed FROM unnest(columns) AS c;
        END IF;
        IF changed AND actor = 'machine' AND names && OLD.decided::text[]
            -- The words stay, their place moves with the text around them.
            AND NOT ('exact' = ANY (names) AND after -> 'exact' = before -> 'exact') THEN
            RAISE EXCEPTION 'A person decided % of % %; a machine cannot change it.',
                array_to_string(names, ', '), replace(TG_TABLE_NAME, 'archive_', ''), NEW.id
                USING ERRCODE = 'check_violation', HINT = 'Leave a proposal instead.';
        ELSIF changed AND actor = '' THEN
            NEW.decided := ARRAY(SELECT DISTINCT unnest(NEW.decided || names) ORDER BY 1);
        END IF;
    END LOOP;
    IF after ? 'review' AND actor = 'machine' AND before ->> 'review' IN ('confirmed', 'rejected')
        AND after -> 'review' IS DISTINCT FROM before -> 'review' THEN
        RAISE EXCEPTION 'A person % % %; a machine cannot change that.', before ->> 'review', replace(TG_TABLE_NAME, 'archive_', ''), NEW.id
            USING ERRCODE = 'check_violation', HINT = 'Leave the row as it is.';
    END IF;
    IF after ->> 'review' = 'confirmed' AND actor = '' AND before ->> 'review' IS DISTINCT FROM 'confirmed' THEN
        NEW.decided := ARRAY(SELECT DISTINCT unnest(NEW.decided || all_names) ORDER BY 1);
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION archive_keep_decided_rows() RETURNS trigger
LANGUAGE plpgsql AS $$
-- Row-level, before a delete: a machine removes nothing that a person decided, confirmed or rejected.
BEGIN
    IF OLD.decided <> '{}' OR to_jsonb(OLD) ->> 'review' IN ('confirmed', 'rejected') THEN
        RAISE EXCEPTION 'A person decided % %; a machine cannot delete it.', replace(TG_TABLE_NAME, 'archive_', ''), OLD.id
            USING ERRCODE = 'check_violation', HINT = 'Mark it as no longer found instead.';
    END IF;
    RETURN OLD;
END
$$;
