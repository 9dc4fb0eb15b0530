// The lists that people have named for themselves, by whose they are: whoever asks sees their own.
import type { SavedView } from '../../data/lists.ts';
import type { Act } from './act.ts';

export function savedViews({ sql, editor }: Pick<Act, 'sql' | 'editor'>): { views: SavedView[] } {
  const [row] = sql.exec<{ views: string }>('SELECT views FROM saved_view WHERE editor = ?', editor.name);
  return { views: row ? JSON.parse(row.views) : [] };
}

/** Keeps these in place of what there was. */
export function saveViews({ sql, editor }: Act, views: SavedView[]): { views: SavedView[] } {
  if (views.length === 0) sql.exec('DELETE FROM saved_view WHERE editor = ?', editor.name);
  else
    sql.exec(
      'INSERT INTO saved_view VALUES (?1, ?2) ON CONFLICT (editor) DO UPDATE SET views = ?2',
      editor.name,
      JSON.stringify(views),
    );
  return { views };
}
