-- What editors said of each find: confirmed or corrected, rejected, pending, confirmed in bulk; added or withdrawn where a
-- person made it. «Corrected»: an editor decided something else than the parser says, names through today's aliases and
-- merges. How the speaker is known follows from who it is, and is left out. `manage.py evaluate --archive` reads this too.

CREATE FUNCTION report_stored.is_named(kind text, own bigint, said jsonb) RETURNS boolean
LANGUAGE sql STABLE AS $$
    -- Whether a record is the one that the parser names; neither counts as the same.
    SELECT CASE
        WHEN $2 IS NULL THEN $3 IS NULL
        ELSE EXISTS (
            SELECT FROM (
                SELECT keys, parsed, NULL::int AS ordinal FROM public.archive_person WHERE $1 = 'person' AND id = $2
                UNION ALL SELECT keys, parsed, NULL FROM public.archive_organization WHERE $1 = 'organization' AND id = $2
                UNION ALL SELECT keys, parsed, NULL FROM public.archive_office WHERE $1 = 'office' AND id = $2
                UNION ALL SELECT keys, parsed, NULL FROM public.archive_programme WHERE $1 = 'programme' AND id = $2
                UNION ALL SELECT keys, parsed, NULL FROM public.archive_indicator WHERE $1 = 'indicator' AND id = $2
                UNION ALL SELECT keys, parsed, NULL FROM public.archive_subject WHERE $1 = 'subject' AND id = $2
                UNION ALL SELECT keys, parsed, ordinal FROM public.archive_event WHERE $1 = 'event' AND id = $2
            ) e
            WHERE public.archive_key($3 ->> 'name') = ANY (e.keys || public.archive_key(e.parsed ->> 'name'))
                OR ($3 ->> 'ordinal')::numeric = e.ordinal
        )
    END
$$;

CREATE FUNCTION report_stored.is_worded(kind text, own bigint, said text) RETURNS boolean
LANGUAGE sql STABLE AS $$
    -- Whether an annotation is the one with the words that the parser names; neither counts as the same.
    SELECT CASE
        WHEN $2 IS NULL THEN $3 IS NULL
        ELSE EXISTS (
            SELECT FROM (
                SELECT exact, parsed FROM public.archive_figure WHERE $1 = 'figure' AND id = $2
                UNION ALL SELECT exact, parsed FROM public.archive_quote WHERE $1 = 'quote' AND id = $2
            ) e
            WHERE $3 IN (e.exact, e.parsed ->> 'exact')
        )
    END
$$;

