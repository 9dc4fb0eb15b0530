/** Whether an origin is of the machine itself: `npm start`, and the tests. */
export function isLoopback(origin: string): boolean {
  return /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(origin);
}
