import Link from 'next/link';
import { Article } from './article';

export default function Page() {
  return (
    <main>
      <Article />
      <pledge-card pledge="uk-2017/plant-11-million-trees" class="wide" />
      <pledge-summary tracker="uk-2017" view="donut" />
      <pledge-list tracker="uk-2017" limit={3} />
      <Link href="/second">The second article</Link>
    </main>
  );
}
