import { LineChart } from '@fluentui/react-charts';
import { tokens } from '@fluentui/react-components';
import type { SpansAt } from '../../history/measures/measures.ts';
import { useTab } from '../tabContext.ts';
import { ChartPanel } from './ChartPanel.tsx';
import { inUnit, unitFor } from './units.ts';

/** The chosen span, week by week or month by month. */
export function OverTime({ weeks }: { weeks: readonly SpansAt[] }) {
  const { words, format, place } = useTab();
  const { measures } = words;
  const { span } = place;
  const known = weeks.filter((week) => week[span].median !== null);
  const unit = unitFor(Math.max(0, ...known.map((week) => week[span].p90 ?? 0)), words);
  const line = (name: string, of: 'median' | 'p90', color: string, dashed: boolean) => ({
    legend: name,
    color,
    lineOptions: { strokeWidth: 2, ...(dashed ? { strokeDasharray: '6 4' } : {}) },
    data: known.map((week) => ({
      x: new Date(`${week.from}T00:00:00`),
      y: inUnit(week[span][of] ?? 0, unit.seconds),
      xAxisCalloutData: dayOf(week),
      yAxisCalloutData: `${format.span(week[span][of] ?? 0)}${words.separator}${measures.of(format.number(week[span].count), format.number(week.swarms))}`,
    })),
  });
  const dayOf = (week: SpansAt) => format.day(`${week.from}T12:00:00`);
  return (
    <ChartPanel
      title={measures.overTime(measures.spans[span])}
      rows={weeks}
      keyOf={(week) => week.from}
      columns={[
        { name: place.by === 'week' ? measures.from : measures.month, of: dayOf },
        { name: measures.median, of: (week) => spanOf(week[span].median), isNumber: true },
        { name: measures.p90, of: (week) => spanOf(week[span].p90), isNumber: true },
        { name: measures.count, of: (week) => format.number(week[span].count), isNumber: true },
      ]}
      draw={(width) => (
        <LineChart
          // The chart keeps its first scale; another span or width is another chart.
          key={`${span} ${width} ${known.length}`}
          width={width}
          height={280}
          margins={{ left: 56, right: 24, top: 20, bottom: 40 }}
          culture={format.language}
          yAxisTitle={unit.name}
          yMinValue={0}
          customDateTimeFormatter={(date) =>
            new Intl.DateTimeFormat(format.language === 'ja' ? 'ja-JP' : 'en-GB', {
              month: 'short',
              day: 'numeric',
            }).format(date)
          }
          tickValues={ticksOf(
            known.map((week) => new Date(`${week.from}T00:00:00`)),
            width,
          )}
          data={{
            chartTitle: measures.overTime(measures.spans[span]),
            lineChartData: [
              line(measures.median, 'median', tokens.colorCompoundBrandStroke, false),
              line(measures.p90, 'p90', tokens.colorPaletteMarigoldBackground3, true),
            ],
          }}
        />
      )}
    />
  );

  function spanOf(seconds: number | null): string {
    return seconds === null ? '–' : format.span(seconds);
  }
}

/** As many of the dates as have room beside each other. */
function ticksOf(dates: Date[], width: number): Date[] {
  const every = Math.max(1, Math.ceil((dates.length * 64) / Math.max(1, width - 80)));
  return dates.filter((_, at) => at % every === 0);
}
