/** `1 day`, `3 days`. */
export const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** `once`, `3 times`. */
export const often = (count: number): string => (count === 1 ? 'once' : `${count} times`);
