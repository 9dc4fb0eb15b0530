// A tally as a picture: a bar or a donut. It is told apart without colour: what is outside percentages is hollow, there
// are gaps, and each segment that has room bears the icon of its row in the list.
import { html, nothing, svg, type TemplateResult } from 'lit/html.js';
import type { Tally } from '../data/published.ts';
import { icon, iconName } from './icons.ts';

const css = String.raw;

/** Styles of both. An icon on a segment is black or white, whichever stands out from it. */
export const drawingStyles = css`
  .bar, .donut { display: block; overflow: visible }
  .bar { width: 100%; height: 1.6em; margin-block-end: .5em }
  .donut { width: 10.5em; height: 10.5em }
  .hollow { fill: none; stroke: currentcolor; vector-effect: non-scaling-stroke }
  .mark { color: oklch(from currentcolor clamp(0, (.6 - l) * 1000, 1) 0 0) }
  .hollow + .mark { color: currentcolor }
  .bar:dir(rtl) { transform: scaleX(-1) }
  .bar:dir(rtl) .mark { transform: scaleX(-1); transform-box: fill-box; transform-origin: center }
  @media (forced-colors: active) {
    .bar .outcome, .donut .outcome { color: CanvasText }
    .mark { color: Canvas }
  }
`;

/** In percent of the whole: the space between two segments, and the least of a segment. */
const GAP = 0.6;
/** In percent of the whole: a smaller segment has no room for its icon in a column of 220 pixels. */
const LEAST_WITH_ICON = 7;
/** Of the donut, whose picture is 100 wide. */
const OUTER = 50;
const INNER = 33;
const ICON = 11;

type Segment = { outcome: string; counted: boolean; start: number; size: number };

// Each is a gap wide and its share of the rest wider, so that a single promise among hundreds can be seen.
function segments({ total, verdicts }: Tally, isRing: boolean): Segment[] {
  const present = verdicts.filter(({ count }) => count > 0);
  const gaps = isRing && present.length > 1 ? present.length : present.length - 1;
  const rest = 100 - (present.length + gaps) * GAP;
  let start = 0;
  return present.map(({ outcome, counted, count }) => {
    const segment = { outcome, counted, start, size: GAP + (count / total) * rest };
    start += segment.size + GAP;
    return segment;
  });
}

// A point of the ring, clockwise from the top.
function at(radius: number, percent: number): [x: number, y: number] {
  const angle = (percent * Math.PI) / 50;
  return [radius * Math.sin(angle), -radius * Math.cos(angle)];
}

function arc({ start, size }: Segment): string {
  // A whole turn would end where it begins, and be nothing.
  const end = start + Math.min(size, 99.99);
  const large = size > 50 ? 1 : 0;
  return `M${at(OUTER, start)}A${OUTER} ${OUTER} 0 ${large} 1 ${at(OUTER, end)}L${at(INNER, end)}A${INNER} ${INNER} 0 ${large} 0 ${at(INNER, start)}z`;
}

/** The picture of a tally, for eyes only: the list beside it says the same. */
export function drawing(tally: Tally, isRing: boolean): TemplateResult {
  const drawn = segments(tally, isRing).map((segment) => {
    const { outcome, counted, start, size } = segment;
    const look = counted ? '' : 'hollow';
    const [x, y] = at((OUTER + INNER) / 2, start + size / 2);
    const place = isRing
      ? { x: x - ICON / 2, y: y - ICON / 2, width: ICON, height: ICON }
      : { x: `${start}%`, y: '16%', width: `${size}%`, height: '68%' };
    return svg`<g class="outcome ${outcome}">
      ${isRing ? svg`<path class=${look} d=${arc(segment)} />` : svg`<rect class=${look} x="${start}%" width="${size}%" height="100%" />`}
      ${
        size < LEAST_WITH_ICON
          ? nothing
          : svg`<g class="mark"><svg x=${place.x} y=${place.y} width=${place.width} height=${place.height}>${icon(iconName(outcome), '')}</svg></g>`
      }
    </g>`;
  });
  return isRing
    ? html`<svg class="donut" part="donut" viewBox="-50 -50 100 100" aria-hidden="true">${drawn}</svg>`
    : html`<svg class="bar" part="bar" aria-hidden="true">${drawn}</svg>`;
}
