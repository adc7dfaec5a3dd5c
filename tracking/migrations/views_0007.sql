-- Views for people who ask their own questions: stable names, one row per thing, nothing to join by hand.
-- Spans (span_start, span_end) count code points of revisions.text.
-- @today@, @days(a, b)@, @join(x)@ and @quarter(x)@ are put in by the migration for the database at hand.
-- v_changes: which document another one changes, from what that one says (citations.effect); a number alone is that of the
-- same body's decision, since UBND of two provinces may both have a 12/QĐ-UBND.

CREATE VIEW v_changes AS
SELECT d.id AS document_id, d.number_symbol, c.id AS citation_id, c.relation, c.effect, b.id AS by_document_id, b.number_symbol AS changed_by,
       coalesce(b.effective_on, b.issued_on) AS since, c.text AS words, c."start" AS span_start, c."end" AS span_end
FROM citations c
JOIN documents b ON b.id = c.document_id AND b.removed_on IS NULL
JOIN documents d ON d.cite_symbol = c.cite_symbol AND d.removed_on IS NULL AND d.id <> b.id
     AND (d.year = c.cite_year OR c.cite_year IS NULL AND (d.issued_on <= b.issued_on OR d.issued_on IS NULL OR b.issued_on IS NULL))
LEFT JOIN actors i ON i.id = d.issuer_id
WHERE c.effect IS NOT NULL
  AND (d.issuer_id IS NULL OR b.issuer_id IS NULL OR d.issuer_id = b.issuer_id OR c.issuer LIKE '%' || i.name || '%');

-- v_task_changes: its tasks that stand under what is changed (address_changes: where they stand is found at loading).
CREATE VIEW v_task_changes AS
SELECT t.id AS task_id, t.document_id, v.relation, v.by_document_id, v.changed_by, v.since
FROM v_changes v
JOIN tasks t ON t.document_id = v.document_id AND t.present
WHERE v.effect = 'all' AND v.relation IN ('repeals', 'replaces')
UNION
SELECT t.id, t.document_id, v.relation, v.by_document_id, v.changed_by, v.since
FROM address_changes a
JOIN tasks t ON t.id = a.task_id AND t.present
JOIN v_changes v ON v.citation_id = a.citation_id AND v.document_id = t.document_id;

-- v_repealed: what was done away with up to today: not open, not due.
CREATE VIEW v_repealed AS
SELECT v.task_id, min(v.changed_by) AS repealed_by FROM v_task_changes v
WHERE v.relation IN ('repeals', 'replaces') AND v.since <= @today@ GROUP BY v.task_id;

CREATE VIEW v_documents AS
SELECT d.id AS document_id, d.number_symbol, d.doc_code, d.doc_name, d.number, d.symbol, d.year, d.issued_on, d.place,
       i.name AS issuer, d.title, d.signer, d.effective_on, d.is_draft, d.revision, r.filename, r.media_type,
       d.created_at AS loaded_at, d.updated_at, d.released_on, d.reviewed_on,
       (SELECT count(*) FROM tasks t WHERE t.document_id = d.id AND t.listed) AS tasks,
       (SELECT count(*) FROM tasks t WHERE t.document_id = d.id AND t.listed AND t.phase = 'done') AS tasks_done,
       (SELECT count(*) FROM tasks t WHERE t.document_id = d.id AND t.listed AND t.phase = 'open' AND t.due < @today@
          AND t.id NOT IN (SELECT task_id FROM v_repealed)) AS tasks_overdue,
       (SELECT count(*) FROM tasks t WHERE t.document_id = d.id AND t.listed AND t.needs_review) AS tasks_to_review,
       (SELECT @join(n.changed_by)@ FROM (SELECT DISTINCT v.changed_by FROM v_changes v WHERE v.document_id = d.id
          AND (v.relation = 'amends' OR v.effect <> 'all') AND v.since <= @today@) n) AS amended_by,
       (SELECT min(v.changed_by) FROM v_changes v WHERE v.document_id = d.id AND v.relation IN ('repeals', 'replaces')
          AND v.effect = 'all' AND v.since <= @today@) AS repealed_by
FROM documents d
LEFT JOIN actors i ON i.id = d.issuer_id
JOIN revisions r ON r.document_id = d.id AND r.number = d.revision
WHERE d.removed_on IS NULL;

