import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { Language } from '../../language/language.ts';
import { useLists } from '../parts/lists.ts';
import { Panel } from '../parts/Panel.tsx';
import { useTab } from '../tabContext.ts';

/** One technology that somebody is asked about. `why`: what made the question. */
export type AskedSkill = { technology: string; name: Record<Language, string>; why: string };

/** What swarms make doubtful or likely of one's skills, each with two answers; nothing where nothing is asked. */
export function AskedOfSkills(props: {
  title: string;
  hint: string;
  asked: readonly AskedSkill[];
  /** The answer that changes one's list, and the one that leaves it. */
  change: string;
  leave: string;
  onChange(technology: string): void;
  onLeave(technology: string): void;
}) {
  const styles = useStyles();
  const lists = useLists();
  const { format } = useTab();
  if (props.asked.length === 0) return null;
  return (
    <Panel title={props.title} hint={props.hint}>
      <ul className={lists.close}>
        {props.asked.map(({ technology, name, why }) => (
          <li key={technology} className={styles.line}>
            <span className={styles.name}>
              <Text weight="semibold">{name[format.language]}</Text>{' '}
              <Text size={200} className={styles.subtle}>
                {why}
              </Text>
            </span>
            <Button size="small" onClick={() => props.onChange(technology)}>
              {props.change}
            </Button>
            <Button size="small" appearance="subtle" onClick={() => props.onLeave(technology)}>
              {props.leave}
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
