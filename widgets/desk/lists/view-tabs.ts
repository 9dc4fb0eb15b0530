// The views of a list as a row of links: those that are always there, those that somebody has saved, and how many are in each.
import { html, nothing, type TemplateResult } from 'lit';
import type { SavedView } from '../../../data/desk.ts';
import { loadPart } from '../common/late-part.ts';
import { numberText } from '../words/numbers.ts';
import { words } from '../words/words.ts';
import { LIST_PATHS } from './list-address.ts';
import { views } from './views.ts';

/** A view that is always there: it leaves the other filters as they are. */
export type OwnView = { name: string; href: string; isHere: boolean; count: number | undefined };

type Tabs = {
  screen: SavedView['screen'];
  own: readonly OwnView[];
  /** The address's, which tells where one is. */
  query: string;
};

/** The row, and what can be done with the view that is shown. */
export function viewTabs({ screen, own, query }: Tabs): TemplateResult | typeof nothing {
  const saved = views.of(screen);
  const here = saved.find((view) => view.query === query);
  if (own.length === 0 && saved.length === 0 && query === '') return nothing;
  const tab = ({ name, href, isHere, count }: OwnView) =>
    html`<a href=${href} aria-current=${isHere ? 'page' : nothing}
      >${name}${count === undefined ? nothing : html` <span class="count">${numberText(count)}</span>`}</a
    >`;
  return html`<nav class="views" aria-label=${words.lists.views}>
    ${own.map((view) => tab({ ...view, isHere: view.isHere && !here }))}
    ${saved.map((view) => tab({ name: view.name, href: `${LIST_PATHS[screen]}?${view.query}`, isHere: view === here, count: views.countOf(view) }))}
    ${query !== '' && !here ? html`<button class="quiet" @click=${() => save(screen, query)}>${words.lists.saveView}</button>` : nothing}
    ${
      here
        ? html`<button class="quiet" @click=${() => rename(here)}>${words.lists.renameView}</button>
            <button class="quiet" @click=${() => remove(here)}>${words.lists.removeView}</button>`
        : nothing
    }
  </nav>`;
}

// Not at the top: few need them, and every start would load them.
const questions = () => loadPart(() => import('./view-questions.ts'));

async function save(screen: SavedView['screen'], query: string): Promise<void> {
  (await questions())?.saveView(screen, query);
}

async function rename(view: SavedView): Promise<void> {
  (await questions())?.renameView(view);
}

async function remove(view: SavedView): Promise<void> {
  (await questions())?.removeView(view);
}
