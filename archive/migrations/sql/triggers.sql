-- What keeps `exact`, `decided` and `version` true, whoever writes: admin, API, spreadsheet, loader or plain SQL.

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
    WHERE c.start IS NOT NULL AND c.exact IS DISTINCT FROM substr(r.text, c.start + 1, c."end" - c.start)
    LIMIT 1;
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
    SELECT * INTO wrong FROM (
        SELECT 'quote' AS kind, id, start, "end", exact FROM archive_quote WHERE release_id = NEW.id
        UNION ALL SELECT 'figure', id, start, "end", exact FROM archive_figure WHERE release_id = NEW.id
        UNION ALL SELECT 'tenure', id, start, "end", exact FROM archive_tenure WHERE release_id = NEW.id
        UNION ALL SELECT 'participation', id, start, "end", exact FROM archive_participation WHERE release_id = NEW.id
        UNION ALL SELECT 'mention', id, start, "end", exact FROM archive_mention WHERE release_id = NEW.id
    ) placed
    WHERE start IS NOT NULL AND exact IS DISTINCT FROM substr(NEW.text, start + 1, "end" - start)
    LIMIT 1;
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
    actor text := coalesce(current_setting('archive.actor', true), '');
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
