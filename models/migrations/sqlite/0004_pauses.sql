-- +goose Up
-- What clocks measured to their end, one row for each stop: written by the verb that stopped it, never recalculated
-- from a policy or calendar of later. The last word on a round is the row that was not undone.
CREATE TABLE measurements (
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id        INTEGER NOT NULL,
  target           TEXT    NOT NULL, -- first_response, next_response, resolution
  round            INTEGER NOT NULL, -- next_response: which group of unanswered messages
  part             INTEGER NOT NULL, -- 2 and more: the clock ran on after a reopening
  amount           TEXT    NOT NULL,
  policy_id        INTEGER NOT NULL,
  version_id       INTEGER NOT NULL, -- of the calendar
  state            TEXT    NOT NULL, -- met, late, unanswered
  started_at       INTEGER NOT NULL,
  due_at           INTEGER NOT NULL,
  stopped_at       INTEGER NOT NULL,
  working_seconds  INTEGER NOT NULL, -- pauses left out
  calendar_seconds INTEGER NOT NULL, -- from start to stop, nights and pauses included
  unit_id          INTEGER NOT NULL, -- who held the ticket at the stop
  user_id          INTEGER NOT NULL, -- who stopped it; 0: nobody of the house
  undone_at        INTEGER NOT NULL  -- when the clock ran on
);
CREATE UNIQUE INDEX measurements_part ON measurements (ticket_id, target, round, part);

-- Tickets of before are measured by a job, which counts here.
INSERT INTO settings (key, value) SELECT 'measuring', '{"after":0}' WHERE EXISTS (SELECT 1 FROM tickets);

ALTER TABLE pauses ADD COLUMN closing TEXT NOT NULL DEFAULT ''; -- what the ticket is closed with at the end; '': the clocks go on
ALTER TABLE pauses ADD COLUMN remind_at INTEGER NOT NULL DEFAULT 253402300799;
ALTER TABLE pauses ADD COLUMN reminded_at INTEGER NOT NULL DEFAULT 0;
CREATE INDEX pauses_remind ON pauses (remind_at) WHERE ended_at = 253402300799 AND remind_at < 253402300799;

ALTER TABLE transfers ADD COLUMN answer TEXT NOT NULL DEFAULT ''; -- what the citizen was told with it
ALTER TABLE transfers ADD COLUMN accept_by INTEGER NOT NULL DEFAULT 253402300799;
ALTER TABLE transfers ADD COLUMN late_at INTEGER NOT NULL DEFAULT 0; -- when people were told that it is not accepted yet
CREATE INDEX transfers_accept ON transfers (accept_by, id) WHERE state = 'pending' AND late_at = 0 AND accept_by < 253402300799;

-- 1: waits to be accepted, 2: past its time, 3: returned twice, the coordinator decides.
ALTER TABLE tickets ADD COLUMN handover INTEGER NOT NULL DEFAULT 0;
UPDATE tickets SET handover = 1 WHERE live = TRUE
  AND EXISTS (SELECT 1 FROM transfers x WHERE x.ticket_id = tickets.id AND x.state = 'pending');
CREATE INDEX tickets_handover ON tickets (due_at, id, handover, unit_id, confidential) WHERE live = TRUE AND handover > 0;

-- +goose Down
SELECT 1;
