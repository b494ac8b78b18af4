/** Adds one after the other: as arguments of one call, some hundred thousand are more than the stack holds. */
export function append<T>(to: T[], more: Iterable<T>): void {
  for (const each of more) to.push(each);
}
