/**
 * What was begun before it is awaited, and may never be: if it fails, whoever awaits it hears of it, and nobody else; Node
 * would end the process.
 */
export function begun<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}
