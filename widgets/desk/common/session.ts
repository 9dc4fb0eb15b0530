// Who is at the desk. The endpoint says what they may do; what they may not is not drawn, and refused all the same.
import type { Me } from '../../../data/people.ts';
import type { Route } from '../../../data/roles.ts';
import type { PledgeAct } from '../../../data/states.ts';
import { askFor, desk, type Problem, type Renewal } from './api.ts';
import { counts } from './counts.ts';

/** `unknown`: not asked yet. `nobody`: sign in first. `lapsed`: the session ended while somebody was at work. */
type Standing = 'unknown' | 'nobody' | 'known' | 'lapsed';

class Session extends EventTarget {
  me: Me | null = null;
  standing: Standing = 'unknown';
  /** Whether somebody else has signed in meanwhile, in another tab: all tabs have one cookie. */
  isOver = false;
  readonly #tabs = new BroadcastChannel('pledgemark:desk');
  #renewal: PromiseWithResolvers<Renewal> | null = null;

  constructor() {
    super();
    this.#tabs.addEventListener('message', ({ data: name }) => {
      this.isOver = this.me !== null && this.me.name !== name;
    });
  }

  /** Finds out who is here: by the session's cookie, or through Access with no form. */
  async begin(): Promise<Problem | null> {
    const answer = await desk.me();
    if (answer.ok) this.#enter(answer.value);
    else if (this.standing !== 'unknown' || answer.problem.slug !== 'unauthenticated') return answer.problem;
    else this.#stand('nobody');
    return null;
  }

  /** Opens a session from a token. */
  async signIn(token: string): Promise<Problem | null> {
    const opened = await desk.signIn(token);
    if (!opened.ok) return opened.problem;
    const problem = await this.begin();
    return problem?.slug === 'unauthenticated' ? { ...problem, slug: 'no-cookie' } : problem;
  }

  /** Ends this session, or all of this name's, and leaves nothing of it in the page. */
  async signOut(everywhere: boolean): Promise<Problem | null> {
    const ended = await desk.signOut(everywhere);
    if (!ended.ok && ended.problem.slug !== 'unauthenticated') return ended.problem;
    this.me = null;
    location.assign('/desk');
    return null;
  }

  /** Asks to sign in again. All who ask meanwhile wait for the one form. */
  renew(): Promise<Renewal> {
    if (this.standing === 'nobody' || this.standing === 'unknown') return Promise.resolve('put-off');
    this.#renewal ??= Promise.withResolvers();
    this.#stand('lapsed');
    return this.#renewal.promise;
  }

  /** The form was put away: what was asked for stays undone, and the screen as it is. */
  putOff(): void {
    if (this.standing === 'lapsed') this.#stand('known');
    this.#settle('put-off');
  }

  /** Whether the role allows a route, such as `GET /audit`. */
  may(route: Route): boolean {
    return this.me?.may.includes(route) ?? false;
  }

  /** Whether the role allows an act on a pledge, such as `publish`. Which acts its state allows, its record says. */
  mayAct(act: PledgeAct | 'recover'): boolean {
    const pledge = '/trackers/:tracker/pledges/:slug';
    if (act === 'save') return this.may(`PUT ${pledge}`);
    return this.may(act === 'trash' ? `DELETE ${pledge}` : `POST ${pledge}/${act}`);
  }

  #enter(me: Me): void {
    const isSame = this.me === null || this.me.name === me.name;
    this.me = me;
    counts.take(me.counts);
    this.isOver = !isSame;
    this.#tabs.postMessage(me.name);
    // Nothing of whoever was here before is left to somebody else; unsaved words stay in the browser for their writer.
    if (isSame) this.#stand('known');
    else location.reload();
    this.#settle(isSame ? 'same-person' : 'other-person');
    if (isSame) this.dispatchEvent(new Event('renewed'));
  }

  #stand(standing: Standing): void {
    this.standing = standing;
    this.dispatchEvent(new Event('change'));
  }

  #settle(renewal: Renewal): void {
    this.#renewal?.resolve(renewal);
    this.#renewal = null;
  }
}

/** The one session of the page. `change` is fired when `standing` is another. */
export const session = new Session();
askFor(session);
