// What the two Durable Objects load as they start, and to send mail, loaded before. Here a module comes over the network, and one whose object is
// reset meanwhile would never come for those after it; in a deployment it is there.
import '../../worker/courier/code.ts';
import '../../worker/courier/mail/post.ts';
import '../../worker/ledger/code.ts';
