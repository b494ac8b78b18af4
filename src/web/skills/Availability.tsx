import { Checkbox, Field, Input, makeStyles, SpinButton, tokens } from '@fluentui/react-components';
import { Panel } from '../parts/Panel.tsx';
import { useTab } from '../tabContext.ts';
import type { Draft } from './draft.ts';

/** Hours, how many swarms at once, and away until. */
export function Availability({
  draft,
  zone,
  onChange,
}: {
  draft: Draft;
  zone: string;
  onChange(part: Partial<Draft>): void;
}) {
  const styles = useStyles();
  const { words } = useTab();
  const { skills: said } = words;
  return (
    <Panel title={said.availability} hint={said.inZone(zone)}>
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

const useStyles = makeStyles({
  fields: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalXL, rowGap: tokens.spacingVerticalM },
  days: { display: 'flex', flexWrap: 'wrap' },
});
