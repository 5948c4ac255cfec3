-- +goose Up
-- Who is told when, and by what: ladders, offices, leave, duty, what people want, ways out.

-- A rung: at a level of a clock, whom to tell by what. policy_id 0: the house's ladder, for every policy without its own.
CREATE TABLE rungs (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  policy_id INTEGER NOT NULL DEFAULT 0,
  level     TEXT    NOT NULL, -- near, late, critical, after
  every     INTEGER NOT NULL DEFAULT 0, -- hours of working time between two tellings, of "after"
  times     INTEGER NOT NULL DEFAULT 0, -- how often at most, of "after"
  whom      TEXT    NOT NULL,
  ways      TEXT    NOT NULL DEFAULT '', -- mail,telegram,webhook; in the app always
  urgent    BOOLEAN NOT NULL DEFAULT FALSE -- at any hour
);
-- What the flagging job told before there were ladders.
INSERT INTO rungs (level, whom, ways) VALUES
  ('near', 'assignee', 'mail'),
  ('late', 'assignee', 'mail'), ('late', 'unit', 'mail'), ('late', 'supervisor', 'mail'),
  ('critical', 'assignee', 'mail'), ('critical', 'unit', 'mail'), ('critical', 'supervisor', 'mail');

-- The next telling of an "after" rung for a clock that stays late.
CREATE TABLE steps (
  clock_id INTEGER NOT NULL,
  rung_id  INTEGER NOT NULL,
  round    INTEGER NOT NULL, -- of the clock: a new round has steps of its own
  n        INTEGER NOT NULL, -- which telling
  at       INTEGER NOT NULL,
  PRIMARY KEY (clock_id, rung_id)
);
CREATE INDEX steps_at ON steps (at, clock_id, rung_id);

-- Who leads a unit, or supervises it; acting: in place of somebody, its rights end with the row.
CREATE TABLE offices (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  unit_id    INTEGER NOT NULL,
  office     TEXT    NOT NULL, -- head, supervisor
  user_id    INTEGER NOT NULL,
  acting     BOOLEAN NOT NULL DEFAULT FALSE,
  from_at    INTEGER NOT NULL,
  to_at      INTEGER NOT NULL DEFAULT 253402300799,
  basis      TEXT    NOT NULL DEFAULT '', -- decree or order
  by_id      INTEGER NOT NULL,
  created_at INTEGER NOT NULL
);
CREATE INDEX offices_to ON offices (to_at, id);

-- Leave: what would go to the user goes to the stand-in meanwhile.
CREATE TABLE absences (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id     INTEGER NOT NULL,
  stand_in_id INTEGER NOT NULL,
  from_at     INTEGER NOT NULL,
  to_at       INTEGER NOT NULL,
  reason      TEXT    NOT NULL DEFAULT '',
  by_id       INTEGER NOT NULL,
  created_at  INTEGER NOT NULL
);
CREATE INDEX absences_to ON absences (to_at, id);

-- Who can be reached out of hours, for a unit and what is below it.
CREATE TABLE duties (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  unit_id    INTEGER NOT NULL,
  user_id    INTEGER NOT NULL,
  from_at    INTEGER NOT NULL,
  to_at      INTEGER NOT NULL,
  by_id      INTEGER NOT NULL,
  created_at INTEGER NOT NULL
);
CREATE INDEX duties_to ON duties (to_at, id);

-- What a user does not want to get by a way; a row is a refusal.
CREATE TABLE refusals (
  user_id INTEGER NOT NULL,
  topic   TEXT    NOT NULL,
  way     TEXT    NOT NULL,
  PRIMARY KEY (user_id, topic, way)
);

-- What cannot be refused in a unit and below it, and why.
CREATE TABLE obligations (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  unit_id    INTEGER NOT NULL,
  topic      TEXT    NOT NULL,
  way        TEXT    NOT NULL,
  why        TEXT    NOT NULL,
  by_id      INTEGER NOT NULL,
  created_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX obligations_once ON obligations (unit_id, topic, way);

-- The Telegram chat of a user, linked by a code that is used once.
CREATE TABLE chats (
  user_id    INTEGER NOT NULL PRIMARY KEY,
  chat       TEXT    NOT NULL DEFAULT '', -- empty: not linked yet
  code_hash  BLOB,
  code_until INTEGER NOT NULL DEFAULT 0,
  linked_at  INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX chats_code ON chats (code_hash) WHERE code_until > 0;

-- Where the house tells other programs; the secret is sealed with the key of the house.
CREATE TABLE hooks (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  name       TEXT    NOT NULL,
  url        TEXT    NOT NULL,
  secret     BLOB    NOT NULL,
  active     BOOLEAN NOT NULL DEFAULT TRUE,
  by_id      INTEGER NOT NULL,
  created_at INTEGER NOT NULL
);

-- once names what a user must not be told twice. mail_at and chat_at: not before; and once it went out, when.
ALTER TABLE notices ADD COLUMN once TEXT NOT NULL DEFAULT '';
ALTER TABLE notices ADD COLUMN mail_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE notices ADD COLUMN chat INTEGER NOT NULL DEFAULT 0; -- Telegram: 1 waits for the next message, 2 went out
ALTER TABLE notices ADD COLUMN chat_at INTEGER NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX notices_once ON notices (once, user_id) WHERE once <> '';
CREATE INDEX notices_ticket ON notices (ticket_id, id) WHERE once <> '';
CREATE INDEX notices_chat ON notices (user_id, id) WHERE chat = 1;
CREATE INDEX outbox_user ON outbox (user_id, id) WHERE user_id > 0 AND state IN ('queued', 'sending');

-- +goose Down
SELECT 1;
