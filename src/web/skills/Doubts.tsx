import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { MySkills } from '../../history/mySkills/mySkills.ts';
import { useLists } from '../parts/lists.ts';
import { Panel } from '../parts/Panel.tsx';
import { useTab } from '../tabContext.ts';

/** What somebody lists although they have declined it as not their field, to take off the list or keep. */
export function Doubts({
  doubts,
  onDrop,
  onKeep,
}: {
  doubts: MySkills['doubts'];
  onDrop(technology: string): void;
  onKeep(technology: string): void;
}) {
  const styles = useStyles();
  const lists = useLists();
  const { words, format } = useTab();
  const { skills: said } = words;
  if (doubts.length === 0) return null;
  return (
    <Panel title={said.doubts} hint={said.doubtsHint}>
      <ul className={lists.close}>
        {doubts.map(({ technology, name, declinedAt }) => (
          <li key={technology} className={styles.line}>
            <span className={styles.name}>
              <Text weight="semibold">{name[format.language]}</Text>{' '}
              <Text size={200} className={styles.subtle}>
                {said.doubted(format.day(declinedAt))}
              </Text>
            </span>
            <Button size="small" onClick={() => onDrop(technology)}>
              {said.drop}
            </Button>
            <Button size="small" appearance="subtle" onClick={() => onKeep(technology)}>
              {said.keep}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const useStyles = makeStyles({
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: tokens.spacingHorizontalS },
  name: { flexGrow: 1, maxWidth: '480px' },
  subtle: { color: tokens.colorNeutralForeground3 },
});
