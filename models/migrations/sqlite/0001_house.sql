-- +goose Up
-- Times are unix seconds in UTC; 253402300799 (9999-12-31) stands for "never", so that ordering needs no NULL.

CREATE TABLE settings (
  key        TEXT    NOT NULL PRIMARY KEY,
  value      TEXT    NOT NULL,
  updated_at INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE calendars (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  name       TEXT    NOT NULL,
  zone       TEXT    NOT NULL,
  week       TEXT    NOT NULL, -- JSON, as in targets.md section 4
  dates      TEXT    NOT NULL, -- JSON, dated spans
  version_id INTEGER NOT NULL DEFAULT 0,
  updated_at INTEGER NOT NULL DEFAULT 0
);

-- A calendar as clocks used it: hours, dated spans and holidays together, never changed once written.
CREATE TABLE calendar_versions (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  calendar_id INTEGER NOT NULL,
  spec        TEXT    NOT NULL,
  created_at  INTEGER NOT NULL
);

CREATE TABLE holidays (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  day         TEXT    NOT NULL, -- YYYY-MM-DD, local to the calendar
  name        TEXT    NOT NULL,
  kind        TEXT    NOT NULL, -- national, joint_leave, regional
  basis       TEXT    NOT NULL,
  confirmed   BOOLEAN NOT NULL DEFAULT TRUE,
  calendar_id INTEGER NOT NULL DEFAULT 0 -- 0: every calendar
);
CREATE UNIQUE INDEX holidays_day ON holidays (day, calendar_id);

CREATE TABLE units (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  slug        TEXT    NOT NULL UNIQUE,
  name        TEXT    NOT NULL,
  kind        TEXT    NOT NULL, -- regency, agency, subdistrict, section
  parent_id   INTEGER NOT NULL DEFAULT 0,
  calendar_id INTEGER NOT NULL DEFAULT 0, -- 0: the parent's
  email       TEXT    NOT NULL DEFAULT '',
  active      BOOLEAN NOT NULL DEFAULT TRUE,
  created_at  INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE users (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  email         TEXT    NOT NULL UNIQUE,
  name          TEXT    NOT NULL,
  password_hash TEXT    NOT NULL DEFAULT '',
  must_change   BOOLEAN NOT NULL DEFAULT FALSE,
  role          TEXT    NOT NULL,
  lang          TEXT    NOT NULL DEFAULT 'id',
  theme         TEXT    NOT NULL DEFAULT '',
  active        BOOLEAN NOT NULL DEFAULT TRUE,
  created_at    INTEGER NOT NULL DEFAULT 0,
  seen_at       INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE memberships (
  user_id INTEGER NOT NULL,
  unit_id INTEGER NOT NULL,
  PRIMARY KEY (user_id, unit_id)
);
CREATE INDEX memberships_unit ON memberships (unit_id, user_id);

CREATE TABLE sessions (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  hash       BLOB    NOT NULL UNIQUE, -- SHA-256 of the cookie
  user_id    INTEGER NOT NULL,
  agent      TEXT    NOT NULL DEFAULT '',
  address    TEXT    NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  seen_at    INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id, id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- What somebody typed when their session had ended; given back once after login.
CREATE TABLE stashes (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  hash       BLOB    NOT NULL UNIQUE,
  user_id    INTEGER NOT NULL DEFAULT 0, -- whose session it was; 0: not known any more
  path       TEXT    NOT NULL,
  body       TEXT    NOT NULL,
  expires_at INTEGER NOT NULL
);

CREATE TABLE tokens (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  name       TEXT    NOT NULL,
  hash       BLOB    NOT NULL UNIQUE,
  scope      TEXT    NOT NULL,
  rate       INTEGER NOT NULL DEFAULT 0, -- writes a minute; 0: no limit
  created_by INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  used_at    INTEGER NOT NULL DEFAULT 0,
  revoked_at INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE accounts (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  unit_id    INTEGER NOT NULL,
  channel    TEXT    NOT NULL,
  handle     TEXT    NOT NULL,
  name       TEXT    NOT NULL,
  active     BOOLEAN NOT NULL DEFAULT TRUE,
  created_at INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX accounts_handle ON accounts (channel, handle);

CREATE TABLE categories (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  slug         TEXT    NOT NULL UNIQUE,
  name_id      TEXT    NOT NULL,
  name_en      TEXT    NOT NULL,
  keywords     TEXT    NOT NULL DEFAULT '',
  unit_id      INTEGER NOT NULL DEFAULT 0,
  confidential BOOLEAN NOT NULL DEFAULT FALSE,
  active       BOOLEAN NOT NULL DEFAULT TRUE,
  position     INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE places (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  code      TEXT    NOT NULL UNIQUE,
  name      TEXT    NOT NULL,
  kind      TEXT    NOT NULL, -- subdistrict, village
  parent_id INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE policies (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  name           TEXT    NOT NULL,
  kind           TEXT    NOT NULL DEFAULT '', -- '' and 0: any
  category_id    INTEGER NOT NULL DEFAULT 0,
  priority       TEXT    NOT NULL DEFAULT '',
  unit_id        INTEGER NOT NULL DEFAULT 0,
  channel        TEXT    NOT NULL DEFAULT '',
  first_response TEXT    NOT NULL DEFAULT '', -- '': no such clock
  next_response  TEXT    NOT NULL DEFAULT '',
  resolution     TEXT    NOT NULL DEFAULT '',
  warn           INTEGER NOT NULL DEFAULT 50, -- percent
  calendar_id    INTEGER NOT NULL DEFAULT 0,  -- 0: the unit's
  extension      TEXT    NOT NULL DEFAULT '', -- by how much the resolution may lawfully be extended, once; '': not
  basis          TEXT    NOT NULL DEFAULT '',
  valid_from     INTEGER NOT NULL DEFAULT 0,
  valid_to       INTEGER NOT NULL DEFAULT 253402300799,
  position       INTEGER NOT NULL DEFAULT 0,
  active         BOOLEAN NOT NULL DEFAULT TRUE
);

CREATE TABLE citizens (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  name       TEXT    NOT NULL DEFAULT '',
  sealed     BLOB, -- name and contact of a confidential reporter, AES-256-GCM
  created_at INTEGER NOT NULL
);

CREATE TABLE identities (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  citizen_id INTEGER NOT NULL,
  kind       TEXT    NOT NULL, -- handle, email, phone
  channel    TEXT    NOT NULL DEFAULT '',
  value      TEXT    NOT NULL,
  created_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX identities_value ON identities (kind, channel, value);
CREATE INDEX identities_citizen ON identities (citizen_id);

CREATE TABLE tickets (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  tracking_hash BLOB    NOT NULL, -- SHA-256 of the citizen's code
  tracking_salt BLOB    NOT NULL, -- the code is made of it and the key of the house
  kind          TEXT    NOT NULL,
  category_id   INTEGER NOT NULL DEFAULT 0,
  unit_id       INTEGER NOT NULL,
  account_id    INTEGER NOT NULL DEFAULT 0,
  channel       TEXT    NOT NULL,
  status        TEXT    NOT NULL,
  live          BOOLEAN NOT NULL DEFAULT TRUE, -- while status is new, open, waiting or answered
  priority      TEXT    NOT NULL DEFAULT 'normal',
  privacy       TEXT    NOT NULL DEFAULT 'named',
  confidential  INTEGER NOT NULL DEFAULT 0, -- 1: reporter sealed, 2: inspectorate only
  citizen_id    INTEGER NOT NULL DEFAULT 0,
  author        TEXT    NOT NULL DEFAULT '', -- as lists show it
  excerpt       TEXT    NOT NULL DEFAULT '', -- masked beginning of the first message
  place_id      INTEGER NOT NULL DEFAULT 0,
  place         TEXT    NOT NULL DEFAULT '',
  lat           REAL,
  long          REAL,
  thread        TEXT    NOT NULL DEFAULT '', -- account, post and author: one live ticket each
  assignee_id   INTEGER NOT NULL DEFAULT 0,
  policy_id     INTEGER NOT NULL DEFAULT 0,
  version_id    INTEGER NOT NULL DEFAULT 0, -- of the calendar its clocks use
  due_at        INTEGER NOT NULL DEFAULT 253402300799, -- earliest running clock
  due_target    TEXT    NOT NULL DEFAULT '',
  warn_at       INTEGER NOT NULL DEFAULT 253402300799, -- earliest warn point not yet flagged late
  critical_at   INTEGER NOT NULL DEFAULT 253402300799, -- earliest critical point of a running clock
  extension     TEXT    NOT NULL DEFAULT '', -- granted to the resolution, as an amount
  received_at   INTEGER NOT NULL, -- platform time of the first message
  created_at    INTEGER NOT NULL, -- when we took it
  last_in_at    INTEGER NOT NULL,
  last_out_at   INTEGER NOT NULL DEFAULT 0,
  closed_at     INTEGER NOT NULL DEFAULT 0,
  hops          INTEGER NOT NULL DEFAULT 0,
  messages      INTEGER NOT NULL DEFAULT 1, -- also the number a competing answer is noticed by
  reason        TEXT    NOT NULL DEFAULT ''  -- why kind, category, unit and urgency were suggested, JSON
);
CREATE UNIQUE INDEX tickets_tracking ON tickets (tracking_hash);
CREATE UNIQUE INDEX tickets_thread ON tickets (thread) WHERE thread <> '' AND live = TRUE;
CREATE INDEX tickets_thread_last ON tickets (thread, id) WHERE thread <> '';
-- Lists of live tickets run along the due time, all others from the newest receipt. The columns behind the id let a
-- filter that few tickets pass be checked without visiting every row.
CREATE INDEX tickets_due ON tickets
  (due_at, id, confidential, unit_id, status, kind, category_id, channel, place_id) WHERE live = TRUE;
CREATE INDEX tickets_unit_due ON tickets (unit_id, due_at, id, confidential, assignee_id, status) WHERE live = TRUE;
CREATE INDEX tickets_assignee_due ON tickets (assignee_id, due_at, id, unit_id, confidential) WHERE live = TRUE;
CREATE INDEX tickets_warn ON tickets (warn_at, due_at, id, unit_id, confidential) WHERE live = TRUE AND warn_at < 253402300799;
CREATE INDEX tickets_waiting ON tickets (due_at, id, unit_id, confidential) WHERE live = TRUE AND status = 'waiting';
CREATE INDEX tickets_unit ON tickets (unit_id, received_at, id, confidential, status);
CREATE INDEX tickets_received ON tickets
  (received_at, id, confidential, unit_id, status, kind, category_id, channel, place_id, assignee_id);
CREATE INDEX tickets_citizen ON tickets (citizen_id, id) WHERE citizen_id > 0;

CREATE TABLE messages (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id   INTEGER NOT NULL,
  direction   TEXT    NOT NULL, -- in, out, note
  author      TEXT    NOT NULL DEFAULT '',
  user_id     INTEGER NOT NULL DEFAULT 0,
  text        TEXT    NOT NULL,
  at          INTEGER NOT NULL, -- platform time; for ours the acceptance
  received_at INTEGER NOT NULL,
  state       TEXT    NOT NULL DEFAULT 'received', -- received, queued, sent, failed, unknown, noted
  account_id  INTEGER NOT NULL DEFAULT 0,
  external_id TEXT    NOT NULL DEFAULT '',
  tokens      INTEGER NOT NULL DEFAULT 0 -- how many words the search index holds of it
);
CREATE INDEX messages_ticket ON messages (ticket_id, id);
CREATE UNIQUE INDEX messages_external ON messages (account_id, external_id) WHERE external_id <> '';

CREATE TABLE attachments (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id  INTEGER NOT NULL,
  message_id INTEGER NOT NULL,
  name       TEXT    NOT NULL,
  type       TEXT    NOT NULL,
  size       INTEGER NOT NULL,
  sha256     TEXT    NOT NULL,
  created_at INTEGER NOT NULL
);
CREATE INDEX attachments_ticket ON attachments (ticket_id, id);
CREATE INDEX attachments_sha256 ON attachments (sha256);

CREATE TABLE clocks (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id       INTEGER NOT NULL,
  target          TEXT    NOT NULL, -- first_response, next_response, resolution
  amount          TEXT    NOT NULL,
  warn            INTEGER NOT NULL,
  policy_id       INTEGER NOT NULL,
  version_id      INTEGER NOT NULL,
  round           INTEGER NOT NULL DEFAULT 1, -- next_response: which unanswered group
  state           TEXT    NOT NULL,
  started_at      INTEGER NOT NULL,
  due_at          INTEGER NOT NULL,
  warn_at         INTEGER NOT NULL,
  critical_at     INTEGER NOT NULL,
  stopped_at      INTEGER NOT NULL DEFAULT 253402300799,
  breached_at     INTEGER NOT NULL DEFAULT 253402300799,
  working_seconds INTEGER NOT NULL DEFAULT 0,
  misses          INTEGER NOT NULL DEFAULT 0,
  longest_wait    INTEGER NOT NULL DEFAULT 0,
  level           INTEGER NOT NULL DEFAULT 0, -- flags written: 1 near, 2 late, 3 critical
  flag_at         INTEGER NOT NULL, -- when the next flag falls due
  unit_id         INTEGER NOT NULL, -- who held the ticket when the clock ended
  user_id         INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX clocks_ticket ON clocks (ticket_id, target);
CREATE INDEX clocks_flag ON clocks (flag_at, id) WHERE flag_at < 253402300799;

CREATE TABLE flags (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id  INTEGER NOT NULL,
  target     TEXT    NOT NULL,
  round      INTEGER NOT NULL,
  level      TEXT    NOT NULL, -- near, late, critical
  at         INTEGER NOT NULL, -- the true moment
  created_at INTEGER NOT NULL, -- when the job wrote it
  told       TEXT    NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX flags_once ON flags (ticket_id, target, round, level);

CREATE TABLE events (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id  INTEGER NOT NULL DEFAULT 0, -- 0: of the house itself
  type       TEXT    NOT NULL,
  actor      TEXT    NOT NULL, -- user, system, citizen, token
  actor_id   INTEGER NOT NULL DEFAULT 0,
  unit_id    INTEGER NOT NULL DEFAULT 0,
  at         INTEGER NOT NULL, -- when it held true (platform time)
  created_at INTEGER NOT NULL, -- when it was written
  data       TEXT    NOT NULL DEFAULT '',
  hash       BLOB    NOT NULL  -- SHA-256 over this row and the hash of the event before it on the same ticket
);
CREATE INDEX events_ticket ON events (ticket_id, id);

-- Chains the events of all tickets, so that a removed tail is noticed too.
CREATE TABLE seals (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  from_event INTEGER NOT NULL,
  to_event   INTEGER NOT NULL,
  events     INTEGER NOT NULL,
  hash       BLOB    NOT NULL,
  created_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX seals_from ON seals (from_event);

CREATE TABLE assignments (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id  INTEGER NOT NULL,
  user_id    INTEGER NOT NULL, -- 0: taken from everybody
  by_id      INTEGER NOT NULL,
  created_at INTEGER NOT NULL
);
CREATE INDEX assignments_ticket ON assignments (ticket_id, id);

CREATE TABLE transfers (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id    INTEGER NOT NULL,
  from_unit_id INTEGER NOT NULL,
  to_unit_id   INTEGER NOT NULL,
  reason       TEXT    NOT NULL,
  by_id        INTEGER NOT NULL,
  state        TEXT    NOT NULL, -- pending, accepted, returned
  note         TEXT    NOT NULL DEFAULT '',
  decided_by   INTEGER NOT NULL DEFAULT 0,
  decided_at   INTEGER NOT NULL DEFAULT 0,
  created_at   INTEGER NOT NULL
);
CREATE INDEX transfers_ticket ON transfers (ticket_id, id);

CREATE TABLE pauses (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id  INTEGER NOT NULL,
  question   TEXT    NOT NULL,
  by_id      INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  until_at   INTEGER NOT NULL, -- resumes by itself then
  ended_at   INTEGER NOT NULL DEFAULT 253402300799,
  ended_by   TEXT    NOT NULL DEFAULT ''
);
CREATE INDEX pauses_ticket ON pauses (ticket_id, id);
CREATE INDEX pauses_until ON pauses (until_at) WHERE ended_at = 253402300799;

-- A lawful extension of the resolution: asked once with a reason, decided by a supervisor.
CREATE TABLE extensions (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id  INTEGER NOT NULL,
  amount     TEXT    NOT NULL,
  reason     TEXT    NOT NULL,
  by_id      INTEGER NOT NULL,
  state      TEXT    NOT NULL, -- pending, approved, refused
  note       TEXT    NOT NULL DEFAULT '',
  decided_by INTEGER NOT NULL DEFAULT 0,
  decided_at INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX extensions_once ON extensions (ticket_id) WHERE state <> 'refused';
CREATE INDEX extensions_ticket ON extensions (ticket_id, id);

CREATE TABLE closures (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id  INTEGER NOT NULL,
  outcome    TEXT    NOT NULL, -- resolved, archived
  text       TEXT    NOT NULL, -- the public answer or the reason
  by_id      INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  ended_at   INTEGER NOT NULL DEFAULT 253402300799 -- reopened then
);
CREATE INDEX closures_ticket ON closures (ticket_id, id);

CREATE TABLE notices (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id    INTEGER NOT NULL,
  ticket_id  INTEGER NOT NULL DEFAULT 0,
  key        TEXT    NOT NULL, -- flag.near, flag.late, flag.critical, assigned, transferred, send_failed, urgent
  data       TEXT    NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  read_at    INTEGER NOT NULL DEFAULT 0,
  mail       INTEGER NOT NULL DEFAULT 0 -- 1: waits for the next digest, 2: went out
);
CREATE INDEX notices_user ON notices (user_id, id);
CREATE INDEX notices_unread ON notices (user_id) WHERE read_at = 0;
CREATE INDEX notices_mail ON notices (user_id, id) WHERE mail = 1;

CREATE TABLE outbox (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  kind        TEXT    NOT NULL, -- receipt, reply, digest, question, password
  channel     TEXT    NOT NULL, -- email, web, or a network
  ticket_id   INTEGER NOT NULL DEFAULT 0,
  message_id  INTEGER NOT NULL DEFAULT 0,
  user_id     INTEGER NOT NULL DEFAULT 0,
  body        TEXT    NOT NULL, -- JSON; addresses of sealed citizens are looked up when sending
  state       TEXT    NOT NULL, -- queued, sending, sent, failed, unknown, cancelled
  attempts    INTEGER NOT NULL DEFAULT 0,
  next_at     INTEGER NOT NULL,
  claimed_by  TEXT    NOT NULL DEFAULT '',
  error       TEXT    NOT NULL DEFAULT '',
  external_id TEXT    NOT NULL DEFAULT '',
  once        TEXT    NOT NULL DEFAULT '', -- names what must not be sent twice
  created_at  INTEGER NOT NULL,
  sent_at     INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX outbox_once ON outbox (once) WHERE once <> '';
CREATE INDEX outbox_next ON outbox (next_at, id) WHERE state IN ('queued', 'sending');
CREATE INDEX outbox_failed ON outbox (id) WHERE state IN ('failed', 'unknown');
CREATE INDEX outbox_ticket ON outbox (ticket_id, id) WHERE ticket_id > 0;

-- What a repeated request is answered with: API keys, form tokens, import rows.
CREATE TABLE requests (
  scope      TEXT    NOT NULL,
  key        TEXT    NOT NULL,
  digest     BLOB    NOT NULL,
  ticket_id  INTEGER NOT NULL DEFAULT 0,
  status     INTEGER NOT NULL DEFAULT 0,
  body       TEXT    NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  PRIMARY KEY (scope, key)
);
CREATE INDEX requests_created ON requests (created_at);

CREATE TABLE throttles (
  key        TEXT    NOT NULL PRIMARY KEY,
  count      INTEGER NOT NULL,
  resets_at  INTEGER NOT NULL
);
CREATE INDEX throttles_reset ON throttles (resets_at);

CREATE TABLE runs (
  job        TEXT    NOT NULL PRIMARY KEY,
  slot       INTEGER NOT NULL, -- the last moment of the schedule that was taken
  instance   TEXT    NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at   INTEGER NOT NULL DEFAULT 0,
  result     TEXT    NOT NULL DEFAULT ''
);

-- Figures of reports, ready to be added up: of one day, and of 32 days that begin at a multiple of 32.
CREATE TABLE rollups (
  unit_id    INTEGER NOT NULL, -- 0: all units
  days       INTEGER NOT NULL, -- 1 or 32
  day        INTEGER NOT NULL, -- the first, since 1970-01-01 in the regency's zone, by the ticket's receipt
  whole      BLOB    NOT NULL, -- counts of all tickets; before the cells, which are long and mostly not wanted with it
  cells      BLOB    NOT NULL,
  version    INTEGER NOT NULL DEFAULT 0, -- of 32 days of all units: a rebuild that lost a race notices
  changes_at INTEGER NOT NULL DEFAULT 253402300799, -- of a day of all units: when time alone changes its figures
  PRIMARY KEY (unit_id, days, day)
);
CREATE INDEX rollups_change ON rollups (changes_at) WHERE changes_at < 253402300799;

-- A row for each change of a ticket of a past day; the job rebuilds the day and removes them.
CREATE TABLE rollup_days (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  day      INTEGER NOT NULL,
  stale_at INTEGER NOT NULL
);

-- Words of each message, analysed in Go. Contentless: the text lives in messages. docid is ticket_id * 4096 + the
-- place of the message in its ticket, so that hits come in the order of tickets and need no look-up of the message.
CREATE VIRTUAL TABLE search USING fts4(content="", words, order=desc, matchinfo=fts3, tokenize=simple);

-- +goose Down
SELECT 1;
