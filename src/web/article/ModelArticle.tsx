import { Button, MessageBar, MessageBarBody, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { ArticleAnswer, ModelArticles } from '../../history/article/articleRoutes.ts';
import type { Language } from '../../language/language.ts';
import type { Article, ArticlePart } from '../../swarm/events.ts';
import { useTab } from '../tabContext.ts';

const languages = ['en', 'ja'] as const satisfies readonly Language[];
/** As they are read: what is stored has its parts in another order. */
const parts = ['title', 'problem', 'environment', 'cause', 'fix', 'found'] as const satisfies readonly ArticlePart[];
/** Milliseconds between two looks at whether it has been written. */
const pause = 2_000;

/**
 * What a language model wrote for an article, in either language: to read, and to take into the form. It changes nothing by
 * itself. `shown`: what stands in the form now.
 */
export function ModelArticle({
  path,
  model: first,
  shown,
  take,
}: {
  path: string;
  model: ModelArticles;
  shown: Article;
  take: (article: Article) => void;
}) {
  const styles = useStyles();
  const { words, server, format } = useTab();
  const said = words.article.model;
  const [model, setModel] = useState(first);
  const [isRefused, setRefused] = useState(false);
  const waits = model.waits.length > 0;

  useEffect(() => {
    if (!waits) return;
    const leaving = new AbortController();
    const timer = setInterval(() => {
      server.get<ArticleAnswer>(path, leaving.signal).then(
        (answer) => answer.model && setModel(answer.model),
        // It is looked at again.
        () => {},
      );
    }, pause);
    return () => {
      clearInterval(timer);
      leaving.abort();
    };
  }, [server, path, waits]);

  const ask = async (language: Language) => {
    setRefused(false);
    try {
      const answer = await server.put<ArticleAnswer>(`${path}/model`, { language });
      if (answer.model) setModel(answer.model);
    } catch {
      setRefused(true);
    }
  };

  return (
    <div className={styles.all}>
      <div className={styles.buttons}>
        {languages.map((language) => (
          <Button
            key={language}
            size="small"
            disabledFocusable={model.waits.includes(language)}
            onClick={() => ask(language)}
          >
            {model.wrote[language] ? said.again[language] : said.write[language]}
          </Button>
        ))}
      </div>
      <div role="status">
        {waits && <Text size={200}>{said.waits}</Text>}
        {isRefused && (
          <MessageBar intent="error">
            <MessageBarBody>{words.article.notSaved}</MessageBarBody>
          </MessageBar>
        )}
        {languages.map((language) => {
          const why = model.failed[language];
          return why ? (
            <MessageBar key={language} intent="warning">
              <MessageBarBody>{said.failed[why]}</MessageBarBody>
            </MessageBar>
          ) : null;
        })}
      </div>
      {languages.map((language) => {
        const wrote = model.wrote[language];
        if (!wrote) return null;
        const { article, at } = wrote;
        const isTaken = parts.every((part) => article[part] === shown[part]);
        return (
          <div key={language} className={styles.wrote}>
            <Text size={200}>{isTaken ? said.taken : said.wrote[language](format.moment(at))}</Text>
            {!isTaken && (
              <>
                <dl className={styles.words}>
                  {parts.map(
                    (part) =>
                      article[part] && (
                        <div key={part}>
                          <dt className={styles.part}>{words.article.parts[part]}</dt>
                          <dd lang={language} className={styles.said}>
                            {article[part]}
                          </dd>
                        </div>
                      ),
                  )}
                </dl>
                <div>
                  <Button size="small" onClick={() => take(article)}>
                    {said.take}
                  </Button>
                </div>
              </>
            )}
          </div>
        );
      })}
    </div>
  );
}

const useStyles = makeStyles({
  all: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  wrote: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
    padding: tokens.spacingVerticalM,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  words: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
    margin: 0,
    maxHeight: '16rem',
    overflowY: 'auto',
  },
  part: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  said: { margin: 0, whiteSpace: 'pre-wrap' },
});
