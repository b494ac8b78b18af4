import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import type { SpanName, Spans } from '../../history/measures/measures.ts';
import { useTab } from '../tabContext.ts';

const names: readonly SpanName[] = ['plan', 'accept', 'cover', 'resolve'];

/** The four spans; the one that is chosen is drawn below. */
export function SpanCards({ spans }: { spans: Spans }) {
  const styles = useStyles();
  const { words, format, place, go } = useTab();
  const { measures } = words;
  return (
    <section className={styles.cards} aria-label={words.views.measures}>
      {names.map((name) => {
        const { median, p90, count } = spans[name];
        const isChosen = place.span === name;
        return (
          <button
            key={name}
            type="button"
            aria-pressed={isChosen}
            className={mergeClasses(styles.card, isChosen && styles.chosen)}
            onClick={() => go({ span: name }, { replace: true })}
          >
            <Text weight="semibold">{measures.spans[name]}</Text>
            <Text size={200} className={mergeClasses(styles.subtle, styles.hint)}>
              {measures.spanHints[name]}
            </Text>
            <Text size={700} weight="semibold" className={styles.median}>
              {median === null ? '–' : format.span(median)}
            </Text>
            <Text size={200}>
              {median === null || p90 === null
                ? measures.noneOf
                : `${measures.median}${words.separator}${measures.p90} ${format.span(p90)}`}
            </Text>
            <Text size={200} className={styles.subtle}>
              {measures.of(format.number(count), format.number(spans.swarms))}
            </Text>
          </button>
        );
      })}
    </section>
  );
}

const useStyles = makeStyles({
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))',
    gap: tokens.spacingHorizontalM,
  },
  card: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'start',
    textAlign: 'start',
    rowGap: tokens.spacingVerticalXXS,
    padding: tokens.spacingHorizontalL,
    font: 'inherit',
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
  chosen: { border: `1px solid ${tokens.colorBrandStroke1}`, boxShadow: `inset 0 0 0 1px ${tokens.colorBrandStroke1}` },
  subtle: { color: tokens.colorNeutralForeground3 },
  hint: { minHeight: `calc(2 * ${tokens.lineHeightBase200})` },
  median: { marginTop: tokens.spacingVerticalXS },
});
