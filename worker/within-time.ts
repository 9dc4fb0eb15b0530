/**
 * Rejects when `work` has not settled in time. Nothing calls the work itself off, so it may still come to an end:
 * `settledLate` is told when it does.
 */
export function withinTime<Value>(
  work: Promise<Value>,
  milliseconds: number,
  settledLate: () => void = () => undefined,
): Promise<Value> {
  // One promise and no race: each more is a part of what every read costs.
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`No answer within ${milliseconds / 1000} s`));
      work.then(settledLate, settledLate);
    }, milliseconds);
    work.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
