// The suggestion form, answered within the page. Without this script it is sent like any form, and answered by a page.

type Problem = { detail?: string; title?: string; errors?: { pointer: string; detail: string }[] };

/** Lets a form tell in its own `.told` how sending it went. What was typed stays until it was taken in. */
export function answerInPage(form: HTMLFormElement): void {
  const status = form.querySelector('.told');
  const button = form.querySelector('button');
  if (!status || !button) return;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.disabled = true;
    status.textContent = '';
    const problem = await send(form);
    button.disabled = false;
    status.classList.toggle('fault', problem !== null);
    status.textContent = problem ? inWords(problem) : (form.dataset.taken ?? '');
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
    return { detail: form.dataset.offline ?? '' };
  }
}

// Each fault is a whole sentence in the language of the page.
function inWords({ detail, title, errors = [] }: Problem): string {
  return [detail ?? title, ...errors.map((error) => error.detail)].join(' ');
}

const form = document.querySelector<HTMLFormElement>('form.suggestion');
if (form) answerInPage(form);
