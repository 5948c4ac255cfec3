-- +goose Up
-- What is being written, for its writer only. Rows of one user, ticket and kind are versions that crossed each other;
-- the newest is the draft. The number is the one it was written under: the ticket may leave the writer's sight.
CREATE TABLE drafts (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id    INTEGER NOT NULL,
  ticket_id  INTEGER NOT NULL,
  kind       TEXT    NOT NULL, -- reply, note
  number     TEXT    NOT NULL,
  text       TEXT    NOT NULL,
  revision   INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);
CREATE INDEX drafts_user ON drafts (user_id, ticket_id, kind, updated_at);
CREATE INDEX drafts_latest ON drafts (user_id, updated_at, id);
CREATE INDEX drafts_updated ON drafts (updated_at);

-- Texts with blanks. owner_id is the user or the unit; 0 for all.
CREATE TABLE macros (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  scope      TEXT    NOT NULL, -- person, unit, all
  owner_id   INTEGER NOT NULL DEFAULT 0,
  name       TEXT    NOT NULL,
  text       TEXT    NOT NULL,
  uses       INTEGER NOT NULL DEFAULT 0,
  used_at    INTEGER NOT NULL DEFAULT 0,
  by_id      INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX macros_name ON macros (scope, owner_id, name);

-- When an answer is to leave, of one that waits for the unit to open; 0: as soon as it can no longer be taken back.
ALTER TABLE outbox ADD COLUMN send_at INTEGER NOT NULL DEFAULT 0;

-- What stands below every answer.
ALTER TABLE units ADD COLUMN signature TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN signature TEXT NOT NULL DEFAULT '';

-- +goose Down
SELECT 1;
