import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useTab } from '../tabContext.ts';
import { PastCasesImport } from './PastCasesImport.tsx';
import { RegistryImport } from './RegistryImport.tsx';

/** What administrators bring in as files: the registry, and solved cases. */
export function ImportsView() {
  const styles = useStyles();
  const { words } = useTab();
  return (
    <div className={styles.view}>
      <Text>{words.imports.about}</Text>
      <RegistryImport />
      <PastCasesImport />
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
