import { Checkbox, Field, Input, Label, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { useTab } from '../tabContext.ts';
import { type ControlProps, NumberInput, wrong } from './control.tsx';
import type { FieldKind } from './fields.ts';
import { of, severityOrder, stringsOf } from './valueText.ts';

/** A value for each severity, side by side. */
export function BySeverity({
  field,
  value,
  kind,
  isLocked,
  wrongAt,
  onChange,
}: ControlProps & { kind: Extract<FieldKind, `${string}by-severity${string}`> }) {
  const styles = useStyles();
  const { words } = useTab();
  const { name, hint } = words.policy.fields[field];
  const id = useId();
  const whole = wrongAt(field);
  return (
    <fieldset aria-labelledby={id} className={styles.group}>
      <Label id={id}>{name}</Label>
      <div className={styles.each}>
        {severityOrder.map((severity) => {
          const own = of(value, severity);
          const set = (changed: unknown) => onChange({ ...(value as object), [severity]: changed });
          const label = words.severity[severity];
          if (kind === 'yes-no-by-severity')
            return (
              <Checkbox
                key={severity}
                label={label}
                disabled={isLocked}
                checked={own === true}
                onChange={(_, { checked }) => set(checked === true)}
              />
            );
          return (
            <Field key={severity} label={label} size="small" {...wrong(wrongAt(`${field}.${severity}`))}>
              {kind === 'words-by-severity' ? (
                <WordsInput words={stringsOf(own)} isLocked={isLocked} onChange={set} />
              ) : (
                <NumberInput
                  value={own}
                  isLocked={isLocked}
                  orNever={kind === 'numbers-by-severity-or-never'}
                  onChange={set}
                />
              )}
            </Field>
          );
        })}
      </div>
      <Text size={200} className={whole === undefined ? styles.hint : styles.wrong}>
        {whole ?? hint}
      </Text>
    </fieldset>
  );
}

/** Words with commas between them; what is typed stays while it is typed. */
export function WordsInput({
  words: listed,
  isLocked,
  onChange,
}: {
  words: readonly string[];
  isLocked: boolean;
  onChange(words: string[]): void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Input
      size="small"
      disabled={isLocked}
      value={typed ?? listed.join(', ')}
      onChange={(_, { value }) => {
        setTyped(value);
        onChange(wordsIn(value));
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

const wordsIn = (text: string): string[] =>
  text
    .split(/[,、，]/)
    .map((each) => each.trim())
    .filter((each) => each !== '');

const useStyles = makeStyles({
  group: { display: 'flex', flexDirection: 'column', border: 'none', margin: 0, padding: 0, minWidth: 0 },
  each: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalL, paddingBottom: tokens.spacingVerticalXXS },
  hint: { color: tokens.colorNeutralForeground3 },
  wrong: { color: tokens.colorPaletteRedForeground1 },
});
