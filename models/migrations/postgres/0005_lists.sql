-- +goose Up
-- The tickets behind a unit's figure run along the clocks of first responses, which start when the ticket was received:
-- a small unit's list looked at the tickets of all units before (1 s of a million).
CREATE INDEX clocks_response ON clocks (unit_id, started_at, ticket_id, state, due_at) WHERE target = 'first_response';

-- The columns behind the status let a filter that few of a unit's tickets pass be checked without visiting each.
DROP INDEX tickets_unit;
CREATE INDEX tickets_unit ON tickets
  (unit_id, received_at, id, confidential, status, kind, category_id, channel, place_id, assignee_id);

-- +goose Down
SELECT 1;
