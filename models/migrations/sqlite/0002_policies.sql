-- +goose Up
-- A named list of holidays. Any number of calendars follow it; one without any is closed on none.
CREATE TABLE holiday_sets (
  id   INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT    NOT NULL UNIQUE
);
INSERT INTO holiday_sets (name) VALUES ('Nasional');

CREATE TABLE calendar_sets (
  calendar_id INTEGER NOT NULL,
  set_id      INTEGER NOT NULL,
  PRIMARY KEY (calendar_id, set_id)
);
CREATE INDEX calendar_sets_set ON calendar_sets (set_id, calendar_id);

-- Until now a holiday was for every calendar (0) or for one, and a desk that never closes knew none.
INSERT INTO calendar_sets (calendar_id, set_id)
  SELECT c.id, 1 FROM calendars c WHERE (SELECT COUNT(*) FROM json_each(c.week) WHERE value = '["00:00-24:00"]') < 7;
INSERT INTO holiday_sets (name)
  SELECT 'Khusus ' || c.name || ' (' || c.id || ')' FROM calendars c
  WHERE c.id IN (SELECT calendar_id FROM holidays) ORDER BY c.id;
INSERT INTO calendar_sets (calendar_id, set_id)
  SELECT c.id, s.id FROM calendars c JOIN holiday_sets s ON s.name = 'Khusus ' || c.name || ' (' || c.id || ')'
  WHERE (SELECT COUNT(*) FROM json_each(c.week) WHERE value = '["00:00-24:00"]') < 7;
ALTER TABLE holidays ADD COLUMN set_id INTEGER NOT NULL DEFAULT 1;
UPDATE holidays SET set_id = (SELECT s.id FROM calendars c JOIN holiday_sets s
  ON s.name = 'Khusus ' || c.name || ' (' || c.id || ')' WHERE c.id = holidays.calendar_id)
  WHERE calendar_id IN (SELECT id FROM calendars);
DROP INDEX holidays_day;
ALTER TABLE holidays DROP COLUMN calendar_id;
CREATE UNIQUE INDEX holidays_day ON holidays (day, set_id);

CREATE INDEX calendar_versions_calendar ON calendar_versions (calendar_id);

-- Open clocks of a calendar by how far they reach: which ones a change of some dates can move.
CREATE INDEX clocks_open ON clocks (version_id, critical_at, started_at, ticket_id) WHERE state IN ('running', 'paused');

-- What was changed of a policy, or is about to be: who, when, why, the row before and after.
CREATE TABLE policy_changes (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  policy_id  INTEGER NOT NULL DEFAULT 0, -- 0: a new one, not saved yet
  before     TEXT    NOT NULL DEFAULT '', -- JSON; '': it was new
  after      TEXT    NOT NULL,
  reason     TEXT    NOT NULL DEFAULT '',
  by_id      INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  counted    TEXT    NOT NULL DEFAULT '', -- JSON: what the preview has found so far
  saved_at   INTEGER NOT NULL DEFAULT 253402300799,
  undone_at  INTEGER NOT NULL DEFAULT 253402300799,
  undone_by  INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX policy_changes_policy ON policy_changes (policy_id, id);
CREATE INDEX policy_changes_saved ON policy_changes (saved_at, created_at);

-- Running clocks to be measured anew after a change, one row for each.
CREATE TABLE recomputes (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  scope      TEXT    NOT NULL, -- JSON: which tickets
  why        TEXT    NOT NULL,
  by_id      INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  after_id   INTEGER NOT NULL DEFAULT 0, -- tickets up to this one are done
  total      INTEGER NOT NULL DEFAULT 0,
  done       INTEGER NOT NULL DEFAULT 0,
  changed    INTEGER NOT NULL DEFAULT 0,
  ended_at   INTEGER NOT NULL DEFAULT 253402300799
);
CREATE INDEX recomputes_open ON recomputes (id) WHERE ended_at = 253402300799;
INSERT INTO recomputes (scope, why) SELECT '{"all":true}', 'continued' FROM settings WHERE key = 'recompute';
DELETE FROM settings WHERE key = 'recompute';
