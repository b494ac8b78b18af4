import { useState } from 'react';
import type { WrongField } from '../../history/policy/policyRoutes.ts';
import { refusalIn, type ServerRefusal } from '../server.ts';
import { useTab } from '../tabContext.ts';

/** As much as the server takes at once. */
const mostBytes = 20 * 1024 * 1024;
const mostFiles = 20;

/** What was refused: a sentence, and of files what is wrong with them, line by line. `code`: as the server gives it. */
export type ImportTrouble = { code: string; words: string; wrong: WrongField[] };

/**
 * Files that are looked at, then brought in. `what`: the part of the address. A preview is of the files and options as they are:
 * whatever changes, it goes.
 */
export function useImport<Preview, Done, Options extends Record<string, string>>(
  what: 'registry' | 'past-cases' | 'case-exports',
  {
    usual,
    tell,
    onImported,
    isFollowed = false,
  }: {
    usual: Options;
    tell: (done: Done) => string;
    onImported: () => void;
    /** That the server tells how far it is while it brings in. */
    isFollowed?: boolean;
  },
) {
  const { server, words, format } = useTab();
  const { imports: said } = words;
  const [files, setFiles] = useState<File[]>([]);
  const [options, setOptions] = useState(usual);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<ImportTrouble | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [read, setRead] = useState<number | null>(null);
  const changed = () => {
    setPreview(null);
    setDone(null);
    setTrouble(null);
  };

  async function send<T>(path: string, isFollowed: boolean): Promise<T | null> {
    setIsBusy(true);
    changed();
    try {
      const [address, asked] = [`/api/imports/${what}${path}`, { ...options, language: format.language }];
      return await (isFollowed
        ? server.sendFollowing<T>(address, files, asked, setRead)
        : server.send<T>(address, files, asked));
    } catch (error) {
      setTrouble(troubleOf(refusalIn(error), path === ''));
      // What came in although no answer did stands in the list.
      if (path === '') onImported();
      return null;
    } finally {
      setIsBusy(false);
      setRead(null);
    }
  }

  function troubleOf({ code, fields, mayBeDone }: ServerRefusal, isImport: boolean): ImportTrouble {
    if (code === 'not-imported') return { code, words: said.wrongHint, wrong: fields };
    if (code.startsWith('asks-')) return { code, words: '', wrong: fields };
    const known: Record<string, string> = {
      'directory-away': said.directoryAway,
      'bad-marks': said.badMarks,
      'bad-scale': said.badScale,
      'bad-zone': said.badZone,
      'bad-rule': said.badRule,
      'bad-site': said.badSite,
      'import-under-way': said.underWay,
      'not-the-files': said.changed,
      'file-unreadable': said.changed,
      'too-many-requests': said.tooOften,
    };
    return { code, words: known[code] ?? (isImport && mayBeDone ? said.notHeard : said.notDone), wrong: [] };
  }

  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const limit = files.length > mostFiles ? said.tooMany : bytes > mostBytes ? said.tooMuch : null;
  return {
    ...{ files, options, preview, done, trouble, isBusy, read, limit },
    isReady: files.length > 0 && limit === null && !isBusy,
    choose: (chosen: File[]) => {
      changed();
      setFiles(chosen);
    },
    setOption: (name: keyof Options, value: string) => {
      changed();
      setOptions((before) => ({ ...before, [name]: value }));
    },
    look: async () => setPreview(await send<Preview>('/preview', false)),
    bringIn: async () => {
      const came = await send<Done>('', isFollowed);
      if (!came) return;
      setDone(tell(came));
      onImported();
    },
  };
}
