// Loaded when the first <pledge-summary> or <pledge-list> comes near the viewport. Both show the same document in the same
// frame, so they come in one file.
export { list } from './pledge-list-view.ts';
export { summary } from './pledge-summary-view.ts';
