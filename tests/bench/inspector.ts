// workerd's inspector: a CPU profile, or how much of the heap is in use.

const ANSWER_TIMEOUT_MS = 60_000;

/** Connects to the inspector of one Worker. */
export async function connect(url: URL) {
  const socket = new WebSocket(url);
  const answers = new Map<number, (result: unknown) => void>();
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(data);
    answers.get(id)?.(result);
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () =>
      reject(new Error(`The inspector at ${url} refused the profiler.`)),
    );
  });
  let last = 0;
  return {
    close: () => socket.close(),
    send<Result = unknown>(method: string, params = {}): Promise<Result> {
      last += 1;
      const id = last;
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`${method} was not answered.`)), ANSWER_TIMEOUT_MS);
        answers.set(id, (result) => {
          clearTimeout(late);
          resolve(result as Result);
        });
        socket.send(JSON.stringify({ id, method, params }));
      });
    },
  };
}
