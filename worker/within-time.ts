/**
 * Rejects when `work` has not settled in time. Nothing calls the work itself off, so it may still come to an end:
 * `settledLate` is told when it does.
 */
export function withinTime<Value>(
  work: Promise<Value>,
  milliseconds: number,
  settledLate: () => void = () => undefined,
): Promise<Value> {
  let timer: number | null = null;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`No answer within ${milliseconds / 1000} s`));
      work.then(settledLate, settledLate);
    }, milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
