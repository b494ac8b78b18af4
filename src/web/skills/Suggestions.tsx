import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { MySkills } from '../../history/mySkills/mySkills.ts';
import { useLists } from '../parts/lists.ts';
import { Panel } from '../parts/Panel.tsx';
import { useTab } from '../tabContext.ts';

/** What swarms have shown of somebody, to confirm or refuse. */
export function Suggestions({
  suggestions,
  onAccept,
  onRefuse,
}: {
  suggestions: MySkills['suggestions'];
  onAccept(technology: string): void;
  onRefuse(technology: string): void;
}) {
  const styles = useStyles();
  const lists = useLists();
  const { words, format } = useTab();
  const { skills: said } = words;
  if (suggestions.length === 0) return null;
  return (
    <Panel title={said.suggestions} hint={said.suggestionsHint}>
      <ul className={lists.close}>
        {suggestions.map(({ technology, name, swarms, last }) => (
          <li key={technology} className={styles.line}>
            <span className={styles.name}>
              <Text weight="semibold">{name[format.language]}</Text>{' '}
              <Text size={200} className={styles.subtle}>
                {said.suggested(swarms, format.day(last))}
              </Text>
            </span>
            <Button size="small" onClick={() => onAccept(technology)}>
              {said.accept}
            </Button>
            <Button size="small" appearance="subtle" onClick={() => onRefuse(technology)}>
              {said.refuse}
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
