import type { Sample, SoakReport } from './soak.ts';

type Line = { name: string; values: number[] };
type Chart = { title: string; unit: string; lines: Line[] };

const [width, height, left, top, gap] = [760, 150, 60, 34, 58];
const colours = ['#0f6cbd', '#c4501b', '#5c8a3a'];

/** What a soak saw, as one picture (SVG) of several charts over the minutes it took, each from zero up. */
export function soakPicture(report: SoakReport): string {
  const { samples, swarmsAMinute, asksASecond, begun, ended } = report;
  const each = (of: (sample: Sample) => number): number[] => samples.map(of);
  const charts: Chart[] = [
    { title: 'Memory of each process', unit: 'MB', lines: ofProcesses(samples, ({ residentMb }) => residentMb) },
    {
      title: 'Open files and sockets of each process',
      unit: '',
      lines: ofProcesses(samples, ({ handles }) => handles),
    },
    {
      title: 'Dead rows',
      unit: '',
      lines: [
        { name: 'all tables', values: each(({ deadRows }) => deadRows) },
        { name: 'the queue’s', values: each(({ deadJobs }) => deadJobs) },
      ],
    },
    {
      title: 'Size of tables',
      unit: 'MB',
      lines: [
        { name: 'Swarm’s', values: each(({ tablesMb }) => tablesMb) },
        { name: 'the queue’s', values: each(({ queueMb }) => queueMb) },
      ],
    },
    {
      title: 'Calls a second of the connector, which takes 50',
      unit: '',
      lines: [
        { name: 'answered', values: aSecond(samples, ({ connector }) => connector.answered) },
        { name: 'refused', values: aSecond(samples, ({ connector }) => connector.refused) },
      ],
    },
    {
      title: 'Jobs in the queue, done ones of the last day among them',
      unit: '',
      lines: [{ name: '', values: each(({ jobs }) => jobs) }],
    },
  ];
  const whole = charts.length * (height + gap) + top + 20;
  // It may have been ended before.
  const seen = Math.floor(samples.at(-1)?.minute ?? 0);
  const head = `${seen} minutes, ${swarmsAMinute} swarms begun a minute, ${asksASecond} questions asked a second; of ${begun} swarms ${ended} ended by their people`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width + left + 130} ${whole}" font-family="Segoe UI, sans-serif" font-size="12" fill="#555">`,
    `<title>${head}</title>`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    `<text x="${left}" y="16" fill="#222">${head}</text>`,
    ...charts.map((chart, nth) => drawn(chart, samples, top + 20 + nth * (height + gap))),
    '</svg>\n',
  ].join('\n');
}

const ofProcesses = (samples: readonly Sample[], of: (sample: Sample) => number[]): Line[] =>
  [0, 1, 2].map((nth) => ({ name: `process ${nth + 1}`, values: samples.map((sample) => of(sample)[nth] ?? 0) }));

/** How fast a count grew before each sample; of the first, nothing is known. */
const aSecond = (samples: readonly Sample[], of: (sample: Sample) => number): number[] =>
  samples.map((sample, at) => {
    const before = samples[at - 1];
    return before ? (of(sample) - of(before)) / ((sample.minute - before.minute) * 60) : 0;
  });

const inFigures = (value: number): string =>
  value > 0 && value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en-US');

function drawn({ title, unit, lines }: Chart, samples: readonly Sample[], y: number): string {
  const most = Math.max(1, ...lines.flatMap(({ values }) => values)) * 1.1;
  const last = Math.max(1 / 60, samples.at(-1)?.minute ?? 1);
  const across = (minute: number): string => (left + (minute / last) * width).toFixed(1);
  const up = (value: number): string => (y + height - (value / most) * height).toFixed(1);
  const marks = [0, most / 2, most].map(
    (value) =>
      `<line x1="${left}" x2="${left + width}" y1="${up(value)}" y2="${up(value)}" stroke="#ddd"/>` +
      `<text x="${left - 6}" y="${Number(up(value)) + 4}" text-anchor="end">${inFigures(value)}</text>`,
  );
  const curves = lines.map(({ name, values }, nth) => {
    const points = values.map((value, at) => `${across(samples[at]?.minute ?? 0)},${up(value)}`).join(' ');
    const end = Number(up(values.at(-1) ?? 0)) + 4 + (lines.length > 2 ? (nth - 1) * 12 : 0);
    return (
      `<polyline points="${points}" fill="none" stroke="${colours[nth]}" stroke-width="1.6"/>` +
      `<text x="${left + width + 6}" y="${end}" fill="${colours[nth]}">${name}</text>`
    );
  });
  const minutes = [0, 0.25, 0.5, 0.75, 1].map(
    (part) =>
      `<text x="${across(part * last)}" y="${y + height + 16}" text-anchor="middle">${(part * last).toFixed(0)} min</text>`,
  );
  return `<g><text x="${left}" y="${y - 8}" fill="#222">${title}${unit ? ` (${unit})` : ''}</text>${[...marks, ...curves, ...minutes].join('')}</g>`;
}
