-- The work of the desk by week, from the history, and what waited at the end of each week. A step of the history holds
-- the row before it (or, where a person added it, the row itself); the row after it is that before the next step, or
-- today's. Moves to another record by a merge and steps that take another one back decide nothing and are no corrections.

CREATE MATERIALIZED VIEW report_stored.desk AS
WITH now AS (
    SELECT 'quote' AS kind, id, review, run_id,
        concat_ws('|', start, "end", ROW(text, kind, speaker_id, organization_id, attribution, role_id)::text) AS content
    FROM archive_quote
    UNION ALL
    SELECT 'figure' AS kind, id, review, run_id,
        concat_ws('|', start, "end", ROW(value, upper, qualifier, unit, subject, indicator_id, period, part_of_id, quote_id, event_id, programme_id)::text) AS content
    FROM archive_figure
    UNION ALL
    SELECT 'tenure' AS kind, id, review, run_id,
        concat_ws('|', start, "end", ROW(person_id, office_id, term)::text) AS content
    FROM archive_tenure
    UNION ALL
    SELECT 'participation' AS kind, id, review, run_id,
        concat_ws('|', start, "end", ROW(event_id, person_id, organization_id, country_code, part)::text) AS content
    FROM archive_participation
    UNION ALL
    SELECT 'mention' AS kind, id, review, run_id,
        concat_ws('|', start, "end", ROW(person_id, organization_id, event_id, programme_id, subject_id, country_code)::text) AS content
    FROM archive_mention
), history AS (
    SELECT 'quote' AS kind, id, review, run_id, concat_ws('|', start, "end", ROW(text, kind, speaker_id, organization_id, attribution, role_id)::text) AS content,
        pgh_id, pgh_created_at AS at, pgh_label AS label, pgh_context AS context, pgh_context_id AS act
    FROM history_quote
    UNION ALL
    SELECT 'figure' AS kind, id, review, run_id, concat_ws('|', start, "end", ROW(value, upper, qualifier, unit, subject, indicator_id, period, part_of_id, quote_id, event_id, programme_id)::text) AS content,
        pgh_id, pgh_created_at AS at, pgh_label AS label, pgh_context AS context, pgh_context_id AS act
    FROM history_figure
    UNION ALL
    SELECT 'tenure' AS kind, id, review, run_id, concat_ws('|', start, "end", ROW(person_id, office_id, term)::text) AS content,
        pgh_id, pgh_created_at AS at, pgh_label AS label, pgh_context AS context, pgh_context_id AS act
    FROM history_tenure
    UNION ALL
    SELECT 'participation' AS kind, id, review, run_id, concat_ws('|', start, "end", ROW(event_id, person_id, organization_id, country_code, part)::text) AS content,
        pgh_id, pgh_created_at AS at, pgh_label AS label, pgh_context AS context, pgh_context_id AS act
    FROM history_participation
    UNION ALL
    SELECT 'mention' AS kind, id, review, run_id, concat_ws('|', start, "end", ROW(person_id, organization_id, event_id, programme_id, subject_id, country_code)::text) AS content,
        pgh_id, pgh_created_at AS at, pgh_label AS label, pgh_context AS context, pgh_context_id AS act
    FROM history_mention
), steps AS (
    SELECT h.kind, h.id, h.at, h.label, h.review, h.content, h.run_id,
        h.context ? 'user' AND NOT h.context ?| ARRAY['undoes', 'undoes_run']
            AND NOT EXISTS (SELECT FROM history_merge m WHERE m.pgh_context_id = h.act) AS is_act,
        row_number() OVER in_turn = 1 AS is_first,
        lead(h.review) OVER in_turn AS next_review,
        lead(h.content) OVER in_turn AS next_content,
        lead(h.pgh_id) OVER in_turn IS NULL AS is_last
    FROM history h
    WINDOW in_turn AS (PARTITION BY h.kind, h.id ORDER BY h.pgh_id)
), acts AS (
    SELECT s.kind, s.id, s.at, s.label, s.is_act, s.is_first, s.run_id,
        CASE WHEN s.label = 'made' THEN NULL ELSE s.review END AS before,
        CASE s.label WHEN 'made' THEN s.review WHEN 'deleted' THEN NULL
            ELSE CASE WHEN s.is_last THEN n.review ELSE s.next_review END END AS after,
        s.label = 'changed' AND s.content <> CASE WHEN s.is_last THEN n.content ELSE s.next_content END AS is_other
    FROM steps s
    LEFT JOIN now n ON s.is_last AND n.kind = s.kind AND n.id = s.id
), told AS (
    -- By the desk
    SELECT kind, date_trunc('week', at)::date AS week,
        count(*) FILTER (WHERE after = 'confirmed' AND before IS DISTINCT FROM 'confirmed' AND label = 'changed' AND NOT is_other)
            AS confirmed,
        count(*) FILTER (WHERE is_other AND after <> 'rejected') AS corrected,
        count(*) FILTER (WHERE after = 'rejected' AND before IS DISTINCT FROM 'rejected') AS rejected,
        count(*) FILTER (WHERE label = 'made') AS added,
        0::bigint AS came, 0::bigint AS waiting
    FROM acts
    WHERE is_act
    GROUP BY 1, 2
    UNION ALL
    -- Machines and desk: into and out of what waits
    SELECT kind, date_trunc('week', at)::date, 0, 0, 0, 0, 0,
        sum((coalesce(after, '') = 'pending')::int - (coalesce(before, '') = 'pending')::int)
    FROM acts
    GROUP BY 1, 2
    UNION ALL
    -- Found by a run: pending, as it began, unless the history begins with a person who made it
    SELECT found.kind, date_trunc('week', run.started_at)::date, 0, 0, 0, 0, count(*), count(*)
    FROM (
        SELECT kind, id, run_id FROM now n
        WHERE NOT EXISTS (SELECT FROM acts a WHERE a.kind = n.kind AND a.id = n.id AND a.is_first AND a.label = 'made')
        UNION ALL
        SELECT kind, id, run_id FROM acts a
        WHERE is_first AND label <> 'made' AND NOT EXISTS (SELECT FROM now n WHERE n.kind = a.kind AND n.id = a.id)
    ) found
    LEFT JOIN archive_run run ON run.id = found.run_id
    GROUP BY 1, 2
)
SELECT kind, week, sum(confirmed)::int AS confirmed, sum(corrected)::int AS corrected, sum(rejected)::int AS rejected,
    sum(added)::int AS added, sum(came)::int AS came,
    sum(sum(waiting)) OVER (PARTITION BY kind ORDER BY week NULLS FIRST)::int AS waiting
FROM told
GROUP BY kind, week;

CREATE UNIQUE INDEX ON report_stored.desk (kind, week);
CREATE INDEX ON report_stored.desk (week DESC NULLS LAST, kind);

COMMENT ON MATERIALIZED VIEW report_stored.desk IS 'The work of the desk.';
