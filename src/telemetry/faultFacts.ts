/**
 * What the log may know of a fault: names, codes and places of it and of its causes. Not the message: a database's
 * error quotes the statement with its values, which are the text of a case.
 */
export function faultFacts(fault: unknown): { name: string; code?: string; at: string[] }[] {
  const facts: { name: string; code?: string; at: string[] }[] = [];
  for (let current = fault; current instanceof Error && facts.length < 5; current = current.cause) {
    const code = 'code' in current ? String(current.code) : null;
    const at = (current.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
    facts.push({
      name: current.name,
      ...(code === null ? {} : { code }),
      at: at.slice(0, 8).map((line) => line.trim()),
    });
  }
  return facts.length > 0 ? facts : [{ name: typeof fault, at: [] }];
}
