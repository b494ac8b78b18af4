import { HorizontalBarChartWithAxis } from '@fluentui/react-charts';
import { tokens } from '@fluentui/react-components';
import type { TechnologyMeasures } from '../../history/measures/measureRoutes.ts';
import { Loading } from '../parts/Loading.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Problem, problemOf } from '../parts/Problem.tsx';
import { useTab, useTechnologyName } from '../tabContext.ts';
import { type Answer, shown } from '../useAnswer.ts';
import { ChartPanel } from './ChartPanel.tsx';
import { lettersThatFit } from './labels.ts';
import { inUnit, unitFor } from './units.ts';

/** Most bars that can be read beside the chart over time; the table has all. */
const mostBars = 10;

/** The chosen span's median by technology, the most frequent first. */
export function ByTechnology({ answer }: { answer: Answer<TechnologyMeasures> }) {
  const { words, format, place } = useTab();
  const nameOf = useTechnologyName();
  const { measures } = words;
  const title = measures.byTechnology(measures.spans[place.span]);
  const found = shown(answer);
  if (answer.state === 'refused')
    return (
      <Panel title={title}>
        <Problem said={problemOf(answer.refusal, words)} />
      </Panel>
    );
  if (!found)
    return (
      <Panel title={title}>
        <Loading lines={5} />
      </Panel>
    );
  const { technologies } = found;
  const bars = technologies.filter((each) => each.median !== null).slice(0, mostBars);
  const unit = unitFor(Math.max(0, ...bars.map((each) => each.median ?? 0)), words);
  const spanOf = (seconds: number | null) => (seconds === null ? '–' : format.span(seconds));
  return (
    <ChartPanel
      title={title}
      rows={technologies}
      keyOf={(each) => each.technology}
      columns={[
        { name: measures.technology, of: (each) => nameOf(each.technology), width: '40%' },
        { name: measures.median, of: (each) => spanOf(each.median), isNumber: true },
        { name: measures.p90, of: (each) => spanOf(each.p90), isNumber: true },
        { name: measures.count, of: (each) => format.number(each.count), isNumber: true },
      ]}
      draw={(width) => (
        <HorizontalBarChartWithAxis
          key={`${place.span} ${width} ${bars.length}`}
          width={width}
          height={Math.max(160, 44 + bars.length * 26)}
          barHeight={14}
          margins={{ left: Math.min(200, width * 0.4), right: 24, top: 8, bottom: 40 }}
          culture={format.language}
          xAxisTitle={`${measures.median} (${unit.name})`}
          hideLegend
          useSingleColor
          colors={[tokens.colorCompoundBrandStroke]}
          showYAxisLablesTooltip
          noOfCharsToTruncate={lettersThatFit(
            bars.map((each) => nameOf(each.technology)),
            26,
          )}
          // The first is drawn at the bottom.
          data={bars.toReversed().map((each) => ({
            x: inUnit(each.median ?? 0, unit.seconds),
            y: nameOf(each.technology),
            legend: nameOf(each.technology),
            xAxisCalloutData: nameOf(each.technology),
            yAxisCalloutData: `${measures.medianOf(spanOf(each.median), spanOf(each.p90))}${words.separator}${measures.of(format.number(each.count), format.number(each.swarms))}`,
          }))}
        />
      )}
    />
  );
}
