import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Link,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { ArticleAnswer, SentDraft } from '../../history/article/articleRoutes.ts';
import { ServerRefusal } from '../server.ts';
import { useTab } from '../tabContext.ts';

/** Milliseconds between two looks at whether it is there. */
const pause = 2_000;

/**
 * The saved article as a draft in the knowledge base of the case's system: sent by a press, once somebody has confirmed it. `version` null:
 * what the form shows is not saved.
 */
export function KnowledgeDraft({
  path,
  draft: first,
  version,
}: {
  path: string;
  draft: SentDraft;
  version: number | null;
}) {
  const styles = useStyles();
  const { words, server, format } = useTab();
  const said = words.article.draftThere;
  const [draft, setDraft] = useState(first);
  const [isAsking, setAsking] = useState(false);
  const [refused, setRefused] = useState<'changed' | 'failed' | null>(null);
  const status = useRef<HTMLDivElement>(null);
  const waits = draft.status === 'waits';

  useEffect(() => {
    if (!waits) return;
    const leaving = new AbortController();
    const timer = setInterval(() => {
      server.get<ArticleAnswer>(path, leaving.signal).then(
        (answer) => answer.draft && setDraft(answer.draft),
        // It is looked at again.
        () => {},
      );
    }, pause);
    return () => {
      clearInterval(timer);
      leaving.abort();
    };
  }, [server, path, waits]);

  const send = async () => {
    setAsking(false);
    setRefused(null);
    try {
      const answer = await server.put<ArticleAnswer>(`${path}/draft`, { basedOn: version });
      if (answer.draft) setDraft(answer.draft);
    } catch (error) {
      setRefused(error instanceof ServerRefusal && error.status === 409 ? 'changed' : 'failed');
    }
    // The button that was pressed may be gone.
    status.current?.focus();
  };

  return (
    <div className={styles.all}>
      {(draft.status === 'none' || draft.status === 'lost') && (
        <div className={styles.line}>
          <Button disabled={version === null} onClick={() => setAsking(true)}>
            {said.send(draft.system)}
          </Button>
          {version === null && <Text size={200}>{said.saveFirst}</Text>}
        </div>
      )}
      <div role="status" ref={status} tabIndex={-1} className={styles.status}>
        {draft.status === 'waits' && (
          <Text size={200}>{draft.isLate ? said.late(draft.system) : said.waits(draft.system)}</Text>
        )}
        {draft.status === 'there' && (
          <Text size={200}>
            {said.there(draft.system, draft.by.name, format.moment(draft.at))}{' '}
            {draft.url && draft.number && (
              <Link href={draft.url} target="_blank" rel="noreferrer">
                {said.open(draft.number)}
              </Link>
            )}
          </Text>
        )}
        {draft.status === 'lost' && (
          <MessageBar intent="warning">
            <MessageBarBody>{said.lost(draft.system)}</MessageBarBody>
          </MessageBar>
        )}
        {refused && (
          <MessageBar intent="error">
            <MessageBarBody>{refused === 'changed' ? said.changed : words.article.notSaved}</MessageBarBody>
          </MessageBar>
        )}
      </div>
      <Dialog open={isAsking} onOpenChange={(_, { open }) => setAsking(open)}>
        <DialogSurface>
          <DialogBody>
            <DialogTitle>{said.confirmTitle(draft.system)}</DialogTitle>
            <DialogContent>{said.confirm(draft.system)}</DialogContent>
            <DialogActions>
              <Button appearance="primary" onClick={send}>
                {said.yes}
              </Button>
              <Button onClick={() => setAsking(false)}>{said.no}</Button>
            </DialogActions>
          </DialogBody>
        </DialogSurface>
      </Dialog>
    </div>
  );
}

const useStyles = makeStyles({
  all: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS },
  status: { outlineStyle: 'none' },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
});
