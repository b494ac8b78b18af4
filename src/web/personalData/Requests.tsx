import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { PersonalDataAnswer } from '../../history/personalData/personalDataRoutes.ts';
import { useLists } from '../parts/lists.ts';
import { Panel } from '../parts/Panel.tsx';
import { useTab } from '../tabContext.ts';
import { Counts } from './Preview.tsx';

type Request = PersonalDataAnswer['requests'][number];

/** Every export and erasure, newest first: who asked, when, why, who did it, what it came to; what waits has its buttons. */
export function Requests({
  requests,
  isBusy,
  nameOf,
  onErase,
  onWithdraw,
}: {
  requests: readonly Request[];
  isBusy: boolean;
  nameOf(id: string): string;
  onErase(id: string): Promise<boolean>;
  onWithdraw(id: string): Promise<boolean>;
}) {
  const styles = useStyles();
  const lists = useLists();
  const { words, format } = useTab();
  const { personalData: said } = words;
  const [confirming, setConfirming] = useState<Request | null>(null);
  const whose = ({ personId, name }: Request) => name ?? (personId === null ? said.erasedPerson : nameOf(personId));
  return (
    <Panel title={said.requests}>
      {requests.length === 0 && <Text>{said.noRequests}</Text>}
      <ol className={lists.ledger}>
        {requests.map((request) => {
          const { id, kind, state, asked, why, decided, counts, whyNot } = request;
          const isWaiting = kind === 'erasure' && state === 'waiting';
          const isFollowing = kind === 'erasure' && state === 'following';
          return (
            <li key={id} className={lists.entry}>
              <div className={styles.head}>
                <Text weight="semibold">{said.of[kind](whose(request))}</Text>
                {isWaiting && (
                  <>
                    <Button
                      size="small"
                      appearance="primary"
                      disabled={isBusy || whyNot !== null}
                      aria-label={said.eraseOf(whose(request))}
                      onClick={() => setConfirming(request)}
                    >
                      {said.erase}
                    </Button>
                    <Button size="small" disabled={isBusy} onClick={() => onWithdraw(id)}>
                      {said.withdraw}
                    </Button>
                    {whyNot !== null && <Text size={200}>{said.whyNot[whyNot]}</Text>}
                  </>
                )}
                {isFollowing && (
                  <Button size="small" disabled={isBusy} onClick={() => onErase(id)}>
                    {said.lookAgain}
                  </Button>
                )}
              </div>
              {kind === 'erasure' && <Text>{said.states[state]}</Text>}
              <Text size={200}>{said.askedBy(asked.by?.name ?? said.somebody, format.moment(asked.at))}</Text>
              {kind === 'erasure' && decided && state !== 'waiting' && (
                <Text size={200}>
                  {said.decidedBy[state](decided.by?.name ?? said.somebody, format.moment(decided.at))}
                </Text>
              )}
              <Text>{why === '' ? said.noWhy : said.because(why)}</Text>
              {counts && (
                <details>
                  <summary>{said.total(Object.values(counts).reduce((sum, count) => sum + count, 0))}</summary>
                  <Counts counts={counts} />
                </details>
              )}
            </li>
          );
        })}
      </ol>
      {confirming && (
        <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && setConfirming(null)}>
          <DialogSurface>
            <DialogBody>
              <DialogTitle>{said.confirm(whose(confirming))}</DialogTitle>
              <DialogContent className={styles.content}>
                <Text weight="semibold">{said.cannotUndo}</Text>
                <Text>{said.stays}</Text>
              </DialogContent>
              <DialogActions>
                <Button
                  appearance="primary"
                  disabled={isBusy}
                  onClick={async () => {
                    await onErase(confirming.id);
                    setConfirming(null);
                  }}
                >
                  {said.forGood}
                </Button>
                <Button disabled={isBusy} onClick={() => setConfirming(null)}>
                  {words.close}
                </Button>
              </DialogActions>
            </DialogBody>
          </DialogSurface>
        </Dialog>
      )}
    </Panel>
  );
}

const useStyles = makeStyles({
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  content: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
});
