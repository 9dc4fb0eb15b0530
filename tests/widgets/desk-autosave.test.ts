import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Answer } from '../../widgets/desk/common/api.ts';
import {
  forgetWords,
  type KeptWords,
  keepWords,
  keptWords,
  pledgesWithKeptWords,
  wordsPlace,
} from '../../widgets/desk/common/kept-words.ts';
import { Autosave, type Saved } from '../../widgets/desk/writing/autosave.ts';
import { ownPlace } from '../../widgets/desk/writing/words-place.ts';

type Draft = { title: string };

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  localStorage.clear();
});

const OFFLINE: Answer<Saved> = { ok: false, problem: { slug: 'offline', title: '', status: 0 } };

/** An autosave whose answers a test gives one by one. */
function aDesk(first = 3) {
  const calls: { version: number; draft: Draft; answer(answer: Answer<Saved>): Promise<void> }[] = [];
  const kept: Draft[] = [];
  const autosave = new Autosave<Saved>(first, {
    save: (version, draft) =>
      new Promise((resolve) => {
        const answer = async (answer: Answer<Saved>) => {
          resolve(answer);
          await vi.advanceTimersByTimeAsync(0);
        };
        calls.push({ version, draft: draft as Draft, answer });
      }),
    saved: () => {},
    keep: (draft) => {
      kept.push(draft as Draft);
    },
    forget: () => {
      kept.splice(0);
    },
  });
  return { autosave, calls, kept };
}

function saved(version: number): Answer<Saved> {
  return { ok: true, value: { version }, etag: null };
}

test('it saves a moment after the last key, one save at a time, each under the version of the one before', async () => {
  const { autosave, calls, kept } = aDesk();
  autosave.changed({ title: 'a' });
  autosave.changed({ title: 'ab' });
  expect([kept.length > 0, calls.length, autosave.state.is]).toEqual([true, 0, 'typed']);
  await vi.advanceTimersByTimeAsync(1500);
  expect(calls).toMatchObject([{ version: 3, draft: { title: 'ab' } }]);
  autosave.changed({ title: 'abc' });
  await vi.advanceTimersByTimeAsync(5000);
  expect(calls).toHaveLength(1);
  await calls[0]?.answer(saved(4));
  expect([autosave.isUnsaved, kept.length > 0]).toEqual([true, true]);
  await vi.advanceTimersByTimeAsync(1500);
  expect(calls[1]).toMatchObject({ version: 4, draft: { title: 'abc' } });
  await calls[1]?.answer(saved(5));
  expect([autosave.isUnsaved, kept, autosave.state.is, autosave.version]).toEqual([false, [], 'saved', 5]);
});

test('without a network it tries again by itself, later each time, and at once when the network is back', async () => {
  const { autosave, calls, kept } = aDesk();
  autosave.changed({ title: 'a' });
  await vi.advanceTimersByTimeAsync(1500);
  for (const pause of [2000, 4000, 8000]) {
    await calls.at(-1)?.answer(OFFLINE);
    expect(autosave.state.is).toBe('unreachable');
    const before = calls.length;
    await vi.advanceTimersByTimeAsync(pause - 100);
    expect(calls).toHaveLength(before);
    await vi.advanceTimersByTimeAsync(100);
    expect(calls).toHaveLength(before + 1);
  }
  await calls.at(-1)?.answer(OFFLINE);
  const before = calls.length;
  dispatchEvent(new Event('online'));
  await vi.advanceTimersByTimeAsync(0);
  expect(calls).toHaveLength(before + 1);
  expect(kept.length).toBeGreaterThan(0);
  await calls.at(-1)?.answer(saved(4));
  expect([autosave.state.is, kept]).toEqual(['saved', []]);
  autosave.end();
});

test('a field that is refused is not sent again before something is changed, and flush says so', async () => {
  const { autosave, calls, kept } = aDesk();
  const problem = { slug: 'invalid-fields', title: 'Some fields are not right', status: 422, errors: [] };
  autosave.changed({ title: '' });
  await vi.advanceTimersByTimeAsync(1500);
  await calls[0]?.answer({ ok: false, problem });
  await vi.advanceTimersByTimeAsync(60_000);
  expect([calls.length, autosave.state.is, kept.length > 0]).toEqual([1, 'refused', true]);
  const flushed = autosave.flush();
  await vi.advanceTimersByTimeAsync(0);
  await calls[1]?.answer({ ok: false, problem });
  expect(await flushed).toBe(false);
  autosave.changed({ title: 'b' });
  await vi.advanceTimersByTimeAsync(1500);
  expect(calls).toHaveLength(3);
});

