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

CREATE TABLE tags (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  name       TEXT    NOT NULL UNIQUE,
  uses       INTEGER NOT NULL DEFAULT 0,
  by_id      INTEGER NOT NULL,
  created_at INTEGER NOT NULL
);
CREATE INDEX tags_uses ON tags (uses, name);

CREATE TABLE ticket_tags (
  ticket_id  INTEGER NOT NULL,
  tag_id     INTEGER NOT NULL,
  by_id      INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (ticket_id, tag_id)
);
CREATE INDEX ticket_tags_tag ON ticket_tags (tag_id, ticket_id);

-- What a category asks for beyond the words of the citizen; category_id 0: every ticket.
CREATE TABLE fields (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  category_id INTEGER NOT NULL,
  name_id     TEXT    NOT NULL,
  name_en     TEXT    NOT NULL,
  kind        TEXT    NOT NULL, -- text, number, date, choice
  choices     TEXT    NOT NULL DEFAULT '', -- one a line
  required    BOOLEAN NOT NULL DEFAULT FALSE, -- before the ticket can be resolved
  active      BOOLEAN NOT NULL DEFAULT TRUE,
  position    INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE field_values (
  ticket_id  INTEGER NOT NULL,
  field_id   INTEGER NOT NULL,
  value      TEXT    NOT NULL,
  by_id      INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (ticket_id, field_id)
);

-- Two tickets that belong together, the older first.
CREATE TABLE links (
  ticket_id  INTEGER NOT NULL,
  other_id   INTEGER NOT NULL,
  kind       TEXT    NOT NULL, -- related, split
  by_id      INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (ticket_id, other_id)
);
CREATE INDEX links_other ON links (other_id, ticket_id);

-- Senders whose new words are kept aside, until somebody ends it.
CREATE TABLE blocks (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  citizen_id INTEGER NOT NULL,
  ticket_id  INTEGER NOT NULL, -- because of which
  reason     TEXT    NOT NULL,
  by_id      INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  ended_at   INTEGER NOT NULL DEFAULT 253402300799,
  ended_by   INTEGER NOT NULL DEFAULT 0,
  end_reason TEXT    NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX blocks_once ON blocks (citizen_id) WHERE ended_at = 253402300799;
CREATE INDEX blocks_citizen ON blocks (citizen_id, id);

-- +goose Down
SELECT 1;
