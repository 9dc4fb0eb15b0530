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
];
