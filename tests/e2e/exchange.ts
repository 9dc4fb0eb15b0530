// One request to an installation and its answer, with Prism between.
import { expect } from 'vitest';
import { allOperations } from '../../scripts/openapi/document.ts';
import { type Prism, violationsIn } from './prism.ts';

const OPERATIONS = allOperations();

export type Sent = {
  method?: string;
  body?: unknown;
  type?: string;
  version?: number;
  headers?: Record<string, string>;
  /** Whether Prism should find fault with the request: the answer is a refusal then. */
  isFaulty?: boolean;
};
type Body = Record<string, never> & { version: number; undo: string; id: string };

/** Sends a request; the answer has to have this status, and no violation but those that are meant. */
export type Exchange = (
  path: string,
  status: number,
  sent?: Sent,
) => Promise<{ body: Body; answer: Response }>;

/** Exchanges through a proxy; `answered` takes note of the operations that succeed. */
export function exchangeThrough(prism: Prism, answered = new Set<string>()): Exchange {
  return async (path, status, sent = {}) => {
    const { method = 'GET', body, version, headers, isFaulty = false } = sent;
    const type = sent.type ?? (body === undefined ? undefined : 'application/json');
    const answer = await fetch(prism.origin + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(type ? { 'content-type': type } : {}),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
        ...headers,
      },
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await answer.text();
    const told = `${method} ${path}: ${text.slice(0, 400)}`;
    expect(answer.status, told).toBe(status);
    const { request, response } = violationsIn(answer);
    expect(response, told).toEqual([]);
    if (isFaulty) expect(request.length, told).toBeGreaterThan(0);
    else expect(request, told).toEqual([]);
    if (status < 300) answered.add(operationOf(method, path));
    const isJson = /\bjson\b/.test(answer.headers.get('content-type') ?? '');
    return { body: isJson && !path.endsWith('/backup') ? JSON.parse(text) : {}, answer };
  };
}

/** The operation that an address belongs to: the one that spells out most of it. */
function operationOf(method: string, address: string): string {
  const [path = ''] = address.split('?');
  const fits = Object.keys(OPERATIONS).filter((route) => {
    const [taken, pattern = ''] = route.split(' ');
    return taken === method && new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`).test(path);
  });
  const spelt = (route: string) => route.replace(/:\w+/g, '').length;
  return fits.sort((a, b) => spelt(b) - spelt(a))[0] ?? `${method} ${path}`;
}
