import { Badge, Button, MessageBar, MessageBarBody, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { PolicyAnswer } from '../../history/policy/policyRoutes.ts';
import type { PolicyField } from '../../swarm/policy.ts';
import { Loading } from '../parts/Loading.tsx';
import { Page } from '../parts/Page.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Problem, problemOf } from '../parts/Problem.tsx';
import { useTab } from '../tabContext.ts';
import { BeforeSaving } from './BeforeSaving.tsx';
import { Changes } from './Changes.tsx';
import { FieldControl } from './FieldControl.tsx';
import { type FieldGroup, groups } from './fields.ts';
import { usePolicy } from './usePolicy.ts';
import { isSameValue, useValueText } from './valueText.ts';

/** The policy in plain words: to read, to change with a look at what that does, and to take changes back. */
export function PolicyView() {
  const styles = useStyles();
  const { words, choices } = useTab();
  const { policy: said } = words;
  const policy = usePolicy();
  const { saved, edits, told, isBusy, preview } = policy;
  const status = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What was pressed may be gone: who works by keyboard goes on from what is told.
    if (told) status.current?.focus();
  }, [told]);
  if (policy.answer.state === 'refused' && !saved)
    return <Problem said={problemOf(policy.answer.refusal, words)} again={{ label: words.retry, run: policy.again }} />;
  if (!saved) return <Loading />;
  const many = Object.keys(edits).length;
  const names = (id: string) => [...saved.people, ...choices.people].find((each) => each.id === id)?.name ?? id;
  return (
    <Page>
      <Text>{said.about}</Text>
      {(Object.keys(groups) as FieldGroup[]).map((group) => (
        <Panel key={group} title={said.groups[group]}>
          {groups[group].map((field) => (
            <OneField key={field} field={field} policy={policy} saved={saved} names={names} />
          ))}
        </Panel>
      ))}
      <Changes changes={saved.changes} isBusy={isBusy} names={names} onUndo={policy.undo} />
      <div className={styles.foot}>
        <Button appearance="primary" disabled={many === 0 || isBusy} onClick={policy.look}>
          {said.look}
        </Button>
        <Button disabled={many === 0 || isBusy} onClick={policy.discard}>
          {said.discard}
        </Button>
        <div role="status" ref={status} tabIndex={-1} className={styles.status}>
          {told ? (
            <MessageBar intent={told.intent} layout="multiline">
              <MessageBarBody>{told.words}</MessageBarBody>
            </MessageBar>
          ) : (
            many > 0 && <Text>{said.unsaved(many)}</Text>
          )}
        </div>
      </div>
      {preview && <BeforeSaving preview={preview} isBusy={isBusy} onSave={policy.save} onClose={policy.closePreview} />}
    </Page>
  );
}

/** A field with its control, and what is to be said of it: locked, changed, other than shipped. */
function OneField({
  field,
  policy,
  saved,
  names,
}: {
  field: PolicyField;
  policy: ReturnType<typeof usePolicy>;
  saved: PolicyAnswer;
  names(id: string): string;
}) {
  const styles = useStyles();
  const { words } = useTab();
  const { policy: said } = words;
  const text = useValueText(names);
  const { edits, wrong } = policy;
  const isEdited = field in edits;
  const value = isEdited ? edits[field] : saved.fields[field];
  const lock = saved.locked.find((each) => each.field === field);
  const wrongAt = (path: string): string | undefined => {
    const found = wrong.find((each) => each.path === path);
    return found && said.wrong(found);
  };
  const isShipped = isSameValue(value, saved.shipped[field]);
  return (
    <div className={styles.field}>
      <FieldControl
        field={field}
        value={value}
        isLocked={lock !== undefined}
        wrongAt={wrongAt}
        onChange={(changed) => policy.edit(field, changed)}
      />
      <div className={styles.said}>
        {isEdited && <Badge appearance="tint">{said.edited}</Badge>}
        {lock && <Text size={200}>{said.locked[lock.why]}</Text>}
        {!isShipped && <Text size={200}>{said.shipped(text(field, saved.shipped[field]))}</Text>}
        {!isShipped && !lock && (
          <Button size="small" appearance="subtle" onClick={() => policy.edit(field, saved.shipped[field])}>
            {said.asShipped}
          </Button>
        )}
      </div>
    </div>
  );
}

const useStyles = makeStyles({
  field: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXS },
  said: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    color: tokens.colorNeutralForeground3,
  },
  foot: {
    position: 'sticky',
    bottom: `calc(-1 * ${tokens.spacingVerticalM})`,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} 0`,
    backgroundColor: tokens.colorNeutralBackground2,
    zIndex: 1,
  },
  status: { minHeight: '32px', display: 'flex', alignItems: 'center', outlineStyle: 'none', flexGrow: 1 },
});
