// Articles as WordPress stores them: what ./writing.test.ts sees its editors store, and what people type or paste beside it.
import { FERRY, installation, TREES } from './wordpress.ts';

/** A badge in a sentence, the address of a pledge, a block, the address of a tracker. */
export const IN_BLOCKS = `<!-- wp:paragraph -->
<p>The ferry is <pledge-badge pledge="${FERRY}" outcome="in-progress"><a href="${installation}/${FERRY}" aria-label="In progress: Reopen the harbour ferry. Verdict by Harbour Desk (fictional), 10 March 2025">In progress</a></pledge-badge>, says the desk.</p>
<!-- /wp:paragraph -->

<!-- wp:embed {"url":"${installation}/${FERRY}","type":"wp-embed","providerNameSlug":"harbour-desk-fictional"} -->
<figure class="wp-block-embed is-type-wp-embed is-provider-harbour-desk-fictional wp-block-embed-harbour-desk-fictional"><div class="wp-block-embed__wrapper">
${installation}/${FERRY}
</div></figure>
<!-- /wp:embed -->

<!-- wp:pledgemark/card {"pledge":"${TREES}"} -->
<p><a href="${installation}/${TREES}">In progress: Plant 11 million trees. Verdict by Vote for Policies, 15 January 2019</a></p>
<!-- /wp:pledgemark/card -->

<!-- wp:paragraph -->
<p>${installation}/uk-2017?category=environment</p>
<!-- /wp:paragraph -->`;

/** The same from the classic editor, and a snippet of the embed builder. */
export const CLASSIC = `The ferry is [pledge_badge url="${installation}/${FERRY}"]In progress[/pledge_badge], says the desk.

${installation}/${FERRY}/

<pledge-card pledge="${TREES}" as-of="2019-05-20" style="display:block;min-block-size:384px"><a href="${installation}/${TREES}">In progress: Plant 11 million trees</a></pledge-card>`;
