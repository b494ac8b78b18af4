import { Button, Field, makeStyles, Text, tokens } from '@fluentui/react-components';
import { Dismiss12Regular } from '@fluentui/react-icons';
import { Picker } from '../parts/Picker.tsx';
import { useTab } from '../tabContext.ts';
import { type ControlProps, wrong } from './control.tsx';

/** People by Entra id: those of the registry by name, others by the id itself. */
export function PeopleList({ field, ids, isLocked, wrongAt, onChange }: ControlProps & { ids: readonly string[] }) {
  const styles = useStyles();
  const { words, choices } = useTab();
  const { policy } = words;
  const { name, hint } = policy.fields[field];
  const nameOf = (id: string) => choices.people.find((each) => each.id === id)?.name ?? id;
  const wrongAny = wrongAt(field) ?? ids.map((_, at) => wrongAt(`${field}.${at}`)).find((each) => each !== undefined);
  return (
    <Field label={name} hint={hint} {...wrong(wrongAny)}>
      <div className={styles.people}>
        {ids.length === 0 && <Text size={200}>{words.none}</Text>}
        {ids.map((id) => (
          <Button
            key={id}
            size="small"
            disabled={isLocked}
            icon={<Dismiss12Regular />}
            iconPosition="after"
            aria-label={policy.remove(nameOf(id))}
            onClick={() => onChange(ids.filter((each) => each !== id))}
          >
            {nameOf(id)}
          </Button>
        ))}
        {!isLocked && (
          <Picker
            free
            label={policy.addPerson}
            choices={choices.people
              .filter((each) => !ids.includes(each.id))
              .map((each) => ({ value: each.id, label: each.name }))}
            value={null}
            onPick={(picked) => picked && !ids.includes(picked) && onChange([...ids, picked])}
          />
        )}
      </div>
    </Field>
  );
}

const useStyles = makeStyles({
  people: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
});
