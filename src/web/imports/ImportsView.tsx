import { Text } from '@fluentui/react-components';
import type { ImportsAnswer } from '../../history/imports/importRoutes.ts';
import { Page } from '../parts/Page.tsx';
import { useTab } from '../tabContext.ts';
import { useAnswer } from '../useAnswer.ts';
import { CaseExportImport } from './CaseExportImport.tsx';
import { Imported } from './Imported.tsx';
import { PastCasesImport } from './PastCasesImport.tsx';
import { ProfileSkills } from './ProfileSkills.tsx';
import { RegistryImport } from './RegistryImport.tsx';

/** What administrators bring in as files: the registry, solved cases, exports of case systems; and what was brought in before. */
export function ImportsView() {
  const { words } = useTab();
  const { answer, again } = useAnswer<ImportsAnswer>('/api/imports');
  return (
    <Page>
      <Text>{words.imports.about}</Text>
      <RegistryImport onImported={again} />
      <ProfileSkills onImported={again} />
      <PastCasesImport onImported={again} />
      <CaseExportImport onImported={again} />
      <Imported answer={answer} again={again} />
    </Page>
  );
}
