import {
  Button,
  Checkbox,
  Field,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Radio,
  RadioGroup,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { GrowthChoice } from '../../growth/choice.ts';
import type { SharingChange } from '../../history/record/recordRoutes.ts';
import { Panel } from '../parts/Panel.tsx';
import { useTab } from '../tabContext.ts';

const shares = ['nothing', 'sums', 'thanks'] as const satisfies readonly GrowthChoice['share'][];

/** What one's lead hears of one's month, by one's own choice; and since when it is so. */
export function Sharing({ sharing, leads }: { sharing: GrowthChoice; leads: string[] }) {
  const styles = useStyles();
  const { words, server, format } = useTab();
  const { record: said } = words;
  const [kept, setKept] = useState(sharing);
  const [share, setShare] = useState(sharing.share);
  const [monthly, setMonthly] = useState(sharing.monthly);
  const [isBusy, setIsBusy] = useState(false);
  const [told, setTold] = useState<'saved' | 'failed' | null>(null);
  const status = useRef<HTMLDivElement>(null);

  const save = async () => {
    setIsBusy(true);
    setTold(null);
    try {
      setKept(await server.put<GrowthChoice>('/api/me/record/sharing', { share, monthly } satisfies SharingChange));
      setTold('saved');
      status.current?.focus();
    } catch {
      setTold('failed');
    } finally {
      setIsBusy(false);
    }
  };

  return (
    <Panel title={said.sharing} hint={said.sharingHint(leads.length > 0 ? words.listed(leads) : null)}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field label={said.share}>
          <RadioGroup
            value={share}
            onChange={(_, { value }) => setShare(shares.find((each) => each === value) ?? 'nothing')}
          >
            {shares.map((each) => (
              <Radio key={each} value={each} label={said.shares[each]} />
            ))}
          </RadioGroup>
        </Field>
        <Checkbox label={said.monthly} checked={monthly} onChange={(_, { checked }) => setMonthly(checked === true)} />
        <Text size={200} className={styles.hint}>
          {kept.saidAt === null ? said.unchosen : said.chosen(format.day(kept.saidAt))}
        </Text>
        <div role="status" ref={status} tabIndex={-1} className={styles.status}>
          {told && (
            <MessageBar intent={told === 'saved' ? 'success' : 'error'}>
              <MessageBarBody>{told === 'saved' ? said.saved : said.notSaved}</MessageBarBody>
            </MessageBar>
          )}
        </div>
        <Button type="submit" disabled={isBusy} className={styles.save}>
          {said.save}
        </Button>
      </form>
    </Panel>
  );
}

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS },
  hint: { color: tokens.colorNeutralForeground3 },
  status: { outlineStyle: 'none' },
  save: { alignSelf: 'flex-start' },
});
