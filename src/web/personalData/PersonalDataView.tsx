import {
  Button,
  Field,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Text,
  Textarea,
  tokens,
} from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { Loading } from '../parts/Loading.tsx';
import { Page } from '../parts/Page.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Picker } from '../parts/Picker.tsx';
import { Problem, problemOf } from '../parts/Problem.tsx';
import { useTab } from '../tabContext.ts';
import { Preview } from './Preview.tsx';
import { Requests } from './Requests.tsx';
import { usePersonalData } from './usePersonalData.ts';

/** What is stored of a person: looked at, given away as a file, erased by two; and who asked for that. */
export function PersonalDataView() {
  const styles = useStyles();
  const { words, choices } = useTab();
  const { personalData: said } = words;
  const data = usePersonalData();
  const { saved, person, isPerson, why, preview, told, isBusy } = data;
  const status = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What was pressed may be gone: who works by keyboard goes on from what is told.
    if (told) status.current?.focus();
  }, [told]);
  if (data.answer.state === 'refused' && !saved)
    return <Problem said={problemOf(data.answer.refusal, words)} again={{ label: words.retry, run: data.again }} />;
  if (!saved) return <Loading />;
  const nameOf = (id: string) => choices.people.find((each) => each.id === id)?.name ?? id;
  const isReady = isPerson && !isBusy;
  const hasWhy = why.trim() !== '';
  return (
    <Page>
      <Text>{said.about}</Text>
      <Panel title={said.person}>
        <Field
          hint={said.personHint}
          {...(person !== null && !isPerson ? { validationMessage: said.noId, validationState: 'error' as const } : {})}
        >
          <Picker
            free
            label={said.pick}
            choices={choices.people.map(({ id, name }) => ({ value: id, label: name }))}
            value={person}
            onPick={data.pick}
          />
        </Field>
        <div>
          <Button disabled={!isReady} onClick={data.look}>
            {said.look}
          </Button>
        </div>
        {preview && person !== null && <Preview preview={preview} name={nameOf(person)} />}
        <Field label={said.why} hint={said.whyHint} required>
          <Textarea value={why} maxLength={500} onChange={(_, { value }) => data.setWhy(value)} />
        </Field>
        <div className={styles.actions}>
          <Button disabled={!isReady || !hasWhy} onClick={data.exported}>
            {said.export}
          </Button>
          <Button disabled={!isReady || !hasWhy || preview?.kind !== 'would-erase'} onClick={data.ask}>
            {said.ask(saved.needsTwo)}
          </Button>
          <Text size={200} className={styles.hint}>
            {said.twoSteps(saved.needsTwo)}
          </Text>
        </div>
        <div role="status" ref={status} tabIndex={-1} className={styles.status}>
          {told && (
            <MessageBar intent={told.intent} layout="multiline">
              <MessageBarBody>{told.words}</MessageBarBody>
            </MessageBar>
          )}
        </div>
      </Panel>
      <Requests
        requests={saved.requests}
        isBusy={isBusy}
        nameOf={nameOf}
        onErase={data.erase}
        onWithdraw={data.withdraw}
      />
    </Page>
  );
}

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  hint: { color: tokens.colorNeutralForeground3 },
  status: { outlineStyle: 'none' },
});
