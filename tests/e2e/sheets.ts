// Sheets as people keep them, with invented content.

const STATUSES = ['Not started', 'In progress', 'Achieved', 'Broken', 'Compromised'];
const CATEGORIES = ['First 100 Days', 'Harbour', 'Schools & Nurseries', 'Money', 'Culture'];

/** A CSV of 174 rows as volunteers lay one out: a mark of UTF-8, addresses below each other in a cell, titles of more than 200 characters. */
export function volunteersSheet(): { csv: string; sources: number } {
  let sources = 0;
  const rows = Array.from({ length: 174 }, (_, at) => {
    const urls = Array.from(
      { length: at % 6 },
      (_, number) => `https://paper${number}.example/article-${at}?page=${number}`,
    );
    sources += urls.length;
    const title =
      at % 10 === 0
        ? `Promise ${at}: ${'to build, to mend and to paint '.repeat(9)}`
        : `Promise ${at}, "in short"`;
    const why = at % 8 === 0 ? 'This was marked so because the council voted, as was said.' : '';
    return [
      title,
      CATEGORIES[at % 5],
      STATUSES[at % 5],
      why,
      'Contract; Plan',
      urls.join('\n'),
      `https://old.example/promises/${at}/`,
    ];
  });
  const header = ['Promise', 'Category', 'Status', 'Why', 'Tags', 'Sources', 'Page on the old site'];
  const cell = (text = '') => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const csv = `\ufeff${[header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
  return { csv, sources };
}