CREATE VIEW report_stored.verdicts AS
WITH compared AS (
    SELECT 'quote' AS kind, id, release_id, rule, confidence, review, flags, run_id,
        decided <> '{}' AND (
            ('exact' = ANY (decided) AND (coalesce(exact, '') = coalesce(parsed ->> 'exact', '')) IS NOT TRUE)
            OR ('text' = ANY (decided) AND (coalesce(text, '') = coalesce(parsed ->> 'text', '')) IS NOT TRUE)
            OR ('kind' = ANY (decided) AND (coalesce(kind, '') = coalesce(parsed ->> 'kind', '')) IS NOT TRUE)
            OR ('speaker' = ANY (decided) AND (report_stored.is_named('person', speaker_id, parsed -> 'speaker')) IS NOT TRUE)
            OR ('organization' = ANY (decided) AND (report_stored.is_named('organization', organization_id, parsed -> 'organization')) IS NOT TRUE)
            OR ('attribution' = ANY (decided) AND (coalesce(attribution, '') = coalesce(parsed ->> 'attribution', '')) IS NOT TRUE)
            OR ('role' = ANY (decided) AND (report_stored.is_named('office', role_id, parsed -> 'role')) IS NOT TRUE)
        ) AS differs
    FROM archive_quote
    UNION ALL
    SELECT 'figure' AS kind, id, release_id, rule, confidence, review, flags, run_id,
        decided <> '{}' AND (
            ('exact' = ANY (decided) AND (coalesce(exact, '') = coalesce(parsed ->> 'exact', '')) IS NOT TRUE)
            OR ('value' = ANY (decided) AND (value IS NOT DISTINCT FROM round((parsed ->> 'value')::numeric, 6)) IS NOT TRUE)
            OR ('upper' = ANY (decided) AND (upper IS NOT DISTINCT FROM round((parsed ->> 'upper')::numeric, 6)) IS NOT TRUE)
            OR ('qualifier' = ANY (decided) AND (coalesce(qualifier, '') = coalesce(parsed ->> 'qualifier', '')) IS NOT TRUE)
            OR ('unit' = ANY (decided) AND (coalesce(unit, '') = coalesce(parsed ->> 'unit', '')) IS NOT TRUE)
            OR ('subject' = ANY (decided) AND (coalesce(subject, '') = coalesce(parsed ->> 'subject', '')) IS NOT TRUE)
            OR ('indicator' = ANY (decided) AND (report_stored.is_named('indicator', indicator_id, parsed -> 'indicator')) IS NOT TRUE)
            OR ('period' = ANY (decided) AND (coalesce(period, '') = coalesce(parsed ->> 'period', '')) IS NOT TRUE)
            OR ('part_of' = ANY (decided) AND (report_stored.is_worded('figure', part_of_id, parsed ->> 'part_of')) IS NOT TRUE)
            OR ('quote' = ANY (decided) AND (report_stored.is_worded('quote', quote_id, parsed ->> 'quote')) IS NOT TRUE)
            OR ('event' = ANY (decided) AND (report_stored.is_named('event', event_id, parsed -> 'event')) IS NOT TRUE)
            OR ('programme' = ANY (decided) AND (report_stored.is_named('programme', programme_id, parsed -> 'programme')) IS NOT TRUE)
        ) AS differs
    FROM archive_figure
    UNION ALL
    SELECT 'tenure' AS kind, id, release_id, rule, confidence, review, flags, run_id,
        decided <> '{}' AND (
            ('exact' = ANY (decided) AND (coalesce(exact, '') = coalesce(parsed ->> 'exact', '')) IS NOT TRUE)
            OR ('person' = ANY (decided) AND (report_stored.is_named('person', person_id, parsed -> 'person')) IS NOT TRUE)
            OR ('office' = ANY (decided) AND (report_stored.is_named('office', office_id, parsed -> 'office')) IS NOT TRUE)
        ) AS differs
    FROM archive_tenure
    UNION ALL
    SELECT 'participation' AS kind, id, release_id, rule, confidence, review, flags, run_id,
        decided <> '{}' AND (
            ('exact' = ANY (decided) AND (coalesce(exact, '') = coalesce(parsed ->> 'exact', '')) IS NOT TRUE)
            OR ('event' = ANY (decided) AND (report_stored.is_named('event', event_id, parsed -> 'event')) IS NOT TRUE)
            OR ('person' = ANY (decided) AND (report_stored.is_named('person', person_id, parsed -> 'person')) IS NOT TRUE)
            OR ('organization' = ANY (decided) AND (report_stored.is_named('organization', organization_id, parsed -> 'organization')) IS NOT TRUE)
            OR ('country_code' = ANY (decided) AND (coalesce(country_code, '') = coalesce(parsed ->> 'country_code', '')) IS NOT TRUE)
            OR ('part' = ANY (decided) AND (coalesce(part, '') = coalesce(parsed ->> 'part', '')) IS NOT TRUE)
        ) AS differs
    FROM archive_participation
    UNION ALL
    SELECT 'mention' AS kind, id, release_id, rule, confidence, review, flags, run_id,
        decided <> '{}' AND (
            ('exact' = ANY (decided) AND (coalesce(exact, '') = coalesce(parsed ->> 'exact', '')) IS NOT TRUE)
            OR ('person' = ANY (decided) AND (report_stored.is_named('person', person_id, parsed -> 'person')) IS NOT TRUE)
            OR ('organization' = ANY (decided) AND (report_stored.is_named('organization', organization_id, parsed -> 'organization')) IS NOT TRUE)
            OR ('event' = ANY (decided) AND (report_stored.is_named('event', event_id, parsed -> 'event')) IS NOT TRUE)
            OR ('programme' = ANY (decided) AND (report_stored.is_named('programme', programme_id, parsed -> 'programme')) IS NOT TRUE)
            OR ('subject' = ANY (decided) AND (report_stored.is_named('subject', subject_id, parsed -> 'subject')) IS NOT TRUE)
            OR ('country_code' = ANY (decided) AND (coalesce(country_code, '') = coalesce(parsed ->> 'country_code', '')) IS NOT TRUE)
        ) AS differs
    FROM archive_mention
)
SELECT c.kind, c.id, c.release_id, c.rule, coalesce(run.parser_version, '') AS parser_version, c.confidence,
    CASE
        WHEN c.rule = 'editor' THEN CASE c.review WHEN 'rejected' THEN 'withdrawn' ELSE 'added' END
        WHEN c.review = 'rejected' THEN 'rejected'
        WHEN c.review = 'confirmed' AND 'bulk' = ANY (c.flags) THEN 'bulk_confirmed'
        WHEN c.differs THEN 'corrected'
        ELSE c.review
    END AS verdict
FROM compared c
LEFT JOIN archive_run run ON run.id = c.run_id;

COMMENT ON VIEW report_stored.verdicts IS 'What editors said of each find; rejected ones too, which is why readers have only sums of it.';
