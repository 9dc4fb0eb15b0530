// The suggestion form, answered within the page. Without this script it is sent like any form, and answered by a page.

type Problem = { detail?: string; title?: string; errors?: { pointer: string; detail: string }[] };

const THANKS = 'Thank you. The desk has your suggestion.';
const NO_ANSWER = 'It could not be sent: there is no connection. What you wrote is still here.';

/** Lets a form tell in its own `.told` how sending it went. What was typed stays until it was taken in. */
export function answerInPage(form: HTMLFormElement): void {
  const told = form.querySelector('.told');
  const button = form.querySelector('button');
  if (!told || !button) return;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.disabled = true;
    told.textContent = '';
    const problem = await send(form);
    button.disabled = false;
    told.classList.toggle('fault', problem !== null);
    told.textContent = problem ? inWords(form, problem) : THANKS;
    for (const field of form.querySelectorAll('[name]')) {
      const fault = problem?.errors?.some(({ pointer }) => pointer === `/${field.getAttribute('name')}`);
      if (fault) field.setAttribute('aria-invalid', 'true');
      else field.removeAttribute('aria-invalid');
    }
    if (!problem) form.reset();
  });
}

async function send(form: HTMLFormElement): Promise<Problem | null> {
  const filled = [...new FormData(form)].filter(([, value]) => value !== '');
  try {
    const answer = await fetch(form.action, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(Object.fromEntries(filled)),
    });
    return answer.ok ? null : await answer.json();
  } catch {
    // No network, or an answer that is not ours, such as a proxy's.
    return { detail: NO_ANSWER };
  }
}

// A field by its own label, as the reader knows it.
function inWords(form: HTMLFormElement, { detail, title, errors = [] }: Problem): string {
  const faults = errors.map((error) => {
    const name = error.pointer.slice(1);
    const field = form.querySelector<HTMLInputElement>(`[name="${CSS.escape(name)}"]`);
    return `“${field?.labels?.[0]?.textContent?.trim() ?? name}” ${error.detail}.`;
  });
  return [detail ?? title, ...faults].join(' ');
}

const form = document.querySelector<HTMLFormElement>('form.suggestion');
if (form) answerInPage(form);
