// The block: one pledge as a card. What is stored is a link; render.php makes the card around it.
((wp) => {
  const { createElement: el, Fragment, useEffect, useRef, useState } = wp.element;
  const { InspectorControls, useBlockProps } = wp.blockEditor;
  const { Disabled, ExternalLink, PanelBody, Placeholder } = wp.components;
  const { __ } = wp.i18n;
  const { origin, PledgeSearch } = window.pledgemark;

  const USUAL_HEIGHT_PX = 360;

  // The document of a card that other sites put into a frame. It says how high it is.
  function Preview({ pledge, text }) {
    const frame = useRef();
    const [height, setHeight] = useState(USUAL_HEIGHT_PX);
    useEffect(() => {
      const view = frame.current.ownerDocument.defaultView;
      const hear = ({ source, data }) => {
        if (source === frame.current?.contentWindow && data?.type === 'pledgemark:height')
          setHeight(data.height);
      };
      view.addEventListener('message', hear);
      return () => view.removeEventListener('message', hear);
    }, []);
    return el('iframe', {
      ref: frame,
      className: 'pledgemark-preview',
      src: `${origin}/embed/card/${pledge}`,
      title: text,
      sandbox: 'allow-scripts',
      height,
    });
  }

  function Edit({ attributes: { pledge, url, text }, setAttributes }) {
    const blockProps = useBlockProps();
    const search = el(PledgeSearch, {
      onChoose: (quote) => setAttributes({ pledge: quote.pledge, url: quote.url, text: quote.sentence }),
    });
    if (!pledge || !origin)
      return el(
        'div',
        blockProps,
        el(
          Placeholder,
          {
            icon: 'yes-alt',
            label: __('Pledge verdict', 'pledgemark'),
            instructions: __('Readers see the verdict as it stands on the day they read.', 'pledgemark'),
          },
          search,
        ),
      );
    return el(
      Fragment,
      {},
      el(
        InspectorControls,
        {},
        el(
          PanelBody,
          { title: __('Pledge', 'pledgemark') },
          el('p', {}, el(ExternalLink, { href: url }, text)),
          search,
        ),
      ),
      el('div', blockProps, el(Disabled, {}, el(Preview, { key: pledge, pledge, text }))),
    );
  }

  function save({ attributes: { url, text } }) {
    return url ? el('p', {}, el('a', { href: url }, text)) : null;
  }

  wp.blocks.registerBlockType('pledgemark/card', { edit: Edit, save });
})(window.wp);
