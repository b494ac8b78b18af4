import { Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { MyRecord } from '../../history/record/recordRoutes.ts';
import { Panel } from '../parts/Panel.tsx';
import { useTab } from '../tabContext.ts';

/** Technologies that one met in resolved swarms by sitting in, or by leading them, and what one lists of them. */
export function Learning({ learning }: { learning: MyRecord['learning'] }) {
  const styles = useStyles();
  const { words, format, go } = useTab();
  const { record: said } = words;
  return (
    <Panel title={said.learned} hint={said.learnedHint}>
      <ul className={styles.list}>
        {learning.map(({ id, name, satIn, led, level }) => (
          <li key={id}>
            <Text weight="semibold">{name[format.language]}</Text>{' '}
            <Text size={200} className={styles.hint}>
              {[
                ...(satIn > 0 ? [said.satIn(satIn)] : []),
                ...(led > 0 ? [said.led(led)] : []),
                level === null ? said.notListed : said.listedAt(level),
              ].join(said.separator)}
            </Text>
          </li>
        ))}
      </ul>
      <Link onClick={() => go({ view: 'skills', swarm: null, article: false })}>{said.toSkills}</Link>
    </Panel>
  );
}

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: `0 0 ${tokens.spacingVerticalS}`,
    padding: 0,
    display: 'grid',
    rowGap: tokens.spacingVerticalXS,
  },
  hint: { color: tokens.colorNeutralForeground3 },
});
