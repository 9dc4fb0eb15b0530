// What a content system holds as HTML.
const HTML = `<p>Asked for on the server, it is <pledge-badge pledge="uk-2017/plant-11-million-trees"><a href="https://pledges.example/uk-2017/plant-11-million-trees">as the desk says</a></pledge-badge>.</p>`;

export const dynamic = 'force-dynamic';

export default function Page() {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: -- this is how articles from a content system are shown
  return <main dangerouslySetInnerHTML={{ __html: HTML }} />;
}
