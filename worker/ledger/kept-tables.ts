// Which tables a backup holds, and which none does. What each column of theirs may hold is in backup-tables.ts, which only
// backups need: schemas take longer to make than all else of a start.

/** The tables of a backup. */
export const BACKED_UP_TABLES = [
  'tracker',
  'scheme',
  'pledge',
  'alias',
  'relation',
  'trash',
  'import_mapping',
  'revision',
  'audit',
  'comment',
  'saved_view',
  'suggestion',
  'token',
  'invite',
] as const;
export type BackedUpTable = (typeof BACKED_UP_TABLES)[number];

/** The tables that are made of the others, and those in which SQLite keeps what they say: never copied, but made anew. */
export const MADE_OF_OTHERS: readonly string[] = [
  'listing',
  'listing_stale',
  'listing_words',
  'listing_words_config',
  'listing_words_data',
  'listing_words_docsize',
  'listing_words_idx',
  'published_row',
];

/** The tables that no backup holds, and why. */
export const NOT_BACKED_UP: Record<string, string> = {
  backup_key: 'its private half never leaves the Ledger: whoever had it could sign anything',
  session: 'people sign in anew; it also holds a hash of ADMIN_TOKEN, which a person may have chosen',
  admin_token: 'is the hash of a secret that a person may have chosen',
  outbox: 'a restore queues everything',
  news: 'is on its way to the Courier, which tells everybody else',
  unacknowledged_write: 'a write to KV in flight: a restore publishes everything anew',
  inbox: 'who is let in again after a restore begins with an empty one; what it told of is on the pledges',
  suggestion_seen: 'marks what people have read in their inbox',
  undo: 'is for what was done a moment ago, and for imports that nobody has touched; who did what is in the audit',
  undo_pledge: 'is for as long as its act can be undone',
  purge: 'is due within a minute',
  purge_refusal: 'what the edge last said to this installation',
  suggestion_network: 'what stands for a network of readers is forgotten within a day',
  suggestion_dropped: 'counts what a full queue threw away here',
  migration: 'the header says how many have run',
  backup_part: 'is a backup on its way in',
  backup_row: 'is the backup itself on its way',
};
