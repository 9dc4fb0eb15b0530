// What the bench makes of a machine that is busy, and of an answer that is wrong.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { CONNECTIONS, measureRates, type Target } from '../bench/load.ts';

/** A server of one answer; `nth` is the place of the connection among all that were made to it. */
async function target(
  name: string,
  answer: (response: ServerResponse, nth: number) => void,
): Promise<Target> {
  const connections: unknown[] = [];
  const server = createServer((request, response) => answer(response, connections.indexOf(request.socket)));
  server.on('connection', (socket) => connections.push(socket));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { name, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, status: 200 };
}

/** As long as an answer takes: at once, it would take a whole core to count what nobody looks at. */
const ANSWER_MS = 20;

function answerSoon(response: ServerResponse): void {
  setTimeout(() => response.end(), ANSWER_MS);
}

test('a round in which a target answers nothing is repeated for all of them, and that is said', async () => {
  const said = vi.spyOn(console, 'log').mockImplementation(() => {});
  onTestFinished(() => said.mockRestore());
  const steady = await target('steady', answerSoon);
  // Each round has connections of its own. The first are those of the warm-up, the next those of the first round.
  const busy = await target('busy', (response, nth) => {
    if (Math.floor(nth / CONNECTIONS) !== 1) answerSoon(response);
  });
  const rates = await measureRates([steady, busy], 3);
  for (const each of [steady, busy]) {
    expect(rates.get(each)).toHaveLength(3);
    expect(Math.min(...(rates.get(each) ?? []))).toBeGreaterThan(0);
  }
  expect(said.mock.calls).toEqual([['Rounds repeated, because a target answered nothing in them: 1']]);
});

test('a target that never answers ends the bench, and so does one that answers something else', async () => {
  const dead = await target('dead', () => {});
  await expect(measureRates([dead], 1)).rejects.toThrow('dead: nothing was answered in 11 rounds');
  const wrong = await target('wrong', (response) => void response.writeHead(503).end());
  await expect(measureRates([wrong], 1)).rejects.toThrow('wrong: expected 200 only; it answered {"503"');
});
