// Every form of snippet that publishers were ever shown. They are in articles, and work for ever: add to them, take none
// away.

/** By where it was shown; each is told the pledge (`tracker/slug`) and its tracker. */
export const SNIPPETS: Record<string, (pledge: string, tracker: string) => string> = {
  'the badge of the docs and the README': (pledge) =>
    `<pledge-badge pledge="${pledge}" outcome="in-progress" as-of="2019-05-20"><a href="https://pledges.example/${pledge}" aria-label="In progress: Plant 11 million trees. Verdict of 15 January 2019">In progress</a></pledge-badge>`,
  'the badge of a pledge’s page': (pledge) =>
    `<pledge-badge pledge="${pledge}" outcome="in-progress"><a href="https://pledges.example/${pledge}" aria-label="In progress: Plant 11 million trees. Verdict of 15 January 2019">In progress</a></pledge-badge>`,
  'the badge of the demonstration': (pledge) =>
    `<pledge-badge pledge="${pledge}" outcome="broken" as-of="2019-09-30"><a href="/${pledge}" aria-label="Broken: Plant 11 million trees. Verdict of 16 May 2019">Broken</a></pledge-badge>`,
  'the badge of a page with an icon in its link': (pledge) =>
    `<pledge-badge pledge="${pledge}" outcome="kept"><a class="verdict kept" href="/${pledge}" aria-label="Kept: Plant 11 million trees"><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M1 1h9v9z"></path></svg>Kept</a></pledge-badge>`,
  'the badge of the gallery': (pledge) =>
    `<pledge-badge pledge="${pledge}" outcome="kept"><a href="https://example.org/${pledge}">Gehalten</a></pledge-badge>`,
  'the badge over several lines': (pledge) =>
    `<pledge-badge\n  pledge="${pledge}"\n>\n  <a href="https://pledges.example/${pledge}/?ref=paper#top">In progress</a>\n</pledge-badge>`,
  'the card of the docs': (pledge) =>
    `<pledge-card pledge="${pledge}" as-of="2019-05-20"><a href="https://pledges.example/${pledge}">In progress: Plant 11 million trees</a></pledge-card>`,
  'the card of the gallery': (pledge) =>
    `<pledge-card pledge="${pledge}"><a href="https://example.org/${pledge}">Make the seafront free of cars</a></pledge-card>`,
  'the card of an oEmbed answer': (pledge) =>
    `<pledge-card pledge="${pledge}" as-of="2026-11-29"><blockquote><a href="https://pledges.example/${pledge}">In progress: Plant 11 million trees. Verdict by Vote for Policies, 15 January 2019</a></blockquote></pledge-card>`,
  'the card in a content system’s paragraph': (pledge) =>
    `<pledge-card pledge="${pledge}"><p><a href="https://pledges.example/${pledge}">In progress: Plant 11 million trees</a></p></pledge-card>`,
  'the summary of the README': (_, tracker) =>
    `<pledge-summary tracker="${tracker}"><a href="https://pledges.example/${tracker}">Conservative manifesto 2017: the verdicts so far</a></pledge-summary>`,
  'the summary of the demonstration': (_, tracker) =>
    `<pledge-summary tracker="${tracker}"><a href="/${tracker}">Conservative manifesto 2017: 35 of about 694 pledges, verdicts by Vote for Policies</a></pledge-summary>`,
  'the summary of the gallery': (_, tracker) =>
    `<pledge-summary tracker="${tracker}" view="donut"><a href="https://example.org/">All verdicts of the desk</a></pledge-summary>`,
  'the list of the gallery': (_, tracker) =>
    `<pledge-list tracker="${tracker}" limit="5"><a href="https://example.org/">All verdicts of the desk</a></pledge-list>`,
};
