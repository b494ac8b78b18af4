import { Badge, Button, Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { MyRecord, RecordLine } from '../../history/record/recordRoutes.ts';
import { Loading } from '../parts/Loading.tsx';
import { languageOf } from '../parts/languageOf.ts';
import { Page } from '../parts/Page.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Problem, problemOf } from '../parts/Problem.tsx';
import { useTab } from '../tabContext.ts';
import { shown, useAnswer } from '../useAnswer.ts';
import { Learning } from './Learning.tsx';
import { Sharing } from './Sharing.tsx';

/** One's own record: what one helped with, thanks, what one met often, and what one's lead hears of it. For nobody else. */
export function RecordView() {
  const styles = useStyles();
  const { words } = useTab();
  const { answer, again } = useAnswer<MyRecord>('/api/me/record');
  const record = shown(answer);
  if (answer.state === 'refused')
    return <Problem said={problemOf(answer.refusal, words)} again={{ label: words.retry, run: again }} />;
  if (!record) return <Loading />;
  return (
    <Page>
      <Panel title={words.record.title} hint={words.record.hint}>
        {record.lines.length === 0 ? (
          <Text className={styles.hint}>{words.record.empty}</Text>
        ) : (
          <Lines first={record} />
        )}
      </Panel>
      {record.learning.length > 0 && <Learning learning={record.learning} />}
      <Sharing sharing={record.sharing} leads={record.leads} />
    </Page>
  );
}

/** So many are named of those who were in a swarm. */
const mostNamed = 6;

/** The swarms, page after page. */
function Lines({ first }: { first: MyRecord }) {
  const styles = useStyles();
  const { words, server } = useTab();
  const [more, setMore] = useState<{ lines: RecordLine[]; next: string | null } | null>(null);
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const lines = [...first.lines, ...(more?.lines ?? [])];
  const next = more ? more.next : first.next;
  const goOn = async (after: string) => {
    setState('busy');
    try {
      const found = await server.get<MyRecord>(`/api/me/record?after=${encodeURIComponent(after)}`);
      setMore((before) => ({ lines: [...(before?.lines ?? []), ...found.lines], next: found.next }));
      setState('idle');
    } catch {
      setState('failed');
    }
  };
  return (
    <>
      <ul className={styles.list}>
        {lines.map((line) => (
          <Line key={line.swarmId} line={line} />
        ))}
      </ul>
      {next !== null && (
        <Button className={styles.more} disabled={state === 'busy'} onClick={() => goOn(next)}>
          {state === 'failed' ? words.retry : words.record.more}
        </Button>
      )}
    </>
  );
}

function Line({ line }: { line: RecordLine }) {
  const styles = useStyles();
  const { words, go, format } = useTab();
  const { record: said } = words;
  const named = line.with.slice(0, mostNamed);
  const rest = line.with.length + line.others - named.length;
  const people = rest > 0 ? [...named, said.others(rest)] : named;
  return (
    <li className={styles.line}>
      <div className={styles.head}>
        <Link onClick={() => go({ view: 'swarms', swarm: line.swarmId, article: false })} lang={languageOf(line.title)}>
          {`${line.caseId} ${line.title}`}
        </Link>
        {line.parts.map((part) => (
          <Badge key={part} appearance="tint" color={part === 'learner' ? 'informative' : 'brand'}>
            {said.parts[part]}
          </Badge>
        ))}
        {line.credited && (
          <Badge appearance="tint" color="success">
            {said.credited}
          </Badge>
        )}
      </div>
      <Text size={200} className={styles.hint}>
        {[
          format.day(line.closedAt),
          words.listed(line.technologies.map(({ name }) => name[format.language])),
          ...(people.length > 0 ? [said.with(words.listed(people))] : []),
        ]
          .filter((each) => each !== '')
          .join(said.separator)}
      </Text>
      {line.thanks.map((thanks) => (
        <blockquote key={`${thanks.at} ${thanks.by} ${thanks.words}`} className={styles.thanks}>
          {thanks.words !== '' && <Text lang={languageOf(thanks.words)}>{thanks.words}</Text>}
          <Text size={200} className={styles.hint}>
            {said.thankedBy[thanks.praise ? 'praise' : 'thanks'](thanks.by, format.day(thanks.at))}
          </Text>
        </blockquote>
      ))}
    </li>
  );
}

const useStyles = makeStyles({
  hint: { color: tokens.colorNeutralForeground3 },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', rowGap: tokens.spacingVerticalL },
  line: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXXS, overflowWrap: 'anywhere' },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  thanks: {
    display: 'flex',
    flexDirection: 'column',
    margin: `${tokens.spacingVerticalXS} 0 0`,
    paddingInlineStart: tokens.spacingHorizontalM,
    borderLeftWidth: '3px',
    borderLeftStyle: 'solid',
    borderLeftColor: tokens.colorBrandStroke2,
    whiteSpace: 'pre-line',
  },
  more: { alignSelf: 'flex-start', marginTop: tokens.spacingVerticalM },
});
