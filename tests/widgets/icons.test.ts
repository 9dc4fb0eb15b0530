// Outcomes are told apart by shape alone, in black and white, in 12 pixels; so are their marks.
import { expect, test } from 'vitest';
import { ICONS } from '../../data/icons.ts';
import '../../widgets/embed.ts';
import { aBadge, aChange, aPledgeId } from './builders.ts';
import { loaded, mount, part, serve } from './page.ts';

const PIXELS = 12;

// Black on white, as grey values.
function drawn(...paths: [d: string, scale: number, x: number, y: number][]): Uint8ClampedArray {
  const canvas = document.createElement('canvas');
  canvas.width = PIXELS;
  canvas.height = PIXELS;
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, PIXELS, PIXELS);
  context.fillStyle = '#000';
  for (const [d, scale, x, y] of paths) {
    context.setTransform((PIXELS / 16) * scale, 0, 0, (PIXELS / 16) * scale, x, y);
    context.fill(new Path2D(d), 'evenodd');
  }
  return context.getImageData(0, 0, PIXELS, PIXELS).data.filter((_, at) => at % 4 === 0);
}

// Of the pixels, as many as differ by half of the way from black to white.
const difference = (one: Uint8ClampedArray, other: Uint8ClampedArray) =>
  one.reduce((count, grey, at) => count + Number(Math.abs(grey - other[at]!) > 127), 0);

test('no two icons look alike at 12 pixels', () => {
  const all = Object.entries(ICONS).map(([name, d]) => [name, drawn([d, 1, 0, 0])] as const);
  for (const [name, one] of all)
    for (const [another, other] of all)
      if (name !== another)
        expect(difference(one, other), `${name} and ${another}`).toBeGreaterThanOrEqual(8);
});

test('a badge that has changed, or is under review, has a mark on its icon that stands free of it and costs no room', async () => {
  const changes = [aChange('in-progress', '2025-01-05T10:00:00Z'), aChange('broken', '2025-09-03T08:00:00Z')];
  const show = async (data: Parameters<typeof aBadge>[0], attributes = '') => {
    const pledge = aPledgeId();
    await serve({ badges: { [pledge]: aBadge(data) } });
    return loaded(
      mount<HTMLElement>(
        `<p style="font:16px serif">It was <pledge-badge pledge="${pledge}" ${attributes}><a href="/x">Broken</a></pledge-badge>.</p>`,
      ),
    );
  };
  const bare = await show({});
  const width = bare.getBoundingClientRect().width;
  const underReview = { since: '2026-02-01T00:00:00Z', note: 'x' };
  for (const [mark, badge] of [
    ['changed', await show({ changes }, 'as-of="2025-04-02"')],
    ['review', await show({ underReview })],
  ] as const) {
    expect(badge.getBoundingClientRect().width).toBe(width);
    const icon = part(badge, 'icon')!.firstElementChild!.getBoundingClientRect();
    const {
      left,
      right,
      top,
      bottom,
      width: size,
    } = part(badge, mark)!.firstElementChild!.getBoundingClientRect();
    const label = part(badge, 'link')!.getBoundingClientRect();
    expect(size).toBeGreaterThanOrEqual(6);
    expect(right).toBeLessThanOrEqual(label.left);
    expect(left > icon.left + icon.width / 2 && top < icon.top + icon.height / 2 && bottom > icon.top).toBe(
      true,
    );
  }
  for (const attributes of ['as-of="2019-06-01"', 'as-of="2019-06-01" pinned'])
    expect((await show({}, attributes)).getBoundingClientRect().width).toBe(width);
});
