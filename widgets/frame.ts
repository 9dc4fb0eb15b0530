// The script of the documents in frames: tells the page around it how high it is, in the dialects of WordPress and AMP and
// in ours, and sees that every link leads to our own host, the only one that WordPress lets a frame of ours lead to.

const { dataset } = document.querySelector<HTMLScriptElement>('script[data-page]') ?? {};
const page = dataset?.page ?? '';

// WordPress adds it to the fragment, after one that was there already.
const [, secret = ''] = /secret=([a-z\d]+)/i.exec(location.hash) ?? [];

function tell(message: object): void {
  parent.postMessage(message, '*');
}

function tellHeight(): void {
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
  tell({ message: 'height', value: height, secret });
  tell({ sentinel: 'amp', type: 'embed-size', height });
  tell({ type: 'pledgemark:height', height, src: location.href });
}

if (parent !== window) {
  new ResizeObserver(tellHeight).observe(document.body);
  // WordPress before 5.6 never asks.
  addEventListener('load', tellHeight);
  addEventListener('message', ({ source, data }) => {
    if (source === parent && data?.message === 'ready') tellHeight();
  });
  tell({ sentinel: 'amp', type: 'embed-ready' });
}

// What is drawn later, as the words of another language, brings its links anew.
document.addEventListener('pledge-load', ({ target }) => {
  const shadow = (target as Element).shadowRoot;
  if (!shadow) return;
  leadHome(shadow);
  new MutationObserver(() => leadHome(shadow)).observe(shadow, { childList: true, subtree: true });
});

function leadHome(shadow: ShadowRoot): void {
  for (const link of shadow.querySelectorAll('a')) {
    if (link.host !== location.host) link.href = page;
    link.rel = 'noopener';
  }
}

addEventListener('click', (event) => {
  const link = event.composedPath().find((each) => each instanceof HTMLAnchorElement);
  if (!secret || !link) return;
  event.preventDefault();
  tell({ message: 'link', value: link.href, secret });
});
