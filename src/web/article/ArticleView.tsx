import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Text,
  Textarea,
  tokens,
} from '@fluentui/react-components';
import { ArrowDownload16Regular, ArrowLeft16Regular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import type { ArticleAnswer } from '../../history/article/articleRoutes.ts';
import type { Article } from '../../swarm/events.ts';
import { Loading } from '../parts/Loading.tsx';
import { languageOf } from '../parts/languageOf.ts';
import { Page } from '../parts/Page.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Problem, problemOf } from '../parts/Problem.tsx';
import { saveFile } from '../parts/saveFile.ts';
import { ServerRefusal } from '../server.ts';
import { useTab } from '../tabContext.ts';
import { useAnswer } from '../useAnswer.ts';
import { KnowledgeDraft } from './KnowledgeDraft.tsx';
import { ModelArticle } from './ModelArticle.tsx';

/** The article of a resolved swarm: drafted from its own record, to edit, to save and to take along. */
export function ArticleView({ swarmId }: { swarmId: string }) {
  const { words, go } = useTab();
  const path = `/api/history/swarms/${encodeURIComponent(swarmId)}/article`;
  const { answer, again } = useAnswer<ArticleAnswer>(path);
  return (
    <Page>
      <div>
        <Button size="small" appearance="subtle" icon={<ArrowLeft16Regular />} onClick={() => go({ article: false })}>
          {words.article.back}
        </Button>
      </div>
      {answer.state === 'refused' ? (
        <Problem said={problemOf(answer.refusal, words)} again={{ label: words.retry, run: again }} />
      ) : answer.state === 'asking' ? (
        <Loading />
      ) : (
        <ArticleForm path={path} first={answer.content} again={again} />
      )}
    </Page>
  );
}

const bodyParts = ['problem', 'environment', 'cause', 'fix', 'found'] as const;

/** What is typed stays, whoever saves meanwhile. */
function ArticleForm({ path, first, again }: { path: string; first: ArticleAnswer; again: () => void }) {
  const styles = useStyles();
  const { words, server, format } = useTab();
  const said = words.article;
  const [known, setKnown] = useState(first);
  const [article, setArticle] = useState(first.article);
  const [state, setState] = useState<'ready' | 'saving' | 'saved' | 'changed' | 'failed'>('ready');
  const title = useRef<HTMLInputElement>(null);
  const isChanged = JSON.stringify(article) !== JSON.stringify(known.article);
  const change = (part: Partial<Article>) => {
    setState('ready');
    setArticle((before) => ({ ...before, ...part }));
  };
  const save = async () => {
    setState('saving');
    try {
      const saved = await server.put<ArticleAnswer>(path, { article, basedOn: known.saved?.version ?? 0 });
      setKnown(saved);
      setArticle(saved.article);
      setState('saved');
    } catch (error) {
      setState(error instanceof ServerRefusal && error.code === 'article-changed' ? 'changed' : 'failed');
    }
  };
  const take = async (kind: 'markdown' | 'html', ending: string) => {
    try {
      saveFile(await server.file(`${path}/${kind}`), `article-${known.caseId}.${ending}`);
    } catch {
      setState('failed');
    }
  };
  return (
    <Panel
      title={said.title(known.caseId)}
      hint={said.hint}
      actions={
        <div className={styles.files}>
          {(
            [
              ['markdown', 'md', said.markdown],
              ['html', 'html', said.html],
            ] as const
          ).map(([kind, ending, name]) => (
            <Button
              key={kind}
              size="small"
              appearance="subtle"
              icon={<ArrowDownload16Regular />}
              disabledFocusable={isChanged}
              title={isChanged ? said.downloadSaved : undefined}
              onClick={() => take(kind, ending)}
            >
              {name}
            </Button>
          ))}
        </div>
      }
    >
      {known.model && (
        <ModelArticle
          path={path}
          model={known.model}
          shown={article}
          take={(wrote) => {
            change(wrote);
            // The button that took it is gone: whoever pressed it by a key goes on in the form.
            title.current?.focus();
          }}
        />
      )}
      <Text size={200} className={styles.quiet}>
        {known.saved ? said.savedBy(known.saved.by.name, format.moment(known.saved.at)) : said.draft}
      </Text>
      <Text size={200} className={styles.quiet}>
        {said.inBoth[known.language]}
      </Text>
      <Field label={said.parts.title}>
        <Input
          input={{ ref: title }}
          value={article.title}
          maxLength={300}
          lang={languageOf(article.title)}
          onChange={(_, { value }) => change({ title: value })}
        />
      </Field>
      {bodyParts.map((part) => (
        <Field key={part} label={said.parts[part]}>
          <Textarea
            value={article[part]}
            resize="vertical"
            rows={Math.min(12, Math.max(3, article[part].split('\n').length + 1))}
            maxLength={20_000}
            lang={languageOf(article[part])}
            onChange={(_, { value }) => change({ [part]: value })}
          />
        </Field>
      ))}
      <div className={styles.foot}>
        <Button
          appearance="primary"
          // Whoever saves by a key stays where they are.
          disabledFocusable={state === 'saving' || article.title.trim() === '' || (!isChanged && known.saved !== null)}
          onClick={save}
        >
          {said.save}
        </Button>
        <div role="status">
          {state === 'saved' && !isChanged && (
            <MessageBar intent="success">
              <MessageBarBody>{said.saved}</MessageBarBody>
            </MessageBar>
          )}
          {(state === 'changed' || state === 'failed') && (
            <MessageBar intent="error">
              <MessageBarBody>{state === 'changed' ? said.changed : said.notSaved}</MessageBarBody>
            </MessageBar>
          )}
        </div>
        {state === 'changed' && <Button onClick={again}>{said.showTheirs}</Button>}
      </div>
      {known.draft && (
        <KnowledgeDraft path={path} draft={known.draft} version={isChanged ? null : (known.saved?.version ?? null)} />
      )}
    </Panel>
  );
}

const useStyles = makeStyles({
  files: { display: 'flex', flexWrap: 'wrap' },
  quiet: { color: tokens.colorNeutralForeground3 },
  foot: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
});
