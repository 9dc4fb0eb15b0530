import { html, nothing, type TemplateResult } from 'lit';
import { importWords } from '../words/import-words.ts';
import { type Read, readFile, readPasted } from './reading.ts';

type FileView = { busy: boolean; why: string; read(reading: Promise<Read>, name: string): unknown };

/** Where a sheet comes from: a file, by choosing or dropping it, or what somebody pastes. */
export function fileView({ busy, why, read }: FileView): TemplateResult {
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file) read(readFile(file), file.name);
  };
  // So that the same file can be chosen once more, after it was mended or the network came back.
  const forget = ({ target }: Event) => {
    (target as HTMLInputElement).value = '';
  };
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    take(event.dataTransfer?.files);
  };
  const paste = (event: SubmitEvent) => {
    event.preventDefault();
    const text = String(new FormData(event.target as HTMLFormElement).get('pasted'));
    if (text.trim()) read(readPasted(text), '');
  };
  return html`<p>${importWords.lead}</p>
    <div class="drop" @dragover=${(event: Event) => event.preventDefault()} @drop=${dropped}>
      <label for="import-file">${importWords.choose}</label>
      <input id="import-file" type="file" accept=".csv,.tsv,.txt,.xlsx,text/csv,text/tab-separated-values,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        @click=${forget} @change=${({ target }: Event) => take((target as HTMLInputElement).files)} />
      <span class="soft">${importWords.drop}</span>
    </div>
    ${busy ? html`<p class="soft" role="status">${importWords.reading}</p>` : nothing}
    <p class="problem" role="alert">${why || nothing}</p>
    <form @submit=${paste}>
      <div class="control">
        <label for="import-paste">${importWords.paste}</label>
        <textarea id="import-paste" name="pasted" spellcheck="false" aria-describedby="import-paste-hint"></textarea>
        <p id="import-paste-hint" class="hint">${importWords.pasteHint}</p>
      </div>
      <p class="buttons"><button>${importWords.read}</button></p>
    </form>`;
}
