-- +goose Up
-- A number is found by its last four digits: all that people remember of one, and what lists show of it anyway in part.
CREATE INDEX identities_tail ON identities (substr(value, length(value) - 3), citizen_id) WHERE kind = 'phone';

-- A list kept under a name: query is its address behind the question mark. owner_id is the user or the unit; 0 for all.
-- removed_at says since when it is gone, and until it is swept away it can be brought back.
CREATE TABLE saved_views (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  scope      TEXT    NOT NULL, -- person, unit, all
  owner_id   INTEGER NOT NULL DEFAULT 0,
  name       TEXT    NOT NULL,
  query      TEXT    NOT NULL,
  by_id      INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  removed_at INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX saved_views_name ON saved_views (scope, owner_id, name) WHERE removed_at = 0;

-- The tickets somebody opened last, a few of each person.
CREATE TABLE openings (
  user_id   INTEGER NOT NULL,
  ticket_id INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, ticket_id)
);

-- +goose Down
SELECT 1;
