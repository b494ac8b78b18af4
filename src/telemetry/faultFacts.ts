/**
 * What the log may know of a fault: names, codes and places of it and of its causes. Not the message: a database's
 * error quotes the statement with its values, which are the text of a case.
 */
export function faultFacts(fault: unknown): { name: string; code?: string; queue?: string; at: string[] }[] {
  const facts: ReturnType<typeof faultFacts> = [];
  for (let current = fault; isFault(current) && facts.length < 5; current = current.cause) {
    const { code, queue } = current;
    const stack = typeof current.stack === 'string' ? current.stack : '';
    const at = stack.split('\n').filter((line) => /^\s+at /.test(line));
    facts.push({
      name: nameOf(current, stack),
      ...(code === undefined ? {} : { code: String(code) }),
      ...(typeof queue === 'string' ? { queue } : {}),
      at: at.slice(0, 8).map((line) => line.trim()),
    });
  }
  return facts.length > 0 ? facts : [{ name: typeof fault, at: [] }];
}

type Fault = { name?: unknown; code?: unknown; queue?: unknown; stack?: unknown; cause?: unknown };

/** An error, or what pg-boss reports: a plain copy of one, with the stack and the queue it is of. */
const isFault = (value: unknown): value is Fault =>
  value instanceof Error || (typeof value === 'object' && value !== null && 'stack' in value);

/** A copy has lost its name; its stack begins with it. */
const nameOf = ({ name }: Fault, stack: string): string =>
  typeof name === 'string' ? name : (/^(\w+)(?::| \[|$)/m.exec(stack)?.[1] ?? 'Error');
