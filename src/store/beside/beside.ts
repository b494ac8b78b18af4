import type pg from 'pg';

/** A session that migrates; `say` takes a line for the log. */
export type Client = Pick<pg.ClientBase, 'query'> & { say?: (line: string) => void };

/** How a migration that goes through a whole table is done beside bots that serve. Its file stays what a small table gets. */
export type Beside = {
  /** What has to be large. */
  table: string;
  /**
   * Changes the rows there are, in slices, by the statements of the file. It may have been killed in the middle: done again it goes on, or
   * changes nothing.
   */
  prepare: (client: Client, file: readonly string[]) => Promise<void>;
  /** The statements of the file that are done so. */
  replaces: (statement: string) => boolean;
  /** In their place, at the beginning of the migration's transaction: first what came meanwhile, while no table is closed yet. */
  instead: (file: readonly string[]) => readonly string[];
};

/** The statement of a migration's file that has these words. Throws where none has. */
export function statementWith(file: readonly string[], words: string): string {
  const found = file.find((each) => each.includes(words));
  if (found === undefined) throw new Error(`No statement of the migration has: ${words}`);
  return found;
}