test('whoever put signing in off is not asked at every word', async () => {
  const { autosave, calls } = aDesk();
  autosave.changed({ title: 'a' });
  await vi.advanceTimersByTimeAsync(1500);
  await calls[0]?.answer({ ok: false, problem: { slug: 'unauthenticated', title: '', status: 401 } });
  autosave.changed({ title: 'ab' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(calls).toHaveLength(1);
  void autosave.flush();
  await vi.advanceTimersByTimeAsync(0);
  expect(calls).toHaveLength(2);
});

test('changed by someone else: nothing is sent until the editor has chosen, and words go on being kept', async () => {
  const { autosave, calls, kept } = aDesk();
  autosave.changed({ title: 'a' });
  await vi.advanceTimersByTimeAsync(1500);
  await calls[0]?.answer({
    ok: false,
    problem: { slug: 'stale-version', title: '', status: 412, version: 9 },
  });
  autosave.changed({ title: 'ab' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect([autosave.state.is, calls.length]).toEqual(['stale', 1]);
  expect(kept.at(-1)).toEqual({ title: 'ab' });
  expect(await autosave.flush()).toBe(false);
  autosave.goOnFrom(9);
  const flushed = autosave.flush();
  await vi.advanceTimersByTimeAsync(0);
  expect(calls[1]).toMatchObject({ version: 9, draft: { title: 'ab' } });
  await calls[1]?.answer(saved(10));
  expect(await flushed).toBe(true);
});

test('a save whose answer was lost is known again as one’s own', async () => {
  const { autosave, calls } = aDesk();
  autosave.changed({ title: 'a' });
  await vi.advanceTimersByTimeAsync(1500);
  await calls[0]?.answer(OFFLINE);
  autosave.changed({ title: 'ab' });
  await vi.advanceTimersByTimeAsync(2000);
  await calls[1]?.answer({
    ok: false,
    problem: { slug: 'stale-version', title: '', status: 412, version: 4 },
  });
  expect(autosave.isOurs({ title: 'a' })).toBe(true);
  expect(autosave.isOurs({ title: 'theirs' })).toBe(false);
  autosave.goOnFrom(4);
  expect(autosave.isOurs({ title: 'a' })).toBe(false);
  expect(autosave.isUnsaved).toBe(true);
});

const FERRY = { tracker: 'harbour', slug: 'ferry' };

function words(title: string): KeptWords {
  return { version: 3, base: {}, draft: { title }, sent: null, at: '2026-11-22T09:00:00Z' };
}

test('words are kept for each editor of each pledge, found again, and gone when they are let go of', () => {
  const place = wordsPlace('Wren / Robin', FERRY, 0);
  expect(keptWords(place)).toBeNull();
  expect(keepWords(place, words('Unsaved'))).toBe(true);
  expect(keepWords(wordsPlace('Wren / Robin', FERRY, 1), words('In another tab'))).toBe(true);
  expect(keptWords(place)).toEqual(words('Unsaved'));
  expect(keptWords(wordsPlace('Wren', FERRY, 0))).toBeNull();
  expect(pledgesWithKeptWords('Wren / Robin')).toEqual([FERRY]);
  forgetWords(place);
  expect(pledgesWithKeptWords('Wren / Robin')).toEqual([FERRY]);
  forgetWords(wordsPlace('Wren / Robin', FERRY, 1));
  expect(pledgesWithKeptWords('Wren / Robin')).toEqual([]);
});

test('each tab has a place of its own; what one has left behind comes first, what one still has does not', async () => {
  vi.useRealTimers();
  const tabs = [1, 2, 3].map(() => new AbortController());
  const open = (at: number) => ownPlace('Wren', FERRY, tabs[at]?.signal ?? AbortSignal.abort());
  const first = await open(0);
  keepWords(first, words('Still being written'));
  const second = await open(1);
  expect(second).not.toBe(first);
  keepWords(second, words('Left behind'));
  tabs[1]?.abort();
  expect(await open(2)).toBe(second);
  for (const tab of tabs) tab.abort();
});

test('a browser that is full says that it keeps nothing', () => {
  const place = wordsPlace('Wren', FERRY, 0);
  expect(keepWords(place, words('x'.repeat(6_000_000)))).toBe(false);
  expect(keptWords(place)).toBeNull();
});
