// Questions over a screen: what is asked, and what was answered. The focus goes to the dialog and back by itself.
import { html, nothing, render } from 'lit';
import { NOTE_LIMIT } from '../../data/limits.ts';
import { words } from './words.ts';

type Question = { heading: string; text: string; yes: string; no?: string; label?: string };

/** Asks yes or no; false where it was put away. */
export async function confirmed(question: Question): Promise<boolean> {
  return (await open(question)) !== null;
}

/** Asks for a sentence or two; null where it was put away. It is not answered by nothing. */
export function written(question: Question & { label: string }): Promise<string | null> {
  return open(question);
}

function open({ heading, text, yes, no = words.ask.cancel, label }: Question): Promise<string | null> {
  const dialog = document.createElement('dialog');
  dialog.className = 'ask';
  dialog.setAttribute('aria-labelledby', 'ask-heading');
  const area = () => dialog.querySelector('textarea');
  const answer = Promise.withResolvers<string | null>();
  let isMissing = false;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    isMissing = label !== undefined && !area()?.value.trim();
    draw();
    if (isMissing) area()?.focus();
    else dialog.close('yes');
  };
  const draw = () =>
    render(
      html`<form @submit=${submit}>
        <h2 id="ask-heading">${heading}</h2>
        <p>${text}</p>
        ${
          label === undefined
            ? nothing
            : html`<label for="ask-text">${label}</label>
              <textarea id="ask-text" rows="4" maxlength=${NOTE_LIMIT} aria-invalid=${isMissing ? 'true' : nothing}
                aria-describedby="ask-problem"></textarea>
              <p id="ask-problem" class="problem" role="alert">${isMissing ? words.ask.missing : nothing}</p>`
        }
        <p class="buttons">
          <button class="primary">${yes}</button>
          <button type="button" @click=${() => dialog.close()}>${no}</button>
        </p>
      </form>`,
      dialog,
    );
  dialog.addEventListener('keydown', (event) => {
    // The screen below hears none of it: what publishes there only answers here.
    event.stopPropagation();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
      dialog.querySelector('form')?.requestSubmit();
  });
  dialog.addEventListener('close', () => {
    answer.resolve(dialog.returnValue === 'yes' ? (area()?.value.trim() ?? '') : null);
    dialog.remove();
  });
  draw();
  document.body.append(dialog);
  dialog.showModal();
  return answer.promise;
}
