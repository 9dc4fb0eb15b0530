// The badge without a framework: what the shipped one is measured against. It has the same look, the same box before its
// data, the same name in English with the same word of drift, and makes the same one call. It leaves out what a page
// would miss only later: other languages, retries, attributes that change, themes, pages that refuse Trusted Types.
const API = new URL('../api/v1/badges', import.meta.url);

const DISC = 'M8 1a7 7 0 1 0 .1 0z';
const RING = `${DISC}m0 2a5 5 0 1 0 .1 0z`;
const CRACK = '14l-1.5-4 2-2.5-2-3z';
const CHANGED = 'M14 9a6 6 0 1 1-2-5.5L14 2v5H9l1.5-1.5A4 4 0 1 0 12 9z';
const ICONS = {
  unrated:
    'M6.2 1.2a7 7 0 0 0-5 5l2 .5a5 5 0 0 1 3.5-3.5zM9.8 1.2a7 7 0 0 1 5 5l-2 .5a5 5 0 0 0-3.5-3.5zM6.2 14.8a7 7 0 0 1-5-5l2-.5a5 5 0 0 0 3.5 3.5zM9.8 14.8a7 7 0 0 0 5-5l-2-.5a5 5 0 0 1-3.5 3.5z',
  'not-started': RING,
  'in-progress': `${DISC}m0 2a5 5 0 0 1 0 10z`,
  stalled: `${RING}M5 5h2v6H5zM9 5h2v6H9z`,
  partial: 'M8 8V1a7 7 0 1 0 7 7z',
  kept: `${DISC}M4 8l1.5-1.5 2 2 3.5-4 1.5 1.5-5 5.5z`,
  broken: `M7 1a6.3 7 0 0 0 0 ${CRACK}M9 1a6.3 7 0 0 1 0 ${CRACK}`,
  unclear:
    'M1 4.5C3.2 1.6 5.6 2 8 3.6s4.2 1.6 7-1.6v3.5c-2.2 2.9-4.6 2.5-7 .9S3.8 4.8 1 8zM1 10.5C3.2 7.6 5.6 8 8 9.6s4.2 1.6 7-1.6v3.5c-2.2 2.9-4.6 2.5-7 .9s-4.2-1.6-7 1.6z',
};

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  .outcome{--h:.02 260}.kept{--h:.09 180}.broken{--h:.14 42}.partial{--h:.1 85}.in-progress{--h:.13 285}
  .stalled{--h:.06 62}.unclear{--h:.07 330}
  .outcome{color:oklch(from currentcolor clamp(.4,(l - .6)*1000,.85) var(--h))}
  :host,.badge{white-space:nowrap;letter-spacing:normal;word-spacing:normal;text-transform:none}
  .badge{position:relative;padding:.06em .45em;padding-inline-start:1.5em;border-radius:.25em;
    background:color-mix(in oklab,currentcolor 10%,#0000);outline:1px solid #0000;text-shadow:none;unicode-bidi:isolate}
  .mark{position:relative}
  svg{position:absolute;inset:0 auto;margin:auto;width:.9em;height:.9em;fill:currentcolor;fill-rule:evenodd}
  .icon{inset-inline-start:-1.1em}
  .changed{inset-block-end:.5em;inset-inline-start:-.66em;width:.58em}
  a,::slotted(a){color:inherit!important;text-decoration:none!important}
  a::after{content:"";position:absolute;inset:0;border-radius:inherit}
  a:hover{text-decoration:underline!important}`);

const template = document.createElement('template');
template.innerHTML =
  '<span class="badge outcome"><span class="mark"><svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path/></svg></span><slot></slot></span>';
const mark = document.createElement('template');
mark.innerHTML = `<svg class="changed" viewBox="0 0 16 16" aria-hidden="true"><path d="${CHANGED}"/></svg>`;

const days = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const day = (instant) => days.format(new Date(instant));
const waiting = new Set();

// The API answers a hundred at most in one call, and no address of more than 8 kB.
function loadAll() {
  const badges = [...waiting];
  waiting.clear();
  const ids = [...new Set(badges.map((badge) => badge.getAttribute('pledge')))].sort();
  for (let at = 0; at < ids.length; at += 80) load(badges, ids.slice(at, at + 80));
}

async function load(badges, ids) {
  const answer = await fetch(`${API}?ids=${ids}`, { credentials: 'omit', referrerPolicy: 'no-referrer' });
  const documents = (await answer.json()).badges;
  for (const badge of badges) {
    const document = documents[badge.getAttribute('pledge')];
    if (document) badge.show(document);
  }
}

class Badge extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    root.append(template.content.cloneNode(true));
    this.look(this.getAttribute('outcome'));
    if (this.getAttribute('live') === 'off') return;
    if (!waiting.size) queueMicrotask(loadAll);
    waiting.add(this);
  }

  look(outcome) {
    this.shadowRoot.querySelector('.badge').className = `badge outcome ${outcome}`;
    this.shadowRoot.querySelector('path').setAttribute('d', ICONS[outcome]);
  }

  show({ title, url, by, verdict, changes }) {
    const link = document.createElement('a');
    link.href = url;
    link.textContent = verdict.label.en;
    link.ariaLabel = `${verdict.label.en}: ${title}. Verdict by ${by.name}, ${day(verdict.publishedAt)}.`;
    this.look(verdict.outcome);
    const asOf = this.getAttribute('as-of');
    const then = changes.findLast(
      (change) => Date.parse(change.publishedAt) <= Date.parse(`${asOf}T23:59:59.999Z`),
    );
    this.shadowRoot.querySelector('slot').replaceWith(link);
    if (!then || then.id === verdict.id) return;
    link.ariaLabel += ` Verdict now: ${verdict.label.en} (${day(verdict.publishedAt)}). When this article was published, on ${day(asOf)}: ${then.label.en}.`;
    this.shadowRoot.querySelector('.mark').append(mark.content.cloneNode(true));
  }
}

customElements.define('pledge-badge', Badge);
