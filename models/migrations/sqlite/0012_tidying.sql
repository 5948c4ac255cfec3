-- +goose Up
-- A ticket that went into another. One that was undone stays as a row with its end.
CREATE TABLE merges (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id  INTEGER NOT NULL,
  target_id  INTEGER NOT NULL,
  reason     TEXT    NOT NULL,
  by_id      INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  ended_at   INTEGER NOT NULL DEFAULT 253402300799,
  ended_by   INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX merges_once ON merges (ticket_id) WHERE ended_at = 253402300799;
CREATE INDEX merges_ticket ON merges (ticket_id, id);
CREATE INDEX merges_target ON merges (target_id, id);

-- The merged ticket a message was written to; 0: to this one.
ALTER TABLE messages ADD COLUMN via_id INTEGER NOT NULL DEFAULT 0;
CREATE INDEX messages_via ON messages (via_id, id) WHERE via_id > 0;

-- Many tickets about one failure, and the answer that goes to each of them once a second person approved it.
CREATE TABLE incidents (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  title      TEXT    NOT NULL,
  about      TEXT    NOT NULL DEFAULT '',
  unit_id    INTEGER NOT NULL,
  by_id      INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  ended_at   INTEGER NOT NULL DEFAULT 253402300799,
  ended_by   INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX incidents_unit ON incidents (unit_id, id);
CREATE INDEX incidents_open ON incidents (id) WHERE ended_at = 253402300799;

CREATE TABLE incident_tickets (
  ticket_id   INTEGER NOT NULL PRIMARY KEY,
  incident_id INTEGER NOT NULL,
  by_id       INTEGER NOT NULL,
  created_at  INTEGER NOT NULL
);
CREATE INDEX incident_tickets_incident ON incident_tickets (incident_id, ticket_id);

CREATE TABLE incident_answers (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  incident_id INTEGER NOT NULL,
  text        TEXT    NOT NULL,
  resolves    BOOLEAN NOT NULL DEFAULT FALSE,
  state       TEXT    NOT NULL, -- pending, refused, sending, sent
  by_id       INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  decided_by  INTEGER NOT NULL DEFAULT 0,
  decided_at  INTEGER NOT NULL DEFAULT 0,
  note        TEXT    NOT NULL DEFAULT ''
);
CREATE INDEX incident_answers_incident ON incident_answers (incident_id, id);
CREATE INDEX incident_answers_sending ON incident_answers (id) WHERE state = 'sending';

-- One row for each ticket an approved answer goes to: what became of it there.
CREATE TABLE incident_sends (
  answer_id  INTEGER NOT NULL,
  ticket_id  INTEGER NOT NULL,
  state      TEXT    NOT NULL, -- waiting, queued, skipped
  message_id INTEGER NOT NULL DEFAULT 0,
  why        TEXT    NOT NULL DEFAULT '', -- of one skipped: an error key
  done_at    INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (answer_id, ticket_id)
);
CREATE INDEX incident_sends_waiting ON incident_sends (answer_id, ticket_id) WHERE state = 'waiting';

-- +goose Down
SELECT 1;
