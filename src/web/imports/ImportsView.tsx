import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ImportsAnswer } from '../../history/imports/importRoutes.ts';
import { useTab } from '../tabContext.ts';
import { useAnswer } from '../useAnswer.ts';
import { CaseExportImport } from './CaseExportImport.tsx';
import { Imported } from './Imported.tsx';
import { PastCasesImport } from './PastCasesImport.tsx';
import { ProfileSkills } from './ProfileSkills.tsx';
import { RegistryImport } from './RegistryImport.tsx';

/** What administrators bring in as files: the registry, solved cases, exports of case systems; and what was brought in before. */
export function ImportsView() {
  const styles = useStyles();
  const { words } = useTab();
  const { answer, again } = useAnswer<ImportsAnswer>('/api/imports');
  return (
    <div className={styles.view}>
      <Text>{words.imports.about}</Text>
      <RegistryImport onImported={again} />
      <ProfileSkills onImported={again} />
      <PastCasesImport onImported={again} />
      <CaseExportImport onImported={again} />
      <Imported answer={answer} again={again} />
    </div>
  );
}

const useStyles = makeStyles({
  view: {
    height: '100%',
    overflowY: 'auto',
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
  },
});
