// The pictures of `og:image` and of mails: one for each outcome, one for a verdict that was withdrawn, and one for a page
// that is about many. They have no words in them, because each desk has its own. Social networks and mail take no SVG, so
// they are drawn at build time.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { ICONS, OUTCOME_COLOURS } from '../data/icons.ts';

/** In pixels: what social networks show without cutting. */
const WIDTH = 1200;
const HEIGHT = 630;
const ICON = 300;

type Look = keyof typeof OUTCOME_COLOURS;
const LOOKS = Object.keys(OUTCOME_COLOURS) as Look[];

/** What a tracker has many of. */
const ROW: Look[] = ['kept', 'partial', 'in-progress', 'stalled', 'broken'];
const INK = '#274a6d';

/** The picture as SVG: the outcome's icon on paper, with the quoted line of our own icon below it. */
export function outcomePicture(look: Look): string {
  const colour = OUTCOME_COLOURS[look];
  const left = (WIDTH - ICON) / 2;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
    <rect width="${WIDTH}" height="${HEIGHT}" fill="#fbfaf7"/>
    <rect width="${WIDTH}" height="16" fill="${colour}"/>
    <path d="${ICONS[look]}" fill="${colour}" fill-rule="evenodd" transform="translate(${left} 130) scale(${ICON / 16})"/>
    <rect x="${left}" y="490" width="${ICON}" height="12" fill="${colour}"/>
  </svg>`;
}

/** The picture of a page that is about many verdicts: icons in a row, on the same paper. */
export function trackerPicture(): string {
  const size = 144;
  const gap = 56;
  const left = (WIDTH - ROW.length * size - (ROW.length - 1) * gap) / 2;
  const icons = ROW.map(
    (look, at) =>
      `<path d="${ICONS[look]}" fill="${OUTCOME_COLOURS[look]}" fill-rule="evenodd" transform="translate(${left + at * (size + gap)} 210) scale(${size / 16})"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
    <rect width="${WIDTH}" height="${HEIGHT}" fill="#fbfaf7"/>
    <rect width="${WIDTH}" height="16" fill="${INK}"/>
    ${icons.join('')}
    <rect x="${left}" y="440" width="${WIDTH - 2 * left}" height="12" fill="${INK}"/>
  </svg>`;
}

/** Writes `outcomes/{outcome}.png` below a folder, and `none.png`. */
export async function writeOutcomePictures(folder: string): Promise<void> {
  const outcomes = join(folder, 'outcomes');
  await mkdir(outcomes, { recursive: true });
  const pictures = [
    ...LOOKS.map((look) => [look, outcomePicture(look)] as const),
    ['none', trackerPicture()] as const,
  ];
  for (const [name, svg] of pictures)
    await sharp(Buffer.from(svg))
      .png({ palette: true, compressionLevel: 9 })
      .toFile(join(outcomes, `${name}.png`));
}
