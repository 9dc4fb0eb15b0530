// Loaded when the first block comes near the viewport, when a reader reaches for a badge, or when one has more to tell. All
// blocks stand in one frame and say what became of a verdict in one way, so they come in one file, which is smaller than its
// parts would be.
export { notesOf } from './badge-notes.ts';
export { hover } from './hover-card.ts';
export { loadLocalizer } from './localizer.ts';
export { card } from './pledge-card-view.ts';
export { list } from './pledge-list-view.ts';
export { summary } from './pledge-summary-view.ts';
