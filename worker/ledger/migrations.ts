// The Ledger's tables. Append a migration, never edit one that has shipped: the text of each is what older
// installations already ran. `PRAGMA user_version` is refused in a Durable Object, so a table keeps the count.
import type { Migration } from '../storage.ts';
import { chainAudit } from './audit-chain.ts';

export const MIGRATIONS: readonly Migration[] = [
  `
  CREATE TABLE tracker (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    document TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
  ) STRICT;

  CREATE TABLE scheme (
    tracker TEXT NOT NULL REFERENCES tracker (id),
    version INTEGER NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (tracker, version)
  ) STRICT;

  CREATE TABLE pledge (
    id INTEGER PRIMARY KEY,
    tracker TEXT NOT NULL REFERENCES tracker (id),
    slug TEXT NOT NULL,
    version INTEGER NOT NULL,
    status TEXT CHECK (status IN ('published', 'retracted', 'merged')),
    revision INTEGER,
    moved_to INTEGER REFERENCES pledge (id),
    work TEXT CHECK (work IN ('draft', 'review', 'scheduled')),
    draft TEXT,
    owner TEXT NOT NULL,
    authors TEXT NOT NULL,
    publish_at TEXT,
    publish_by TEXT,
    publish_note TEXT,
    comment TEXT,
    imported_hash TEXT,
    checked_at TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    UNIQUE (tracker, slug)
  ) STRICT;
  CREATE INDEX pledge_publish_at ON pledge (publish_at);
  CREATE INDEX pledge_moved_to ON pledge (moved_to);

  CREATE TABLE alias (
    tracker TEXT NOT NULL REFERENCES tracker (id),
    slug TEXT NOT NULL,
    pledge INTEGER NOT NULL REFERENCES pledge (id),
    PRIMARY KEY (tracker, slug)
  ) STRICT;
  CREATE INDEX alias_pledge ON alias (pledge);

  CREATE TABLE relation (
    pledge INTEGER NOT NULL REFERENCES pledge (id),
    target TEXT NOT NULL,
    PRIMARY KEY (pledge, target)
  ) STRICT;
  CREATE INDEX relation_target ON relation (target);

  CREATE TABLE revision (
    tracker TEXT NOT NULL REFERENCES tracker (id),
    sequence INTEGER NOT NULL,
    pledge INTEGER NOT NULL REFERENCES pledge (id),
    slug TEXT NOT NULL,
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    note TEXT,
    document TEXT,
    document_hash TEXT NOT NULL,
    previous TEXT,
    hash TEXT NOT NULL,
    editor TEXT NOT NULL,
    authors TEXT NOT NULL,
    PRIMARY KEY (tracker, sequence),
    UNIQUE (pledge, number)
  ) STRICT;
  CREATE TRIGGER revision_is_not_deleted BEFORE DELETE ON revision
    BEGIN SELECT raise(ABORT, 'a revision is for ever'); END;
  CREATE TRIGGER revision_is_only_redacted BEFORE UPDATE ON revision
    WHEN NEW.document IS NOT NULL OR NEW.hash <> OLD.hash OR NEW.previous IS NOT OLD.previous
      OR NEW.document_hash <> OLD.document_hash OR NEW.note IS NOT OLD.note
    BEGIN SELECT raise(ABORT, 'a revision is for ever'); END;

  CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    editor TEXT NOT NULL,
    act TEXT NOT NULL,
    tracker TEXT,
    slug TEXT,
    from_revision INTEGER,
    to_revision INTEGER,
    detail TEXT
  ) STRICT;
  CREATE INDEX audit_pledge ON audit (tracker, slug);
  CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'the audit is append-only'); END;
  CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'the audit is append-only'); END;

  CREATE TABLE outbox (
    key TEXT PRIMARY KEY,
    sequence INTEGER NOT NULL,
    queued_at INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    error TEXT
  ) STRICT;
  CREATE INDEX outbox_next_at ON outbox (next_at);

  CREATE TABLE token (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('writer', 'editor', 'admin')),
    trackers TEXT NOT NULL,
    hash TEXT UNIQUE,
    email TEXT UNIQUE,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    expires_at TEXT,
    last_used_at TEXT,
    revoked_at TEXT
  ) STRICT;

  CREATE TABLE session (
    hash TEXT PRIMARY KEY,
    token TEXT REFERENCES token (id),
    secret_hash TEXT,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
  ) STRICT;

  CREATE TABLE purge (
    tag TEXT PRIMARY KEY,
    due_at INTEGER NOT NULL,
    again INTEGER NOT NULL CHECK (again IN (0, 1))
  ) STRICT;
  `,
  `
  CREATE TABLE suggestion (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    pledge INTEGER NOT NULL REFERENCES pledge (id),
    kind TEXT NOT NULL CHECK (kind IN ('edit', 'evidence', 'disagree')),
    text TEXT NOT NULL,
    url TEXT,
    contact TEXT,
    at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'declined')),
    reason TEXT,
    decided_at TEXT,
    decided_by TEXT
  ) STRICT;
  CREATE INDEX suggestion_state ON suggestion (state, pledge);
  CREATE INDEX suggestion_contact ON suggestion (at) WHERE contact IS NOT NULL;
  `,
  `
  CREATE TABLE backup_part (
    backup TEXT NOT NULL,
    number INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (backup, number)
  ) STRICT;
  `,
  `
  CREATE TABLE doubt (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    until INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX doubt_until ON doubt (until);
  `,
  `
  CREATE TABLE admin_token (
    hash TEXT PRIMARY KEY
  ) STRICT;
  `,
  `
  ALTER TABLE pledge ADD COLUMN revised_version INTEGER;
  ALTER TABLE pledge ADD COLUMN changed_version INTEGER;
  UPDATE pledge SET revised_version = version, changed_version = version WHERE revision IS NOT NULL;
  UPDATE pledge SET checked_at = max(coalesce(checked_at, ''), looked.at)
    FROM (
      SELECT revision.pledge, max(revision.at) AS at FROM revision JOIN audit
        ON audit.tracker = revision.tracker AND audit.slug = revision.slug AND audit.to_revision = revision.number
      WHERE audit.act IN ('publish', 'correct', 'revert', 'settle') GROUP BY revision.pledge
    ) looked WHERE looked.pledge = pledge.id;

  CREATE TABLE trash (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tracker TEXT NOT NULL REFERENCES tracker (id),
    slug TEXT NOT NULL,
    aliases TEXT NOT NULL,
    version INTEGER NOT NULL,
    work TEXT NOT NULL CHECK (work IN ('draft', 'review')),
    draft TEXT NOT NULL,
    owner TEXT NOT NULL,
    authors TEXT NOT NULL,
    comment TEXT,
    created_at TEXT NOT NULL,
    trashed_at TEXT NOT NULL,
    trashed_by TEXT NOT NULL
  ) STRICT;
  CREATE INDEX trash_slug ON trash (tracker, slug);
  CREATE INDEX trash_trashed_at ON trash (trashed_at);

  CREATE TABLE undo (
    id TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    editor TEXT NOT NULL,
    act TEXT NOT NULL,
    tracker TEXT NOT NULL REFERENCES tracker (id),
    request_hash TEXT,
    answer TEXT,
    undone_at TEXT,
    kept INTEGER NOT NULL DEFAULT 1 CHECK (kept IN (0, 1))
  ) STRICT;
  CREATE INDEX undo_at ON undo (at);
  CREATE INDEX undo_kept ON undo (at) WHERE kept = 1;

  CREATE TABLE undo_pledge (
    undo TEXT NOT NULL REFERENCES undo (id) ON DELETE CASCADE,
    slug TEXT NOT NULL,
    pledge INTEGER REFERENCES pledge (id) ON DELETE SET NULL,
    trash INTEGER REFERENCES trash (id) ON DELETE SET NULL,
    version INTEGER NOT NULL,
    before TEXT NOT NULL,
    PRIMARY KEY (undo, slug)
  ) STRICT;
  CREATE INDEX undo_pledge_pledge ON undo_pledge (pledge);
  CREATE INDEX undo_pledge_trash ON undo_pledge (trash);
  `,
  [
    `
    CREATE TABLE backup_key (
      number INTEGER PRIMARY KEY CHECK (number = 1),
      public TEXT NOT NULL,
      private BLOB NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT;

    ALTER TABLE audit ADD COLUMN previous TEXT;
    ALTER TABLE audit ADD COLUMN hash TEXT NOT NULL DEFAULT '';
    DROP TRIGGER audit_is_not_changed;
    `,
    chainAudit,
    `
    CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'the audit is append-only'); END;
    `,
  ],
  `
  CREATE TABLE suggestion_network (
    id INTEGER PRIMARY KEY,
    hash TEXT UNIQUE,
    seen_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX suggestion_network_seen_at ON suggestion_network (seen_at);
  ALTER TABLE suggestion ADD COLUMN network INTEGER REFERENCES suggestion_network (id);
  CREATE INDEX suggestion_network_of ON suggestion (network) WHERE network IS NOT NULL;
  CREATE TABLE suggestion_dropped (
    pledge INTEGER PRIMARY KEY REFERENCES pledge (id),
    count INTEGER NOT NULL,
    last_at TEXT NOT NULL
  ) STRICT;
  `,
  `
  ALTER TABLE purge ADD COLUMN written_at INTEGER NOT NULL DEFAULT 0;
  CREATE TABLE purge_refusal (
    number INTEGER PRIMARY KEY CHECK (number = 1),
    since INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    error TEXT NOT NULL
  ) STRICT;
  `,
  // A token's role is held by a CHECK, which SQLite changes only with its table. Sessions refer to it, so they step aside.
  `
  ALTER TABLE tracker ADD COLUMN opened_at TEXT;
  ALTER TABLE pledge ADD COLUMN ready TEXT;
  ALTER TABLE trash ADD COLUMN ready TEXT;

  CREATE TABLE kept_session AS SELECT * FROM session;
  DROP TABLE session;
  CREATE TABLE new_token (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('reader', 'writer', 'editor', 'admin')),
    trackers TEXT NOT NULL,
    hash TEXT UNIQUE,
    email TEXT UNIQUE,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    expires_at TEXT,
    last_used_at TEXT,
    revoked_at TEXT
  ) STRICT;
  INSERT INTO new_token SELECT id, name, role, trackers, hash, email, created_at, created_by, expires_at, last_used_at,
    revoked_at FROM token;
  DROP TABLE token;
  ALTER TABLE new_token RENAME TO token;
  CREATE TABLE session (
    hash TEXT PRIMARY KEY,
    token TEXT REFERENCES token (id),
    secret_hash TEXT,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
  ) STRICT;
  INSERT INTO session SELECT hash, token, secret_hash, created_at, expires_at FROM kept_session;
  DROP TABLE kept_session;
  `,
  `
  CREATE TABLE invite (
    id TEXT PRIMARY KEY,
    hash TEXT UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    trackers TEXT NOT NULL,
    token TEXT REFERENCES token (id),
    token_expires_at TEXT,
    invited_by TEXT NOT NULL,
    inviter TEXT REFERENCES token (id),
    secret_hash TEXT,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    ended_at TEXT,
    ended_as TEXT CHECK (ended_as IN ('accepted', 'withdrawn', 'void', 'restored')),
    CHECK ((ended_at IS NULL) = (ended_as IS NULL)),
    CHECK (hash IS NULL OR ended_at IS NULL)
  ) STRICT;
  CREATE INDEX invite_token ON invite (token);
  ALTER TABLE session ADD COLUMN idle_days INTEGER;
  `,
  `
  ALTER TABLE pledge ADD COLUMN key TEXT;
  CREATE UNIQUE INDEX pledge_key ON pledge (tracker, key) WHERE key IS NOT NULL;
  ALTER TABLE trash ADD COLUMN key TEXT;
  CREATE TABLE import_mapping (
    tracker TEXT NOT NULL REFERENCES tracker (id),
    header_hash TEXT NOT NULL,
    header TEXT NOT NULL,
    mapping TEXT NOT NULL,
    at TEXT NOT NULL,
    editor TEXT NOT NULL,
    PRIMARY KEY (tracker, header_hash)
  ) STRICT;
  `,
  `
  CREATE TABLE news (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    queued_at INTEGER NOT NULL,
    item TEXT NOT NULL
  ) STRICT;
  `,
  // What the desk's lists show of each pledge is made of the other tables (kept-listing.ts). Triggers say what of it is no
  // longer so, so that no act can forget to.
  `
  ALTER TABLE pledge ADD COLUMN assignee TEXT;
  ALTER TABLE pledge ADD COLUMN snoozed_until TEXT;
  ALTER TABLE pledge ADD COLUMN import_place REAL;
  ALTER TABLE pledge ADD COLUMN triaged_version INTEGER;
  ALTER TABLE trash ADD COLUMN assignee TEXT;

  CREATE TABLE saved_view (
    editor TEXT PRIMARY KEY,
    views TEXT NOT NULL
  ) STRICT;

  CREATE TABLE listing (
    pledge INTEGER PRIMARY KEY,
    tracker TEXT NOT NULL,
    title TEXT,
    title_key TEXT NOT NULL DEFAULT '',
    verdict TEXT,
    categories TEXT NOT NULL DEFAULT '[]',
    filed TEXT NOT NULL DEFAULT '',
    due TEXT,
    due_by TEXT,
    promised_for TEXT,
    revised_at TEXT,
    entered_at TEXT,
    disputed_at TEXT,
    state TEXT NOT NULL,
    status TEXT,
    is_ready INTEGER NOT NULL,
    verdict_place INTEGER,
    owner TEXT NOT NULL,
    holder TEXT,
    assignee TEXT,
    updated_at TEXT NOT NULL,
    checked_at TEXT,
    looked_at TEXT,
    snoozed_until TEXT,
    suggestions INTEGER NOT NULL,
    passed_at TEXT,
    under_review_at TEXT,
    suggested_at TEXT,
    check_at TEXT,
    evidence_at TEXT,
    due_at TEXT
  ) STRICT;
  CREATE INDEX listing_tracker ON listing (tracker, due_at);
  CREATE INDEX listing_assignee ON listing (assignee, due_at) WHERE assignee IS NOT NULL;
  CREATE INDEX listing_holder ON listing (holder, due_at) WHERE holder IS NOT NULL;
  CREATE INDEX listing_state ON listing (state, owner, updated_at);
  CREATE INDEX listing_due ON listing (due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX listing_passed ON listing (passed_at) WHERE passed_at IS NOT NULL;
  CREATE INDEX listing_under_review ON listing (under_review_at) WHERE under_review_at IS NOT NULL;
  CREATE INDEX listing_suggested ON listing (suggested_at) WHERE suggested_at IS NOT NULL;
  CREATE INDEX listing_check ON listing (check_at) WHERE check_at IS NOT NULL;
  CREATE INDEX listing_evidence ON listing (evidence_at) WHERE evidence_at < check_at;

  CREATE VIRTUAL TABLE listing_words USING fts5 (
    words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '1 2 3'
  );

  CREATE TABLE listing_stale (
    pledge INTEGER PRIMARY KEY,
    content INTEGER NOT NULL CHECK (content IN (0, 1))
  ) STRICT;
  CREATE TRIGGER listing_of_new_pledge AFTER INSERT ON pledge BEGIN
    INSERT INTO listing_stale VALUES (NEW.id, 1) ON CONFLICT (pledge) DO UPDATE SET content = 1;
  END;
  CREATE TRIGGER listing_of_gone_pledge AFTER DELETE ON pledge BEGIN
    INSERT INTO listing_stale VALUES (OLD.id, 1) ON CONFLICT (pledge) DO UPDATE SET content = 1;
  END;
  CREATE TRIGGER listing_of_content AFTER UPDATE OF tracker, slug, key, status, revision, draft, ready ON pledge BEGIN
    INSERT INTO listing_stale VALUES (NEW.id, 1) ON CONFLICT (pledge) DO UPDATE SET content = 1;
  END;
  CREATE TRIGGER listing_of_pledge AFTER UPDATE ON pledge BEGIN
    INSERT INTO listing_stale VALUES (NEW.id, 0) ON CONFLICT (pledge) DO NOTHING;
  END;
  CREATE TRIGGER listing_of_revision AFTER INSERT ON revision BEGIN
    INSERT INTO listing_stale VALUES (NEW.pledge, 1) ON CONFLICT (pledge) DO UPDATE SET content = 1;
  END;
  CREATE TRIGGER listing_of_redaction AFTER UPDATE ON revision BEGIN
    INSERT INTO listing_stale VALUES (NEW.pledge, 1) ON CONFLICT (pledge) DO UPDATE SET content = 1;
  END;
  CREATE TRIGGER listing_of_suggestion AFTER INSERT ON suggestion BEGIN
    INSERT INTO listing_stale VALUES (NEW.pledge, 0) ON CONFLICT (pledge) DO NOTHING;
  END;
  CREATE TRIGGER listing_of_decision AFTER UPDATE OF state ON suggestion BEGIN
    INSERT INTO listing_stale VALUES (NEW.pledge, 0) ON CONFLICT (pledge) DO NOTHING;
  END;
  CREATE TRIGGER listing_of_dropped_suggestion AFTER DELETE ON suggestion BEGIN
    INSERT INTO listing_stale VALUES (OLD.pledge, 0) ON CONFLICT (pledge) DO NOTHING;
  END;
  CREATE TRIGGER listing_of_tracker AFTER UPDATE OF document ON tracker
    WHEN json_extract(NEW.document, '$.reviewEvery') IS NOT json_extract(OLD.document, '$.reviewEvery')
      OR json_extract(NEW.document, '$.timezone') IS NOT json_extract(OLD.document, '$.timezone')
      OR json_extract(NEW.document, '$.closedAt') IS NOT json_extract(OLD.document, '$.closedAt')
      OR json_extract(NEW.document, '$.scheme.verdicts') IS NOT json_extract(OLD.document, '$.scheme.verdicts')
  BEGIN
    INSERT INTO listing_stale SELECT id, 0 FROM pledge WHERE tracker = NEW.id ON CONFLICT (pledge) DO NOTHING;
  END;

  INSERT INTO listing_stale SELECT id, 1 FROM pledge;
  `,
  // What people at the desk say to each other of a pledge and are told. It goes to the trash and back with its pledge.
  `
  CREATE TABLE comment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    pledge INTEGER REFERENCES pledge (id) ON DELETE CASCADE,
    trash INTEGER REFERENCES trash (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    editor TEXT NOT NULL,
    text TEXT,
    mentions TEXT NOT NULL,
    CHECK ((pledge IS NULL) <> (trash IS NULL))
  ) STRICT;
  CREATE INDEX comment_pledge ON comment (pledge);
  CREATE INDEX comment_trash ON comment (trash);
  CREATE TABLE inbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person TEXT NOT NULL,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    editor TEXT,
    tracker TEXT REFERENCES tracker (id),
    pledge INTEGER REFERENCES pledge (id) ON DELETE CASCADE,
    trash INTEGER REFERENCES trash (id) ON DELETE CASCADE,
    comment INTEGER REFERENCES comment (id) ON DELETE CASCADE,
    act TEXT,
    count INTEGER NOT NULL DEFAULT 1,
    detail TEXT NOT NULL,
    read_at TEXT
  ) STRICT;
  CREATE INDEX inbox_person ON inbox (person, at);
  CREATE INDEX inbox_unread ON inbox (person) WHERE read_at IS NULL;
  CREATE INDEX inbox_age ON inbox (read_at, at);
  CREATE UNIQUE INDEX inbox_act ON inbox (act, person, kind) WHERE act IS NOT NULL;
  CREATE INDEX inbox_tracker ON inbox (tracker);
  CREATE INDEX inbox_pledge ON inbox (pledge);
  CREATE INDEX inbox_trash ON inbox (trash);
  CREATE INDEX inbox_comment ON inbox (comment);
  CREATE TABLE suggestion_seen (
    person TEXT NOT NULL,
    pledge INTEGER NOT NULL REFERENCES pledge (id) ON DELETE CASCADE,
    newest INTEGER NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (person, pledge)
  ) STRICT;
  CREATE INDEX suggestion_seen_pledge ON suggestion_seen (pledge);
  ALTER TABLE suggestion ADD COLUMN awaits_revision INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE suggestion ADD COLUMN revision INTEGER;
  CREATE INDEX suggestion_awaits ON suggestion (pledge) WHERE awaits_revision = 1;
  CREATE INDEX suggestion_revision ON suggestion (pledge, revision) WHERE revision IS NOT NULL;
  CREATE TRIGGER listing_of_moved_suggestion AFTER UPDATE OF pledge ON suggestion BEGIN
    INSERT INTO listing_stale VALUES (NEW.pledge, 0) ON CONFLICT (pledge) DO NOTHING;
  END;
  `,
  `
  CREATE INDEX audit_editor ON audit (editor);
  CREATE INDEX audit_act ON audit (act);
  CREATE INDEX audit_tracker ON audit (tracker);
  -- Rows of any table, for as long as a backup is read.
  CREATE TABLE backup_row (
    id INTEGER PRIMARY KEY,
    c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22,
    c23, c24, c25, c26, c27, c28, c29, c30, c31, c32, c33, c34, c35, c36, c37, c38, c39, c40, c41, c42, c43,
    c44, c45, c46, c47, c48, c49, c50, c51, c52, c53, c54, c55, c56, c57, c58, c59
  );
  `,
  `
  ALTER TABLE doubt RENAME TO unacknowledged_write;
  DROP INDEX doubt_until;
  CREATE INDEX unacknowledged_write_until ON unacknowledged_write (until);
  `,
  `
  CREATE TABLE published_row (
    pledge INTEGER PRIMARY KEY REFERENCES pledge (id) ON DELETE CASCADE,
    form INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    status TEXT NOT NULL,
    updated_at TEXT,
    row TEXT NOT NULL,
    words TEXT NOT NULL
  ) STRICT;
  -- What is redacted stays nowhere.
  CREATE TRIGGER published_row_of_redaction AFTER UPDATE OF document ON revision BEGIN
    DELETE FROM published_row WHERE pledge = NEW.pledge;
  END;
  `,
];
