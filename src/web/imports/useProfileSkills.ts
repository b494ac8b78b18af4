import { useEffect, useState } from 'react';
import type { ImportSettings, ProfileSkillsPage } from '../../history/imports/profileSkillsRoutes.ts';
import type { RegistryImportAnswer } from '../../history/imports/registryRoutes.ts';
import { refusalIn } from '../server.ts';
import { useTab } from '../tabContext.ts';
import type { ImportTrouble } from './useImport.ts';

const nothing: ProfileSkillsPage = {
  ...{ skills: [], known: 0, unconfirmed: 0, unknown: {}, read: 0, of: 0, next: null, names: {} },
};

/** Skills of profiles as a file of the registry. */
export const skillsFile = (skills: ProfileSkillsPage['skills']): File =>
  new File([JSON.stringify({ skills }, null, 2)], 'profile-skills.json', { type: 'application/json' });

/** Reads profiles part by part, keeps what was found where a part cannot be read, and brings it in as the file it is. */
export function useProfileSkills(onImported: () => void) {
  const { server, words, format } = useTab();
  const { imports: said } = words;
  const [isOn, setIsOn] = useState(false);
  const [found, setFound] = useState<ProfileSkillsPage | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<ImportTrouble | null>(null);
  useEffect(() => {
    // Where this cannot be told the part is not shown: files can be brought in all the same.
    server.get<ImportSettings>('/api/imports/settings').then(
      ({ profileSkills }) => setIsOn(profileSkills),
      () => {},
    );
  }, [server]);

  async function run(work: () => Promise<void>, isImport: boolean) {
    setIsBusy(true);
    setDone(null);
    setTrouble(null);
    await work().catch((error: unknown) => {
      const { code, fields, mayBeDone } = refusalIn(error);
      const known: Record<string, string> = {
        'profiles-not-granted': said.profilesNotGranted,
        'profiles-away': said.profilesAway,
        'too-many-requests': said.tooOften,
        'not-imported': said.wrongHint,
      };
      const words = known[code] ?? (isImport && mayBeDone ? said.notHeard : said.notDone);
      setTrouble({ code, words, wrong: code === 'not-imported' ? fields : [] });
      if (isImport) onImported();
    });
    setIsBusy(false);
  }

  async function readOn() {
    let all = found?.next ? found : nothing;
    do {
      const after = new URLSearchParams({ after: all.next ?? '' });
      all = together(all, await server.get<ProfileSkillsPage>(`/api/imports/profile-skills?${after}`));
      setFound(all);
    } while (all.next);
  }

  async function bringIn() {
    const files = [skillsFile(found?.skills ?? [])];
    const query = { replace: 'no', marks: '', scale: '', language: format.language };
    const { counts } = await server.send<RegistryImportAnswer>('/api/imports/registry', files, query);
    setFound(null);
    onImported();
    setDone(said.imported(counts.added, counts.changed, counts.unchanged, counts.removed));
  }

  return { isOn, found, isBusy, done, trouble, readOn: () => run(readOn, false), bringIn: () => run(bringIn, true) };
}

function together(one: ProfileSkillsPage, other: ProfileSkillsPage): ProfileSkillsPage {
  const unknown = { ...one.unknown };
  for (const [name, people] of Object.entries(other.unknown)) unknown[name] = (unknown[name] ?? 0) + people;
  return {
    ...other,
    skills: [...one.skills, ...other.skills],
    names: { ...one.names, ...other.names },
    known: one.known + other.known,
    unconfirmed: one.unconfirmed + other.unconfirmed,
    read: one.read + other.read,
    unknown,
  };
}
