-- French full text: what the columns `search` are made by. No dictionary of stop words: PostgreSQL's own list has été, même
-- and sommes, and lacks les.

CREATE TEXT SEARCH DICTIONARY public.archive_stem (TEMPLATE = pg_catalog.snowball, LANGUAGE = french);
CREATE TEXT SEARCH CONFIGURATION public.archive_words (PARSER = pg_catalog."default");
ALTER TEXT SEARCH CONFIGURATION public.archive_words ADD MAPPING FOR asciiword, word WITH public.archive_stem;
ALTER TEXT SEARCH CONFIGURATION public.archive_words
    ADD MAPPING FOR numword, int, uint, float, sfloat, version WITH pg_catalog.simple;

CREATE FUNCTION archive_lexemes(words text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    -- What `words` are found by: without accents, then stemmed; which words French inflects alike is asked when somebody searches.
    -- Signs by which the parser would make paths, addresses, numbers with a sign or tags become spaces. More than
    -- 200,000 characters could fill the megabyte that a tsvector holds.
    SELECT ts_delete(to_tsvector('public.archive_words', lower(
        replace(replace(replace(replace(replace(replace(replace(replace(
            public.unaccent('public.unaccent'::regdictionary, left(words, 200000)),
            '-', ' '), '/', ' '), '.', ' '), '_', ' '), '@', ' '), '+', ' '), '&', ' '), '<', ' '))),
        '{a,au,aux,avec,ce,cet,d,dan,de,du,elle,en,et,il,j,l,la,le,leur,n,on,ou,par,pour,qu,que,qui,s,sa,se,son,sur,un,une,y}'::text[])
$$;

CREATE FUNCTION archive_lexemes(body text, head text, weight "char") RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    -- The words of a body, then those of its head, which weigh more; so far apart that no phrase spans both.
    SELECT CASE WHEN head = '' OR head IS NULL THEN public.archive_lexemes(body)
        ELSE public.archive_lexemes(body) || setweight(public.archive_lexemes('l l l l l l l l l l ' || head), weight) END
$$;

CREATE FUNCTION archive_name_words(keys text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    -- Every word of an entity's names.
    SELECT string_to_array(array_to_string(keys, ' '), ' ')
$$;

ALTER TABLE archive_release
    ADD COLUMN search tsvector GENERATED ALWAYS AS (archive_lexemes("text", title, 'A')) STORED;
ALTER TABLE archive_quote
    ADD COLUMN search tsvector GENERATED ALWAYS AS (archive_lexemes("text", attribution, 'B')) STORED;
COMMENT ON COLUMN archive_release.search IS 'What searching goes by: words of the text, and of the title with weight A. Computed.';
COMMENT ON COLUMN archive_quote.search IS 'What searching goes by: the words said, and the attribution with weight B. Computed.';
CREATE INDEX release_search ON archive_release USING gin (search);
CREATE INDEX quote_search ON archive_quote USING gin (search);
CREATE INDEX person_name_words ON archive_person USING gin (archive_name_words(keys));
CREATE INDEX organization_name_words ON archive_organization USING gin (archive_name_words(keys));
CREATE INDEX organization_acronym ON archive_organization (upper(acronym));
CREATE INDEX office_name_words ON archive_office USING gin (archive_name_words(keys));
CREATE INDEX event_name_words ON archive_event USING gin (archive_name_words(keys));
CREATE INDEX programme_name_words ON archive_programme USING gin (archive_name_words(keys));

-- What a mistyped word may have been meant as: words of names, of titles and of the newest texts; refreshed after an ingest.
CREATE MATERIALIZED VIEW search_word AS
    WITH newest AS MATERIALIZED (
        SELECT title, "text", row_number() OVER () AS place
        FROM (SELECT title, "text" FROM archive_release ORDER BY published_on DESC NULLS LAST, id DESC LIMIT 20000) AS latest
    ),
    said AS (
        SELECT title AS words FROM newest WHERE title IS NOT NULL
        UNION ALL SELECT left("text", 5000) FROM newest WHERE place <= 1000
        UNION ALL SELECT name || ' ' || array_to_string(aliases, ' ') FROM archive_subject
        UNION ALL SELECT name || ' ' || array_to_string(aliases, ' ') FROM archive_programme
        UNION ALL (SELECT name FROM archive_organization ORDER BY id DESC LIMIT 20000)
        UNION ALL (SELECT name FROM archive_event ORDER BY id DESC LIMIT 20000)
        UNION ALL (SELECT name FROM archive_person ORDER BY id DESC LIMIT 20000)
    )
    SELECT word, public.unaccent('public.unaccent'::regdictionary, word) AS plain, count(*) AS number
    FROM said CROSS JOIN LATERAL regexp_split_to_table(lower(words), '[^[:alpha:]]+') AS word
    WHERE length(word) BETWEEN 4 AND 40
    GROUP BY word;
COMMENT ON MATERIALIZED VIEW search_word IS 'Words that a mistyped one may have been meant as, and in how many places they stand.';
CREATE UNIQUE INDEX search_word_once ON search_word (word);
CREATE INDEX search_word_trigram ON search_word USING gin (plain gin_trgm_ops);
