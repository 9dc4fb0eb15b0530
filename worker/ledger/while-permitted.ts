/**
 * A stream that breaks off as soon as whoever sends or gets it may no longer: what was allowed when it began may last
 * an hour.
 */
export function whilePermitted(
  stream: ReadableStream<Uint8Array>,
  isPermitted: () => boolean,
): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  return new ReadableStream({
    type: 'bytes',
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) return controller.close();
      if (isPermitted()) return controller.enqueue(value);
      await reader.cancel();
      controller.error(new Error('The credential has ended.'));
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