CREATE VIEW v_tasks AS
SELECT t.id AS task_id, t.stable_id, t.document_id, d.number_symbol, d.issued_on, d.title AS document_title,
       t.ordinal, t.origin, t.path, t.place, t.group_text, t.number, t.text, t.action,
       (SELECT @join(n.name)@ FROM (SELECT u.name FROM assignments a JOIN actors u ON u.id = a.actor_id
          WHERE a.task_id = t.id AND a.role = 'lead' ORDER BY a.id) n) AS leads,
       (SELECT @join(n.name)@ FROM (SELECT u.name FROM assignments a JOIN actors u ON u.id = a.actor_id
          WHERE a.task_id = t.id AND a.role = 'cooperate' ORDER BY a.id) n) AS cooperators,
       (SELECT @join(n.text)@ FROM (SELECT o.text FROM outputs o WHERE o.task_id = t.id ORDER BY o.ordinal) n) AS outputs,
       t.deadline_text, t.deadline_kind, t.start_on, t.plan_due, t.due, @quarter(t.due)@ AS due_quarter, t.rrule, t.submit_to,
       t.funding, t.note, t.state, t.phase, t.progress, t.done_on,
       CASE WHEN t.phase = 'halted' THEN 'halted'
            WHEN t.phase = 'done' AND t.due IS NULL THEN 'done_no_date'
            WHEN t.phase = 'done' AND t.done_on > t.due THEN 'done_late'
            WHEN t.phase = 'done' THEN 'done_in_time'
            WHEN t.id IN (SELECT task_id FROM v_repealed) THEN 'repealed'
            WHEN t.due IS NULL THEN 'no_deadline'
            WHEN t.due < @today@ THEN 'overdue'
            WHEN @days(t.due, @today@)@ <= 7 THEN 'due_soon'
            WHEN t.state = 'not_started' THEN 'not_due'
            ELSE 'in_time' END AS time_state,
       CASE WHEN t.phase = 'open' AND t.due < @today@ AND t.id NOT IN (SELECT task_id FROM v_repealed)
            THEN @days(@today@, t.due)@ END AS days_overdue,
       @days(t.plan_due, d.issued_on)@ AS days_given,
       t.needs_review, t.confidence, t.parent_id, t.same_as, t.share_of,
       (SELECT min(v.changed_by) FROM v_task_changes v WHERE v.task_id = t.id AND v.relation = 'amends'
          AND v.since <= @today@) AS amended_by,
       (SELECT g.repealed_by FROM v_repealed g WHERE g.task_id = t.id) AS repealed_by,
       t."start" AS span_start, t."end" AS span_end
FROM tasks t
JOIN documents d ON d.id = t.document_id
WHERE t.present;

CREATE VIEW v_occurrences AS
SELECT o.id AS occurrence_id, o.task_id, t.document_id, d.number_symbol, t.text AS task, t.rrule,
       o.due AS planned_due, coalesce(o.new_due, o.due) AS due, o.state, o.phase, o.progress, o.done_on,
       CASE WHEN o.phase = 'open' AND coalesce(o.new_due, o.due) < @today@
            AND o.task_id NOT IN (SELECT task_id FROM v_repealed) THEN 1 ELSE 0 END AS overdue
FROM occurrences o
JOIN tasks t ON t.id = o.task_id AND t.listed AND t.phase <> 'halted'
JOIN documents d ON d.id = t.document_id;

CREATE VIEW v_heirs AS
WITH RECURSIVE v_line(unit_id, heir_id, step) AS (
  SELECT u.id, u.id, 0 FROM units u
  UNION ALL
  SELECT l.unit_id, u.successor_id, l.step + 1 FROM v_line l JOIN units u ON u.id = l.heir_id
  WHERE u.successor_id IS NOT NULL AND l.step < 10)
SELECT l.unit_id AS directory_id, h.id AS heir_id, h.name AS heir
FROM v_line l JOIN units h ON h.id = l.heir_id
WHERE h.successor_id IS NULL;

CREATE VIEW v_assignments AS
SELECT a.id AS assignment_id, a.task_id, t.document_id, d.number_symbol, a.actor_id AS unit_id, u.name AS unit, u.actor_id AS unit_code,
       u.kind, n.unit_id AS directory_id, coalesce(h.heir, s.heir, u.name) AS unit_now, s.law AS merged_by, a.role, a.text AS as_written, a.corrected, t.number, t.text AS task, t.state, t.phase, t.due,
       t.done_on, t.same_as, a."start" AS span_start, a."end" AS span_end
FROM assignments a
JOIN actors u ON u.id = a.actor_id
JOIN tasks t ON t.id = a.task_id
JOIN documents d ON d.id = t.document_id
LEFT JOIN unit_names n ON n.actor_id = a.actor_id
LEFT JOIN v_heirs h ON h.directory_id = n.unit_id
LEFT JOIN successions s ON s.code = u.actor_id
WHERE t.present;

