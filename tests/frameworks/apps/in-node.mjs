// What the package does where there is no document.
import { configure } from 'pledgemark';
import * as components from 'pledgemark/react';

function outcome(settings) {
  try {
    return String(configure(settings));
  } catch (error) {
    return String(error);
  }
}
const right = ['https://pledges.example', 'https://pledges.example/', 'http://localhost:8787'];
const wrong = [
  undefined,
  null,
  '',
  7,
  'pledges.example',
  '/pledges',
  'ftp://pledges.example',
  'https://pledges.example/embed',
  'https://pledges.example?x',
  'https://me:pw@pledges.example',
];
console.log(
  JSON.stringify({
    defined: 'customElements' in globalThis || 'document' in globalThis,
    exports: Object.keys(components),
    right: right.map((origin) => outcome({ origin })),
    wrong: wrong.map((origin) => outcome({ origin })),
  }),
);
