import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { PolicyAnswer } from '../../history/policy/policyRoutes.ts';
import { useLists } from '../parts/lists.ts';
import { Panel } from '../parts/Panel.tsx';
import { useTab } from '../tabContext.ts';
import { useValueText } from './valueText.ts';

/** Every change, newest first: who, when, why, from what to what; each with a button that takes it back. */
export function Changes({
  changes,
  isBusy,
  names,
  onUndo,
}: {
  changes: PolicyAnswer['changes'];
  isBusy: boolean;
  names(id: string): string;
  onUndo(revision: number): void;
}) {
  const styles = useStyles();
  const lists = useLists();
  const { words, format } = useTab();
  const { policy } = words;
  const text = useValueText(names);
  const undone = new Set(changes.flatMap(({ undoes }) => (undoes === null ? [] : [undoes])));
  return (
    <Panel title={policy.changes} hint={policy.changesHint}>
      {changes.length === 0 && <Text>{policy.noChanges}</Text>}
      <ol className={lists.ledger}>
        {changes.map(({ revision, at, by, why, changed, undoes }) => (
          <li key={revision} className={lists.entry}>
            <div className={styles.head}>
              <Text weight="semibold">{policy.changedBy(by?.name ?? policy.somebody, format.moment(at))}</Text>
              {undone.has(revision) ? (
                <Text size={200}>{policy.isUndone}</Text>
              ) : (
                <Button
                  size="small"
                  disabled={isBusy}
                  aria-label={policy.undoOf(format.moment(at))}
                  onClick={() => onUndo(revision)}
                >
                  {policy.undo}
                </Button>
              )}
            </div>
            <Text>{undoes === null ? policy.because(why) : policy.undid(undoes)}</Text>
            <ul className={styles.fields}>
              {changed.map(({ field, before, after }) => (
                <li key={field}>
                  {words.labelled(policy.fields[field].name, policy.became(text(field, before), text(field, after)))}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

const useStyles = makeStyles({
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  fields: { margin: 0, color: tokens.colorNeutralForeground2 },
});
