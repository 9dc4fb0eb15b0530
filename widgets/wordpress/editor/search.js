// Looking for a pledge by its words, for the block and the badge alike. No build step: WordPress has what this needs.
((wp) => {
  const { createElement: el, useEffect, useState } = wp.element;
  const { ComboboxControl, ExternalLink, Notice, SelectControl } = wp.components;
  const { useDebounce } = wp.compose;
  const { __, sprintf } = wp.i18n;
  const { origin, settings } = window.pledgemark;

  const DEBOUNCE_MS = 200;
  const MOST_ROWS = 20;

  /** The tracker in which somebody has looked last: the next pledge is mostly of the same. */
  let usualTracker = '';

  async function ask(path) {
    const response = await fetch(origin + path, { referrerPolicy: 'no-referrer' });
    if (!response.ok) throw new Error(`${response.status} from ${path}`);
    return response.json();
  }

  /** What an article quotes of a pledge: its address, the desk's word, and the sentence that is right for good. */
  async function quote(tracker, { slug, verdict }) {
    const url = `${origin}/${tracker.id}/${slug}`;
    const { html } = await ask(`/oembed?url=${encodeURIComponent(url)}`);
    const link = new DOMParser().parseFromString(html, 'text/html').querySelector('blockquote a');
    const { outcome, label } = verdict;
    return {
      pledge: `${tracker.id}/${slug}`,
      url: link.href,
      sentence: link.textContent,
      outcome,
      label: label[tracker.language] ?? Object.values(label)[0],
    };
  }

  /** Nothing can be found as long as nobody has said where. */
  function NoInstallation() {
    return el(
      'p',
      {},
      __('The address of your Pledgemark installation is not set.', 'pledgemark'),
      ' ',
      settings && el(ExternalLink, { href: settings }, __('Set it', 'pledgemark')),
    );
  }

  /** Calls `onChoose` with the quote of the pledge that somebody has chosen. */
  function PledgeSearch({ onChoose }) {
    const [trackers, setTrackers] = useState([]);
    const [trackerId, setTrackerId] = useState(usualTracker);
    const [query, setQuery] = useState('');
    const [rows, setRows] = useState([]);
    const [isAway, setAway] = useState(false);
    const search = useDebounce(setQuery, DEBOUNCE_MS);
    const tracker = trackers.find(({ id }) => id === trackerId) ?? trackers[0];

    const away = (error) => {
      if (error.name !== 'AbortError') setAway(true);
    };
    useEffect(() => {
      if (origin)
        ask('/api/v1/trackers')
          .then(({ trackers }) => setTrackers(trackers))
          .catch(away);
    }, []);
    useEffect(() => {
      if (!tracker) return;
      let isCurrent = true;
      const sort = query ? '' : '&sort=updated';
      ask(`/api/v1/trackers/${tracker.id}/pledges?limit=${MOST_ROWS}&q=${encodeURIComponent(query)}${sort}`)
        .then(({ pledges }) => {
          if (!isCurrent) return;
          setRows(pledges);
          setAway(false);
        })
        .catch(away);
      return () => {
        isCurrent = false;
      };
    }, [tracker?.id, query]);

    if (!origin) return el(NoInstallation);
    return el(
      'div',
      { className: 'pledgemark-search' },
      isAway &&
        el(
          Notice,
          { status: 'warning', isDismissible: false },
          // translators: %s: address of the installation.
          sprintf(__('%s does not answer. Try again in a moment.', 'pledgemark'), origin),
        ),
      trackers.length > 1 &&
        el(SelectControl, {
          label: __('Tracker', 'pledgemark'),
          value: tracker.id,
          options: trackers.map(({ id, name }) => ({ value: id, label: name })),
          onChange: (id) => {
            usualTracker = id;
            setTrackerId(id);
          },
          __nextHasNoMarginBottom: true,
        }),
      el(ComboboxControl, {
        label: __('Search pledges', 'pledgemark'),
        value: null,
        options: rows.map(({ slug, title }) => ({ value: slug, label: title })),
        onFilterValueChange: search,
        onChange: (slug) => {
          const row = rows.find((each) => each.slug === slug);
          if (row) quote(tracker, row).then(onChoose).catch(away);
        },
        __nextHasNoMarginBottom: true,
      }),
    );
  }

  Object.assign(window.pledgemark, { PledgeSearch });
})(window.wp);
