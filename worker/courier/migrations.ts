// The Courier's tables. As in the Ledger, a migration is appended and never edited.
export const COURIER_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE webhook (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    scope TEXT NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    off_at TEXT,
    off_why TEXT CHECK (off_why IN ('desk', 'failing', 'gone')),
    failures INTEGER NOT NULL DEFAULT 0,
    failing_since TEXT,
    paused_until INTEGER NOT NULL DEFAULT 0,
    last_success_at TEXT,
    due_at INTEGER
  ) STRICT;
  CREATE INDEX webhook_due_at ON webhook (due_at);

  CREATE TABLE hears (
    name TEXT NOT NULL,
    webhook TEXT NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
    PRIMARY KEY (name, webhook)
  ) STRICT;
  CREATE INDEX hears_webhook ON hears (webhook);

  CREATE TABLE secret (
    webhook TEXT NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    secret TEXT NOT NULL,
    ends_at TEXT,
    PRIMARY KEY (webhook, number)
  ) STRICT;

  CREATE TABLE event (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    pledge TEXT,
    subject TEXT,
    body TEXT,
    received_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX event_subject ON event (subject);
  CREATE INDEX event_received_at ON event (received_at);

  CREATE TABLE delivery (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    webhook TEXT NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
    event INTEGER NOT NULL REFERENCES event (number) ON DELETE CASCADE,
    subject TEXT,
    state TEXT NOT NULL CHECK (state IN ('held', 'waiting', 'delivered', 'failed', 'dropped')),
    once INTEGER NOT NULL DEFAULT 0 CHECK (once IN (0, 1)),
    tries INTEGER NOT NULL DEFAULT 0,
    next_at INTEGER NOT NULL,
    tried_at TEXT,
    status INTEGER,
    error TEXT
  ) STRICT;
  CREATE INDEX delivery_webhook ON delivery (webhook, number);
  CREATE INDEX delivery_due ON delivery (webhook, next_at) WHERE state = 'waiting';
  CREATE INDEX delivery_subject ON delivery (webhook, subject, number) WHERE state IN ('held', 'waiting');
  CREATE INDEX delivery_event ON delivery (event);

  CREATE TABLE ping (
    tracker TEXT NOT NULL,
    slug TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    corrects INTEGER NOT NULL CHECK (corrects IN (0, 1)),
    first_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    PRIMARY KEY (tracker, slug)
  ) STRICT;
  `,
  // Whether the desk has still to be told that the Courier switched it off.
  `
  ALTER TABLE webhook ADD COLUMN off_untold INTEGER NOT NULL DEFAULT 0;
  `,
  // Mail: addresses are here and nowhere else. `ask`: what a form has sent and nobody has looked at; `follow`: an address and what
  // it follows (`tracker` or `tracker/slug`); `desk_mail`: where somebody at the desk is told what waits for them; `link`: what a mail
  // leads to, by hash; `mail`: what is to be sent; `mail_fan`: an event whose followers have not all been given a mail. `mail_asked` counts, by keyed hashes, what an address and a network have asked for.
  `
  CREATE TABLE ask (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    address TEXT NOT NULL,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    language TEXT NOT NULL,
    timezone TEXT NOT NULL,
    often TEXT NOT NULL CHECK (often IN ('at-once', 'weekly')),
    network TEXT,
    asked_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE follow (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    address TEXT NOT NULL,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    language TEXT NOT NULL,
    timezone TEXT NOT NULL,
    often TEXT NOT NULL CHECK (often IN ('at-once', 'weekly')),
    asked_at INTEGER NOT NULL,
    confirmed_at INTEGER,
    UNIQUE (name, address)
  ) STRICT;
  CREATE INDEX follow_name ON follow (name, id);
  CREATE INDEX follow_address ON follow (address);
  CREATE INDEX follow_unconfirmed ON follow (asked_at) WHERE confirmed_at IS NULL;

  CREATE TABLE desk_mail (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person TEXT NOT NULL,
    address TEXT NOT NULL,
    daily INTEGER NOT NULL CHECK (daily IN (0, 1)),
    at_once INTEGER NOT NULL CHECK (at_once IN (0, 1)),
    hour INTEGER NOT NULL,
    asked_at INTEGER NOT NULL,
    confirmed_at INTEGER,
    daily_at INTEGER,
    waits_since INTEGER,
    told_at INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX desk_mail_person ON desk_mail (person);

  CREATE TABLE link (
    hash TEXT PRIMARY KEY,
    purpose TEXT NOT NULL CHECK (purpose IN ('confirm', 'manage', 'stop')),
    follow INTEGER REFERENCES follow (id) ON DELETE CASCADE,
    desk INTEGER REFERENCES desk_mail (id) ON DELETE CASCADE,
    ends_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX link_follow ON link (follow) WHERE follow IS NOT NULL;
  CREATE INDEX link_desk ON link (desk) WHERE desk IS NOT NULL;
  CREATE INDEX link_ends_at ON link (ends_at);

  CREATE TABLE mail (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('confirm', 'known', 'change', 'desk')),
    follow INTEGER REFERENCES follow (id) ON DELETE CASCADE,
    desk INTEGER REFERENCES desk_mail (id) ON DELETE CASCADE,
    event INTEGER REFERENCES event (number) ON DELETE CASCADE,
    detail TEXT,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'uncertain')),
    tries INTEGER NOT NULL DEFAULT 0,
    queued_at INTEGER NOT NULL,
    next_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX mail_due ON mail (kind = 'change', next_at, number) WHERE state = 'waiting';
  CREATE INDEX mail_follow ON mail (follow, number);
  CREATE INDEX mail_desk ON mail (desk) WHERE desk IS NOT NULL;
  CREATE INDEX mail_event ON mail (event);
  CREATE INDEX mail_state ON mail (state, queued_at) WHERE state <> 'waiting';

  CREATE TABLE mail_fan (
    event INTEGER PRIMARY KEY REFERENCES event (number) ON DELETE CASCADE,
    tracker TEXT NOT NULL,
    names TEXT NOT NULL,
    happened_at INTEGER NOT NULL,
    after INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  CREATE TABLE mail_asked (
    who TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX mail_asked_who ON mail_asked (who, at);
  CREATE INDEX mail_asked_at ON mail_asked (at);

  CREATE TABLE mail_hour (
    hour INTEGER PRIMARY KEY,
    sent INTEGER NOT NULL DEFAULT 0,
    refused INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  CREATE TABLE mail_pause (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    key TEXT NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    until INTEGER NOT NULL DEFAULT 0,
    why TEXT
  ) STRICT;
  CREATE TABLE transfer (
    secret TEXT NOT NULL,
    ends_at INTEGER NOT NULL
  ) STRICT;
  INSERT INTO mail_pause (id, key) VALUES (1, hex(randomblob(32)));
  `,
  `
  ALTER TABLE desk_mail ADD COLUMN waits_until INTEGER;
  `,
];
