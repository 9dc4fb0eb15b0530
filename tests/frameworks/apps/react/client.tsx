import { useEffect } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { Article } from './verdicts.tsx';

function Page() {
  useEffect(() => {
    document.documentElement.dataset.hydrated = 'yes';
  }, []);
  return <Article />;
}

// With `?late` all news of the elements have been told before anybody is there to hear them.
if (location.search === '?late') {
  const told = (type: string) =>
    new Promise((resolve) => document.addEventListener(type, resolve, { once: true }));
  await Promise.all([told('pledge-load'), told('pledge-error')]);
}
const root = document.querySelector('#root');
if (root) hydrateRoot(root, <Page />, { onRecoverableError: (error) => console.error('recovered', error) });