CREATE VIEW v_citations AS
SELECT c.id AS citation_id, c.document_id, d.number_symbol AS citing, c.relation, c.place, c.place_id, c.task_id, c.parent_id,
       c.doc_code, c.number_symbol AS cited, c.cite_symbol AS cited_key, c.cite_year AS cited_year, c.title AS cited_title,
       c.issued_on AS cited_on, c.issuer AS cited_issuer, c.pinpoint, c.effect,
       (SELECT min(x.id) FROM documents x WHERE x.removed_on IS NULL AND x.cite_symbol = c.cite_symbol
          AND (x.year = c.cite_year OR c.cite_year IS NULL)) AS cited_document_id,
       c.text, c."start" AS span_start, c."end" AS span_end
FROM citations c
JOIN documents d ON d.id = c.document_id AND d.removed_on IS NULL;

CREATE VIEW v_units AS
SELECT u.id AS unit_id, u.name AS unit, u.actor_id AS unit_code, u.kind, n.unit_id AS directory_id,
       coalesce(h.heir, s.heir, u.name) AS unit_now, s.law AS merged_by,
       count(DISTINCT CASE WHEN a.role = 'lead' THEN a.task_id END) AS leads,
       count(DISTINCT CASE WHEN a.role = 'cooperate' THEN a.task_id END) AS cooperates,
       count(DISTINCT CASE WHEN a.role = 'lead' AND t.phase = 'done' AND (t.due IS NULL OR t.done_on <= t.due) THEN a.task_id END) AS done_in_time,
       count(DISTINCT CASE WHEN a.role = 'lead' AND t.phase = 'done' AND t.done_on > t.due THEN a.task_id END) AS done_late,
       count(DISTINCT CASE WHEN a.role = 'lead' AND t.phase = 'open' AND g.task_id IS NULL AND (t.due IS NULL OR t.due >= @today@) THEN a.task_id END) AS open_in_time,
       count(DISTINCT CASE WHEN a.role = 'lead' AND t.phase = 'open' AND g.task_id IS NULL AND t.due < @today@ THEN a.task_id END) AS overdue,
       count(DISTINCT CASE WHEN a.role = 'lead' AND t.phase = 'open' AND g.task_id IS NOT NULL THEN a.task_id END) AS repealed
FROM actors u
JOIN assignments a ON a.actor_id = u.id
JOIN tasks t ON t.id = a.task_id AND t.listed
LEFT JOIN v_repealed g ON g.task_id = t.id
LEFT JOIN unit_names n ON n.actor_id = u.id
LEFT JOIN v_heirs h ON h.directory_id = n.unit_id
LEFT JOIN successions s ON s.code = u.actor_id
GROUP BY u.id, u.name, u.actor_id, u.kind, n.unit_id, h.heir, s.heir, s.law;

CREATE VIEW v_reports AS
SELECT r.id AS report_id, r.task_id, t.document_id, r.occurrence_id, r.kind, r.state, r.progress, r.done_on, r.old_due, r.new_due,
       r.field, r.old_value, r.new_value, r.note, r.evidence, r.answers, r.sent, r.day, r.at, r.by AS reported_by
FROM reports r
JOIN tasks t ON t.id = r.task_id;

CREATE VIEW v_edits AS
SELECT e.id AS edit_id, e.document_id, d.number_symbol, e.task_id, e.target, e.kind, e.field, e.base, e.value, e.reason, e.undoes,
       e.at, e.by AS edited_by
FROM edits e
JOIN documents d ON d.id = e.document_id;

CREATE VIEW v_remarks AS
SELECT m.document_id, d.number_symbol, m.ordinal, m.code, m.severity, m.message, m."start" AS span_start, m."end" AS span_end
FROM remarks m
JOIN documents d ON d.id = m.document_id AND d.removed_on IS NULL;

CREATE VIEW v_doubts AS
SELECT document_id, number_symbol, NULL AS task_id, code AS kind, severity, message, span_start, span_end FROM v_remarks
UNION ALL
SELECT t.document_id, d.number_symbol, t.id, CASE WHEN t.deadline_kind = 'error' THEN 'deadline-error'
       WHEN NOT EXISTS (SELECT 1 FROM assignments a WHERE a.task_id = t.id AND a.role = 'lead') THEN 'no-lead' ELSE 'needs-review' END,
       'warning', t.text, t."start", t."end"
FROM tasks t JOIN documents d ON d.id = t.document_id WHERE t.listed AND t.needs_review;

CREATE VIEW v_directory AS
SELECT n.id AS directory_id, n.name, n.short, n.kind, p.name AS parent, n.valid_from, n.valid_to, n.successor_id, s.name AS successor,
       n.email, n.in_house,
       (SELECT count(*) FROM unit_names x WHERE x.unit_id = n.id) AS written_names
FROM units n
LEFT JOIN units p ON p.id = n.parent_id
LEFT JOIN units s ON s.id = n.successor_id;
