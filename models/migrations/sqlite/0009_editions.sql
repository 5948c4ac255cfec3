-- +goose Up
-- By which change (policy_changes) the policy read when the clock stopped; 0: as before the first on record.
ALTER TABLE measurements ADD COLUMN change_id INTEGER NOT NULL DEFAULT 0;
UPDATE measurements SET change_id = COALESCE((SELECT c.id FROM policy_changes c WHERE c.policy_id = measurements.policy_id
  AND c.saved_at < measurements.stopped_at AND c.undone_at >= measurements.stopped_at
  ORDER BY c.saved_at DESC, c.id DESC LIMIT 1), 0)
  WHERE policy_id IN (SELECT policy_id FROM policy_changes WHERE saved_at < 253402300799);

-- What becomes of the open tickets of somebody on leave: keep, hand (to the stand-in, once it begins), handed, back.
ALTER TABLE absences ADD COLUMN tickets TEXT NOT NULL DEFAULT 'keep';
CREATE INDEX absences_handing ON absences (id) WHERE tickets IN ('hand', 'handed');
ALTER TABLE assignments ADD COLUMN absence_id INTEGER NOT NULL DEFAULT 0; -- the leave for which it was given on
CREATE INDEX assignments_absence ON assignments (absence_id, ticket_id) WHERE absence_id > 0;

-- +goose Down
SELECT 1;
