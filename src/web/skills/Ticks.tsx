import { Checkbox, Label, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useId } from 'react';

/**
 * Check boxes under one label. No Field of Fluent's: that is for one control, and gives all the boxes in it one id, so that
 * a click on the words of any ticks the first.
 */
export function Ticks<Value>({
  label,
  hint,
  isDisabled = false,
  choices,
  ticked,
  onChange,
}: {
  label: string;
  hint?: string;
  isDisabled?: boolean;
  choices: readonly { value: Value; name: string }[];
  ticked: readonly Value[];
  /** What is ticked now, in the order of the choices. */
  onChange(ticked: Value[]): void;
}) {
  const styles = useStyles();
  const id = useId();
  const change = (value: Value, isTicked: boolean) =>
    onChange(choices.map((each) => each.value).filter((each) => (each === value ? isTicked : ticked.includes(each))));
  return (
    <fieldset aria-labelledby={id} className={styles.group}>
      <Label id={id} className={styles.label}>
        {label}
      </Label>
      <div className={styles.ticks}>
        {choices.map(({ value, name }) => (
          <Checkbox
            key={name}
            label={name}
            disabled={isDisabled}
            checked={ticked.includes(value)}
            onChange={(_, { checked }) => change(value, checked === true)}
          />
        ))}
      </div>
      {hint !== undefined && (
        <Text size={200} className={styles.hint}>
          {hint}
        </Text>
      )}
    </fieldset>
  );
}

const useStyles = makeStyles({
  group: { display: 'flex', flexDirection: 'column', border: 'none', margin: 0, padding: 0, minWidth: 0 },
  label: { paddingTop: tokens.spacingVerticalXXS, paddingBottom: tokens.spacingVerticalXXS },
  ticks: { display: 'flex', flexWrap: 'wrap' },
  hint: { color: tokens.colorNeutralForeground3 },
});
