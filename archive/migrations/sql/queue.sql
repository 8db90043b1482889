-- The queue: each release's least certain pending annotation, kept true whoever writes.

ALTER TABLE archive_queued ADD CONSTRAINT queued_release
    FOREIGN KEY (release_id) REFERENCES archive_release (id) ON DELETE CASCADE;

CREATE FUNCTION archive_least_certain(release bigint) RETURNS double precision
LANGUAGE sql STABLE AS $$
-- The confidence of a release's least certain pending annotation; 1 where nothing is pending.
    SELECT coalesce(min(confidence), 1) FROM (
        SELECT confidence FROM archive_quote WHERE release_id = release AND review = 'pending'
        UNION ALL SELECT confidence FROM archive_figure WHERE release_id = release AND review = 'pending'
        UNION ALL SELECT confidence FROM archive_tenure WHERE release_id = release AND review = 'pending'
        UNION ALL SELECT confidence FROM archive_participation WHERE release_id = release AND review = 'pending'
        UNION ALL SELECT confidence FROM archive_mention WHERE release_id = release AND review = 'pending'
    ) AS pending
$$;

CREATE FUNCTION archive_queue_new() RETURNS trigger
LANGUAGE plpgsql AS $$
-- Statement-level, on every table of annotations: new pending rows can only bring their releases forward.
BEGIN
    UPDATE archive_queued q SET least_certain = n.least
    FROM (SELECT release_id, min(confidence) AS least FROM added WHERE review = 'pending' GROUP BY release_id ORDER BY release_id) AS n
    WHERE q.release_id = n.release_id AND n.least < q.least_certain;
    RETURN NULL;
END
$$;

CREATE FUNCTION archive_requeue(releases bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
-- Computes places anew. They are locked first: what another transaction changed meanwhile is seen only by a statement after that.
BEGIN
    PERFORM 1 FROM archive_queued WHERE release_id = ANY (releases) ORDER BY release_id FOR UPDATE;
    UPDATE archive_queued q SET least_certain = c.least
    FROM (SELECT id, archive_least_certain(id) AS least FROM unnest(releases) AS id) AS c
    WHERE q.release_id = c.id AND q.least_certain <> c.least;
END
$$;

CREATE FUNCTION archive_queue_changed() RETURNS trigger
LANGUAGE plpgsql AS $$
-- Statement-level: releases whose annotations were judged, moved or are as sure as they were not before.
DECLARE
    touched bigint[] := ARRAY(
        SELECT DISTINCT unnest(ARRAY[b.release_id, a.release_id])
        FROM before b JOIN after a ON a.id = b.id
        WHERE (a.review, a.confidence, a.release_id) IS DISTINCT FROM (b.review, b.confidence, b.release_id)
    );
BEGIN
    IF touched <> '{}' THEN
        PERFORM archive_requeue(touched);
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION archive_queue_gone() RETURNS trigger
LANGUAGE plpgsql AS $$
-- Statement-level: releases that lost pending annotations.
DECLARE
    touched bigint[] := ARRAY(SELECT DISTINCT release_id FROM removed WHERE review = 'pending');
BEGIN
    IF touched <> '{}' THEN
        PERFORM archive_requeue(touched);
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION archive_queue_release() RETURNS trigger
LANGUAGE plpgsql AS $$
-- Row-level, on releases: a new one waits; another state is noted.
BEGIN
    INSERT INTO archive_queued (release_id, state, least_certain) VALUES (NEW.id, NEW.state, 1)
    ON CONFLICT (release_id) DO UPDATE SET state = excluded.state;
    RETURN NULL;
END
$$;

CREATE TRIGGER queue_new AFTER INSERT ON archive_release FOR EACH ROW EXECUTE FUNCTION archive_queue_release();
CREATE TRIGGER queue_state AFTER UPDATE OF state ON archive_release
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION archive_queue_release();

INSERT INTO archive_queued (release_id, state, least_certain) SELECT id, state, archive_least_certain(id) FROM archive_release;
