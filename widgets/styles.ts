const css = String.raw;

const sheets = new Map<string, CSSStyleSheet>();

/** The stylesheet of all shadow roots that want this text; a page's Content-Security-Policy has no say in it. */
export function sheet(text: string): CSSStyleSheet {
  let known = sheets.get(text);
  if (!known) {
    known = new CSSStyleSheet();
    known.replaceSync(text);
    sheets.set(text, known);
  }
  return known;
}

/**
 * Colours of an outcome, each a chroma and a hue of OKLCH. Lightness follows the text colour of the place, so one
 * rule serves light and dark pages and a switch between the two. Hues are apart for colour-blind eyes and are no
 * party's. A browser without relative colours keeps the page's own text colour, in every theme, and so does print
 * in the dark one.
 *
 * The threshold .6 lies above the lightest grey that can be read on white (.57).
 */
export const outcomeStyles = css`
  .outcome { --pm-h: .02 260 }
  .kept { --pm-h: .09 180 }
  .broken { --pm-h: .14 42 }
  .partial { --pm-h: .1 85 }
  .in-progress { --pm-h: .13 285 }
  .stalled { --pm-h: .06 62 }
  .unclear { --pm-h: .07 330 }
  svg { fill: currentcolor; fill-rule: evenodd }
  @supports (color: oklch(from currentcolor l c h)) {
    :host([theme=light]) { --pm-i: #1a1a1a; --pm-p: #fff }
    @media screen { :host([theme=dark]) { --pm-i: #eee; --pm-p: #181818 } }
    .outcome {
      color: var(--pledge-color, oklch(from var(--pm-i, currentcolor) clamp(.4, (l - .6) * 1000, .85) var(--pm-h)));
    }
  }
`;
