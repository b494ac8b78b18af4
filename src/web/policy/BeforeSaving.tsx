import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Link,
  makeStyles,
  Text,
  Textarea,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { PolicyPreview } from '../../history/policy/policyRoutes.ts';
import { anywhere } from '../place.ts';
import { useTab } from '../tabContext.ts';

/** So many of the swarms that would have been different are linked. */
const mostLinked = 5;

/** What a change would have done to past swarms, and why it is made: before anything is kept. */
export function BeforeSaving({
  preview,
  isBusy,
  onSave,
  onClose,
}: {
  preview: PolicyPreview;
  isBusy: boolean;
  onSave(why: string): void;
  onClose(): void;
}) {
  const styles = useStyles();
  const { words, linkTo } = useTab();
  const { policy } = words;
  const [why, setWhy] = useState('');
  const { looked, differences, untold, forgotten } = preview;
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{policy.preview}</DialogTitle>
          <DialogContent className={styles.content}>
            <Text>{policy.looked(looked.swarms, looked.cases)}</Text>
            {differences.length === 0 && forgotten === 0 && <Text>{policy.noDifference}</Text>}
            {forgotten > 0 && <Text weight="semibold">{policy.forgets(forgotten)}</Text>}
            {differences.length > 0 && (
              <ul className={styles.list}>
                {differences.map(({ code, before, after, swarms }) => (
                  <li key={code}>
                    {policy.differences[code](before, after)}
                    {swarms.slice(0, mostLinked).map((swarm, at) => (
                      <Link
                        key={swarm}
                        className={styles.link}
                        href={linkTo({ ...anywhere, swarm })}
                        target="_blank"
                        rel="noreferrer"
                      >
                        {policy.example(at + 1)}
                      </Link>
                    ))}
                  </li>
                ))}
              </ul>
            )}
            {untold.length > 0 && (
              <Text size={200}>{policy.untold(words.listed(untold.map((field) => policy.fields[field].name)))}</Text>
            )}
            <Text size={200}>{policy.running}</Text>
            <Field label={policy.why} required>
              <Textarea value={why} maxLength={500} onChange={(_, { value }) => setWhy(value)} />
            </Field>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" disabled={isBusy || why.trim() === ''} onClick={() => onSave(why)}>
              {policy.save}
            </Button>
            <Button disabled={isBusy} onClick={onClose}>
              {words.close}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  list: { margin: 0, display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXS },
  link: { marginInlineStart: tokens.spacingHorizontalS, whiteSpace: 'nowrap' },
});
