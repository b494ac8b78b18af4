import { Button, Checkbox, Field, Input, makeStyles, SpinButton, Text, tokens } from '@fluentui/react-components';
import type { MySkills } from '../../history/mySkills/mySkills.ts';
import { Panel } from '../parts/Panel.tsx';
import { useTab } from '../tabContext.ts';
import type { Draft } from './draft.ts';

/** Hours, how many swarms at once, and away until. */
export function Availability({
  draft,
  saidAt,
  outlook,
  onChange,
}: {
  draft: Draft;
  /** When the hours that are stored were said by the person; null: they never did. */
  saidAt: string | null;
  outlook: MySkills['outlookHours'];
  onChange(part: Partial<Draft>): void;
}) {
  const styles = useStyles();
  const { words, format } = useTab();
  const { skills: said } = words;
  return (
    <Panel
      title={said.availability}
      hint={`${said.inZone(draft.zone)} · ${saidAt ? said.hoursOwn(format.day(saidAt)) : said.hoursGiven}`}
    >
      {outlook && isOther(outlook, draft) && (
        <div className={styles.outlook}>
          <Text>
            {said.outlookSays(
              outlook.hours.days.map((each) => said.days[each - 1] ?? '').join(' '),
              `${outlook.hours.from}–${outlook.hours.to}`,
              outlook.zone,
            )}
          </Text>
          <Button size="small" onClick={() => onChange({ ...outlook.hours, zone: outlook.zone })}>
            {said.takeHours}
          </Button>
          <Button size="small" appearance="subtle" onClick={() => onChange({ hoursStand: true })}>
            {said.keepHours}
          </Button>
        </div>
      )}
      <div className={styles.fields}>
        <Field label={said.workDays}>
          <div className={styles.days}>
            {said.days.map((name, at) => {
              const day = at + 1;
              return (
                <Checkbox
                  key={name}
                  label={name}
                  checked={draft.days.includes(day)}
                  onChange={(_, { checked }) =>
                    onChange({
                      days: checked ? [...draft.days, day].sort() : draft.days.filter((each) => each !== day),
                    })
                  }
                />
              );
            })}
          </div>
        </Field>
        <Field label={said.from}>
          <Input
            type="time"
            value={draft.from}
            required
            onChange={(_, { value }) => value && onChange({ from: value })}
          />
        </Field>
        <Field label={said.to}>
          <Input type="time" value={draft.to} required onChange={(_, { value }) => value && onChange({ to: value })} />
        </Field>
        <Field label={said.most}>
          <SpinButton
            min={0}
            max={20}
            value={draft.mostSwarms}
            onChange={(_, { value, displayValue }) => {
              const most = value ?? Number(displayValue);
              if (Number.isInteger(most)) onChange({ mostSwarms: Math.min(20, Math.max(0, most)) });
            }}
          />
        </Field>
        <Field label={said.away}>
          <Input type="date" value={draft.awayUntil} onChange={(_, { value }) => onChange({ awayUntil: value })} />
        </Field>
      </div>
    </Panel>
  );
}

const isOther = ({ zone, hours }: NonNullable<MySkills['outlookHours']>, draft: Draft): boolean =>
  zone !== draft.zone || hours.from !== draft.from || hours.to !== draft.to || hours.days.join() !== draft.days.join();

const useStyles = makeStyles({
  outlook: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  fields: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalXL, rowGap: tokens.spacingVerticalM },
  days: { display: 'flex', flexWrap: 'wrap' },
});
