// The format: a badge in a sentence. It is one piece, as a footnote is, so that its link and its words stay together.
((wp) => {
  const { createElement: el, Fragment, useState } = wp.element;
  const { RichTextToolbarButton } = wp.blockEditor;
  const { Popover } = wp.components;
  const { insertObject, registerFormatType, useAnchor } = wp.richText;
  const { __ } = wp.i18n;
  const { PledgeSearch } = window.pledgemark;

  const NAME = 'pledgemark/badge';

  function linkOf({ url, sentence, label }) {
    const link = document.createElement('a');
    link.setAttribute('href', url);
    link.setAttribute('aria-label', sentence);
    link.textContent = label;
    return link.outerHTML;
  }

  function Edit({ value, onChange, onFocus, isObjectActive, contentRef }) {
    const [isOpen, setOpen] = useState(false);
    const anchor = useAnchor({ editableContentElement: contentRef.current, settings });
    const close = () => {
      setOpen(false);
      onFocus();
    };
    return el(
      Fragment,
      {},
      el(RichTextToolbarButton, {
        icon: 'yes-alt',
        title: __('Pledge verdict', 'pledgemark'),
        onClick: () => setOpen(true),
        isActive: isObjectActive,
      }),
      isOpen &&
        el(
          Popover,
          {
            anchor,
            className: 'pledgemark-popover',
            placement: 'bottom',
            focusOnMount: 'firstElement',
            onClose: close,
          },
          el(PledgeSearch, {
            onChoose: (quote) => {
              const { pledge, outcome } = quote;
              onChange(
                insertObject(value, {
                  type: NAME,
                  attributes: { pledge, outcome },
                  innerHTML: linkOf(quote),
                }),
              );
              close();
            },
          }),
        ),
    );
  }

  const settings = {
    title: __('Pledge verdict', 'pledgemark'),
    tagName: 'pledge-badge',
    className: null,
    attributes: {
      pledge: 'pledge',
      outcome: 'outcome',
      asOf: 'as-of',
      pinned: 'pinned',
      live: 'live',
      theme: 'theme',
    },
    contentEditable: false,
    edit: Edit,
  };
  registerFormatType(NAME, settings);
})(window.wp);
