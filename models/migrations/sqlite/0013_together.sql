-- +goose Up
-- One action upon many tickets: asked for by one person, done ticket by ticket with the rights they have then. Which
-- tickets is either a filter (JSON), walked once into errand_results, or was chosen by hand and stands there at once.
CREATE TABLE errands (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id    INTEGER NOT NULL,
  action     TEXT    NOT NULL, -- assign, classify, transfer, archive, answer, undo
  data       TEXT    NOT NULL, -- what to do, as JSON
  filter     TEXT    NOT NULL DEFAULT '',
  cursor     TEXT    NOT NULL DEFAULT '', -- how far the filter was walked
  event_id   INTEGER NOT NULL DEFAULT 0,  -- the last event its asker had seen
  once       TEXT    NOT NULL DEFAULT '',
  state      TEXT    NOT NULL, -- collecting, running, done, cancelled, stopped
  undo_of    INTEGER NOT NULL DEFAULT 0,
  lease_at   INTEGER NOT NULL DEFAULT 0, -- until then an instance works on it
  created_at INTEGER NOT NULL,
  ended_at   INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX errands_once ON errands (once) WHERE once <> '';
CREATE UNIQUE INDEX errands_undo ON errands (undo_of) WHERE undo_of > 0;
CREATE INDEX errands_open ON errands (lease_at, id) WHERE state IN ('collecting', 'running');
CREATE INDEX errands_user ON errands (user_id, id);
CREATE INDEX errands_created ON errands (created_at);

CREATE TABLE errand_results (
  errand_id  INTEGER NOT NULL,
  ticket_id  INTEGER NOT NULL,
  state      TEXT    NOT NULL, -- pending, done, refused
  reason     TEXT    NOT NULL DEFAULT '', -- of a refusal: the key of its text, and its arguments as JSON
  args       TEXT    NOT NULL DEFAULT '',
  before     TEXT    NOT NULL DEFAULT '', -- what an undo restores, as JSON
  event_id   INTEGER NOT NULL DEFAULT 0,  -- the ticket's last event once it was done
  PRIMARY KEY (errand_id, ticket_id)
);
CREATE INDEX errand_results_state ON errand_results (errand_id, state, ticket_id);

-- Who has a ticket before them. Rows of minutes; nothing of it is history.
CREATE TABLE presences (
  ticket_id  INTEGER NOT NULL,
  user_id    INTEGER NOT NULL,
  writing_at INTEGER NOT NULL DEFAULT 0, -- until then they count as writing
  until_at   INTEGER NOT NULL,
  PRIMARY KEY (ticket_id, user_id)
);
CREATE INDEX presences_until ON presences (until_at);

-- Who wants to be told of a ticket that is not theirs.
CREATE TABLE followings (
  user_id    INTEGER NOT NULL,
  ticket_id  INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, ticket_id)
);
CREATE INDEX followings_ticket ON followings (ticket_id, user_id);

-- Who gets a new ticket of a unit by itself: the first rule that fits, in order. Without a user, the unit's people in turn.
CREATE TABLE rules (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  position    INTEGER NOT NULL,
  unit_id     INTEGER NOT NULL,
  category_id INTEGER NOT NULL DEFAULT 0, -- 0, empty: any
  channel     TEXT    NOT NULL DEFAULT '',
  place_id    INTEGER NOT NULL DEFAULT 0,
  user_id     INTEGER NOT NULL DEFAULT 0,
  most        INTEGER NOT NULL DEFAULT 0, -- open tickets of one person; 0: no limit
  last_user   INTEGER NOT NULL DEFAULT 0, -- whose turn it was
  by_id       INTEGER NOT NULL DEFAULT 0,
  from_at     INTEGER NOT NULL,
  to_at       INTEGER NOT NULL
);
CREATE INDEX rules_unit ON rules (unit_id, position, id);

-- +goose Down
SELECT 1;
