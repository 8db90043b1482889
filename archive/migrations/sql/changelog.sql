-- Which rows each statement wrote, in which transaction: the log that `/api/v1/changes/` reads.

CREATE FUNCTION archive_identity() RETURNS text
LANGUAGE sql STABLE AS $$
-- What this database is and no copy of its rows will be: system, time line, place of the database, and number of the table.
-- A dump that is restored makes another table, a standby that is promoted another time line.
    SELECT concat_ws('-', (pg_control_system()).system_identifier, left(pg_walfile_name(pg_current_wal_insert_lsn()), 8),
        regexp_replace(pg_relation_filepath('changelog'), '/[^/]*$', ''), 'changelog'::regclass::oid)
$$;

CREATE FUNCTION archive_origin() RETURNS bigint
LANGUAGE plpgsql AS $$
-- The number of this database among those in which the archive has lived; a new one gets the next.
DECLARE
    found bigint := (SELECT id FROM changelog_origin WHERE identity = archive_identity());
BEGIN
    IF found IS NULL THEN
        INSERT INTO changelog_origin (identity) VALUES (archive_identity()) ON CONFLICT (identity) DO NOTHING;
        found := (SELECT id FROM changelog_origin WHERE identity = archive_identity());
    END IF;
    RETURN found;
END
$$;

CREATE FUNCTION archive_log(written text, done text, touched bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    this bigint := archive_origin();
    number bigint := pg_current_xact_id()::text::bigint;
BEGIN
    FOR low IN 1 .. coalesce(cardinality(touched), 0) BY 1000 LOOP
        INSERT INTO changelog (origin, xid, kind, act, ids, at)
        VALUES (this, number, written, done, touched[low:low + 999], now());
    END LOOP;
END
$$;

CREATE FUNCTION archive_log_written() RETURNS trigger
LANGUAGE plpgsql AS $$
-- Statement-level, on every table that the API gives out.
DECLARE
    written text := replace(TG_TABLE_NAME, 'archive_', '');
    everything bigint[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM archive_log(written, 'created', (SELECT array_agg(id ORDER BY id) FROM after));
    ELSIF TG_OP = 'TRUNCATE' THEN
        EXECUTE format('SELECT array_agg(id ORDER BY id) FROM %I.%I', TG_TABLE_SCHEMA, TG_TABLE_NAME) INTO everything;
        PERFORM archive_log(written, 'deleted', everything);
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM archive_log(written, 'deleted', (SELECT array_agg(id ORDER BY id) FROM before));
    ELSE
        PERFORM archive_log(written, 'updated', (
            SELECT array_agg(coalesce(a.id, b.id) ORDER BY coalesce(a.id, b.id))
            FROM before b FULL JOIN after a ON a.id = b.id WHERE b IS DISTINCT FROM a
        ));
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION archive_log_surroundings() RETURNS trigger
LANGUAGE plpgsql AS $$
-- Row-level, on releases whose text changed: what stands before and after an annotation is part of how it is given out.
BEGIN
    PERFORM archive_log('quote', 'updated', (SELECT array_agg(id ORDER BY id) FROM archive_quote WHERE release_id = NEW.id));
    PERFORM archive_log('figure', 'updated', (SELECT array_agg(id ORDER BY id) FROM archive_figure WHERE release_id = NEW.id));
    PERFORM archive_log('tenure', 'updated', (SELECT array_agg(id ORDER BY id) FROM archive_tenure WHERE release_id = NEW.id));
    PERFORM archive_log('participation', 'updated', (SELECT array_agg(id ORDER BY id) FROM archive_participation WHERE release_id = NEW.id));
    PERFORM archive_log('mention', 'updated', (SELECT array_agg(id ORDER BY id) FROM archive_mention WHERE release_id = NEW.id));
    RETURN NULL;
END
$$;

CREATE TRIGGER log_surroundings AFTER UPDATE OF text ON archive_release
    FOR EACH ROW WHEN (OLD.text IS DISTINCT FROM NEW.text) EXECUTE FUNCTION archive_log_surroundings();
