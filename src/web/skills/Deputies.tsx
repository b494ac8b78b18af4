import { Button, Field, Input, MessageBar, MessageBarBody, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { DeputiesChange } from '../../history/mySkills/deputiesRoute.ts';
import type { MySkills } from '../../history/mySkills/mySkills.ts';
import { useLists } from '../parts/lists.ts';
import { Panel } from '../parts/Panel.tsx';
import { ServerRefusal } from '../server.ts';
import { useTab } from '../tabContext.ts';
import { dayIn } from './draft.ts';

type Named = MySkills['deputies'];

const usualDays = 14;

/** Who may act for one, each with a button that takes it back; and a form that names one more. Each counts at once. */
export function Deputies({
  deputies,
  most,
  zone,
  onChanged,
}: {
  deputies: Named;
  most: number;
  /** One's own, in which last days are. */
  zone: string;
  onChanged(deputies: Named): void;
}) {
  const styles = useStyles();
  const lists = useLists();
  const { words, server, format } = useTab();
  const { skills: said } = words;
  const [typed, setTyped] = useState('');
  const [lastDay, setLastDay] = useState(() =>
    dayIn(new Date(Date.now() + usualDays * 86_400_000).toISOString(), zone),
  );
  const [isBusy, setIsBusy] = useState(false);
  const [told, setTold] = useState<{ intent: 'success' | 'error'; words: string } | null>(null);
  const status = useRef<HTMLDivElement>(null);
  const until = (instant: string) => format.dayOf(dayIn(instant, zone));

  const change = async (wanted: DeputiesChange, done: (now: Named) => string) => {
    setIsBusy(true);
    setTold(null);
    try {
      const now = (await server.put<{ deputies: Named }>('/api/me/deputies', wanted)).deputies;
      onChanged(now);
      setTold({ intent: 'success', words: done(now) });
      // The button that was pressed may be gone: who works by keyboard goes on from what is told.
      status.current?.focus();
      return true;
    } catch (error) {
      setTold({ intent: 'error', words: refusedBy(error) });
      return false;
    } finally {
      setIsBusy(false);
    }
  };
  const refusedBy = (error: unknown): string => {
    if (!(error instanceof ServerRefusal)) return said.deputyNotSaved;
    if (error.code === 'not-registered') return said.noLongerRegistered;
    return error.code === 'deputy-not-named' ? error.said : said.deputyNotSaved;
  };
  const name = async () => {
    if (lastDay === '') return setTold({ intent: 'error', words: said.deputyDay });
    const before = new Set(deputies.map((each) => `${each.id} ${each.until}`));
    const wanted = { name: { typed, lastDay }, language: format.language };
    const isNamed = await change(wanted, (now) => {
      const newest = now.find((each) => !before.has(`${each.id} ${each.until}`)) ?? now.at(-1);
      return newest ? said.deputyNamed(newest.name, until(newest.until)) : '';
    });
    if (isNamed) setTyped('');
  };

  return (
    <Panel title={said.deputies} hint={said.deputiesHint}>
      {deputies.length > 0 && (
        <ul className={lists.close}>
          {deputies.map((each) => (
            <li key={each.id} className={styles.line}>
              <span className={styles.name}>
                <Text weight="semibold">{each.name}</Text>{' '}
                <Text size={200} className={styles.subtle}>
                  {said.deputyUntil(until(each.until))}
                </Text>
              </span>
              <Button
                size="small"
                disabled={isBusy}
                onClick={() => change({ revoke: each.id }, () => said.deputyRevoked)}
              >
                {said.revokeDeputy(each.name)}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div role="status" ref={status} tabIndex={-1} className={styles.status}>
        {told && (
          <MessageBar intent={told.intent}>
            <MessageBarBody>{told.words}</MessageBarBody>
          </MessageBar>
        )}
      </div>
      {deputies.length < most && (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            void name();
          }}
        >
          <Field label={said.deputy}>
            <Input value={typed} maxLength={200} onChange={(_, { value }) => setTyped(value)} />
          </Field>
          <Field label={said.deputyLastDay}>
            <Input type="date" value={lastDay} onChange={(_, { value }) => setLastDay(value)} />
          </Field>
          <Button type="submit" disabled={isBusy}>
            {said.confirmDeputy}
          </Button>
        </form>
      )}
    </Panel>
  );
}

const useStyles = makeStyles({
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: tokens.spacingHorizontalS },
  name: { flexGrow: 1, maxWidth: '480px' },
  subtle: { color: tokens.colorNeutralForeground3 },
  form: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalM },
  status: { outlineStyle: 'none' },
});
