import { Combobox, Option } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { useTab } from '../tabContext.ts';

export type Choice = { value: string; label: string };

/** Most choices drawn at once; typing finds the others. */
const mostShown = 60;

/** One of many, found by typing; with `free`, also what is not among them. */
export function Picker({
  label,
  choices,
  value,
  free = false,
  onPick,
}: {
  label: string;
  choices: readonly Choice[];
  value: string | null;
  free?: boolean;
  onPick(value: string | null): void;
}) {
  const { words } = useTab();
  const [typed, setTyped] = useState<string | null>(null);
  const current = choices.find((each) => each.value === value)?.label ?? value ?? '';
  const found = useMemo(() => {
    const wanted = folded(typed ?? '');
    return choices.filter((each) => folded(`${each.label} ${each.value}`).includes(wanted)).slice(0, mostShown);
  }, [choices, typed]);
  return (
    <Combobox
      aria-label={label}
      placeholder={label}
      clearable
      freeform={free}
      size="small"
      style={{ minWidth: 0, width: '148px' }}
      input={{ style: { minWidth: 0, width: '100%' } }}
      value={typed ?? current}
      selectedOptions={value ? [value] : []}
      onChange={(event) => setTyped(event.target.value)}
      onOptionSelect={(_, { optionValue }) => {
        setTyped(null);
        onPick(optionValue ?? null);
      }}
      onBlur={() => {
        if (free && typed !== null) onPick(typed.trim() || null);
        setTyped(null);
      }}
    >
      {found.map((each) => (
        <Option key={each.value} value={each.value} text={each.label}>
          {each.label}
        </Option>
      ))}
      {found.length === 0 && (
        <Option disabled value="" text="">
          {words.none}
        </Option>
      )}
    </Combobox>
  );
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();
