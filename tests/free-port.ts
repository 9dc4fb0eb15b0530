import { createServer } from 'node:net';

/**
 * Systems give ports from 32768 up (49152 elsewhere) to whoever connects or asks for any. One of those may be taken again before
 * the program that it was chosen for listens on it, which is seconds later.
 */
const LOWEST = 20_000;
const HIGHEST = 32_000;

/** A port of loopback that nobody listens on, and that the system gives to nobody. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
