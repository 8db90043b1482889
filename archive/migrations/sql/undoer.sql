-- One actor more than in triggers.sql: the undoer, who puts values and decisions back as they were.

CREATE OR REPLACE FUNCTION archive_keep_decisions() RETURNS trigger
LANGUAGE plpgsql AS $$
-- Row-level. Arguments: the groups of columns that are decided together, each as 'column,column'.
-- archive.actor says who writes: 'machine' (the loader) may not touch what is decided; 'mover' (merging) moves relations
-- and decides nothing; 'undoer' writes `decided` too, as it was; anything else is a person, whose every change is a decision.
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
    IF current_setting('archive.actor', true) = 'undoer' THEN
        IF TG_OP = 'UPDATE' THEN
            NEW.version := OLD.version + 1;
        END IF;
        RETURN NEW;
    END IF;
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
