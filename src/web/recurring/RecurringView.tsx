import { Button, Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import { ArrowDownload16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { RecurringCause } from '../../history/recurring/recurring.ts';
import type { Recurring } from '../../history/recurring/recurringRoutes.ts';
import { Loading } from '../parts/Loading.tsx';
import { languageOf } from '../parts/languageOf.ts';
import { Page } from '../parts/Page.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Problem, problemOf } from '../parts/Problem.tsx';
import { saveFile } from '../parts/saveFile.ts';
import { useTab } from '../tabContext.ts';
import { shown, useAnswer } from '../useAnswer.ts';

/** Causes that came three times in a quarter or more: the swarms side by side, and what would prevent the next. */
export function RecurringView() {
  const styles = useStyles();
  const { words, server, format } = useTab();
  const { answer, again } = useAnswer<Recurring>('/api/history/recurring');
  const [failed, setFailed] = useState(false);
  const found = shown(answer);
  const save = async () => {
    try {
      saveFile(await server.file(`/api/history/recurring.csv?language=${format.language}`), 'recurring.csv');
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  return (
    <Page>
      <div className={styles.bar}>
        <Text className={styles.hint}>{words.recurring.hint}</Text>
        <Button size="small" appearance="subtle" icon={<ArrowDownload16Regular />} onClick={save}>
          {words.recurring.forDevelopment}
        </Button>
      </div>
      {failed && (
        <Text size={200} role="alert" className={styles.failed}>
          {words.list.exportFailed}
        </Text>
      )}
      {answer.state === 'refused' ? (
        <Problem said={problemOf(answer.refusal, words)} again={{ label: words.retry, run: again }} />
      ) : found === null ? (
        <Loading />
      ) : found.causes.length === 0 ? (
        <Problem said={words.recurring.none} />
      ) : (
        found.causes.map((cause) => <Cause key={cause.swarms[0]?.swarmId} cause={cause} />)
      )}
    </Page>
  );
}

/** So many of a cause stand side by side. */
const mostBeside = 3;

function Cause({ cause: { swarms, prevention } }: { cause: RecurringCause }) {
  const styles = useStyles();
  const { words, go, choices, format } = useTab();
  const names = [...new Set(swarms.flatMap(({ technologies }) => technologies))].map(
    (id) => choices.technologies.find((each) => each.id === id)?.name[format.language] ?? id,
  );
  return (
    <Panel
      title={words.recurring.times(swarms.length, words.listed(names))}
      hint={words.recurring.prevention[prevention]}
    >
      <div className={styles.beside}>
        {swarms.slice(0, mostBeside).map((each) => (
          <div key={each.swarmId} className={styles.one}>
            <Link onClick={() => go({ view: 'swarms', swarm: each.swarmId, article: false })}>{each.caseId}</Link>
            <Text size={200} className={styles.hint}>
              {format.moment(each.closedAt)}
            </Text>
            <Text weight="semibold" lang={languageOf(each.title)}>
              {each.title}
            </Text>
            <Text lang={languageOf(each.rootCause)}>{words.labelled(words.story.rootCause, each.rootCause)}</Text>
            <Text lang={languageOf(each.fix)}>
              {words.labelled(each.fixKind === null ? words.story.fix : words.story.fixAs[each.fixKind], each.fix)}
            </Text>
          </div>
        ))}
      </div>
      {swarms.length > mostBeside && (
        <Text size={200} className={styles.hint}>
          {words.recurring.also}{' '}
          <span className={styles.others}>
            {swarms.slice(mostBeside).map(({ swarmId, caseId }) => (
              <Link key={swarmId} onClick={() => go({ view: 'swarms', swarm: swarmId, article: false })}>
                {caseId}
              </Link>
            ))}
          </span>
        </Text>
      )}
    </Panel>
  );
}

const useStyles = makeStyles({
  bar: { display: 'flex', justifyContent: 'space-between', alignItems: 'center', columnGap: tokens.spacingHorizontalM },
  hint: { color: tokens.colorNeutralForeground3 },
  failed: { color: tokens.colorPaletteRedForeground1 },
  beside: {
    display: 'grid',
    gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalM,
    '@media (max-width: 720px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  others: { display: 'inline-flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalS },
  one: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXS,
    overflowWrap: 'anywhere',
    alignItems: 'flex-start',
  },
});
