/** Values by the second of their instant; not a number: none. */
export type Series = { name: string; points: [at: number, value: number][] };
/** A panel of the dashboard in its place (of 24 columns), with what was answered. */
export type DrawnPanel = {
  type: 'stat' | 'timeseries';
  title: string;
  place: { x: number; y: number; w: number; h: number };
  unit: string;
  series: Series[];
};

const [column, row, gap] = [56, 30, 8];
const colours = ['#3274d9', '#e0752d', '#37872d', '#c4162a', '#8f3bb8', '#b08800', '#008b8b', '#7a5c3e'];
const mostNames = 8;

/** The page of a dashboard, panels in their places, with a note below. */
export function dashboardPage(panels: readonly DrawnPanel[], note: string): string {
  const height = Math.max(...panels.map(({ place }) => place.y + place.h)) * row;
  const drawn = panels.map((panel) => {
    const { x, y, w, h } = panel.place;
    const [width, tall] = [w * column - gap, h * row - gap];
    const inner = panel.type === 'stat' ? stat(panel) : chart(panel, width - 20, tall - 62);
    return `<section style="left:${x * column}px;top:${y * row}px;width:${width}px;height:${tall}px"><h2>${escaped(panel.title)}</h2>${inner}</section>`;
  });
  return `<!doctype html><meta charset="utf-8"><style>
    body{margin:16px;font:12px system-ui,sans-serif;background:#f4f5f5;color:#24292e;width:${24 * column}px}
    main{position:relative;height:${height}px} section{position:absolute;background:#fff;border:1px solid #dcdcde;border-radius:3px;padding:8px 10px;box-sizing:border-box;overflow:hidden}
    h2{font-size:13px;font-weight:600;margin:0 0 4px} .stat{font-size:34px;font-weight:600;color:#37872d;text-align:center;margin:8px}
    p.names{margin:2px 0 0;display:flex;flex-wrap:wrap;gap:0 10px;font-size:11px} i{display:inline-block;width:10px;height:3px;margin-right:4px;vertical-align:middle}
    .none{color:#6e6e6e;text-align:center;padding-top:40px} text{font-size:10px;fill:#6e6e6e}</style><main>${drawn.join('')}</main><p>${escaped(note)}</p>`;
}

function stat({ series, unit }: DrawnPanel): string {
  const last = series.flatMap(({ points }) => points.filter(([, value]) => Number.isFinite(value))).at(-1);
  return last ? `<div class="stat">${escaped(shown(last[1], unit))}</div>` : none;
}

const none = '<div class="none">No data</div>';

function chart({ series, unit }: DrawnPanel, width: number, tall: number): string {
  const told = series
    .map(({ name, points }) => ({ name, points: points.filter(([, value]) => Number.isFinite(value)) }))
    .filter(({ points }) => points.length > 0);
  if (told.length === 0) return none;
  const all = told.flatMap(({ points }) => points);
  const times = all.map(([at]) => at);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const most = Math.max(...all.map(([, value]) => value)) || 1;
  const left = 52;
  const x = (at: number) => left + ((at - first) / (last - first || 1)) * (width - left);
  const y = (value: number) => tall - 14 - (value / most) * (tall - 22);
  const lines = told.map(({ points }, nth) => {
    const path = points.map(([at, value]) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
    return `<polyline fill="none" stroke="${colours[nth % colours.length]}" stroke-width="1.6" points="${path}"/>`;
  });
  const grid = [0, most / 2, most].map(
    (value) =>
      `<line x1="${left}" x2="${width}" y1="${y(value)}" y2="${y(value)}" stroke="#e4e4e6"/><text x="${left - 4}" y="${y(value) + 3}" text-anchor="end">${escaped(shown(value, unit))}</text>`,
  );
  const moments = [first, last].map(
    (at, nth) =>
      `<text x="${nth === 0 ? left : width}" y="${tall}" text-anchor="${nth === 0 ? 'start' : 'end'}">${new Date(at * 1000).toISOString().slice(11, 19)}</text>`,
  );
  const names = told
    .slice(0, mostNames)
    .map(
      ({ name }, nth) =>
        `<span><i style="background:${colours[nth % colours.length]}"></i>${escaped(name || '–')}</span>`,
    );
  const more = told.length > mostNames ? `<span>+ ${told.length - mostNames}</span>` : '';
  return `<svg width="${width}" height="${tall}">${grid.join('')}${lines.join('')}${moments.join('')}</svg><p class="names">${names.join('')}${more}</p>`;
}

/** A value in its unit, as Grafana calls units. */
function shown(value: number, unit: string): string {
  const short = (of: number) => String(Number(of.toPrecision(3)));
  if (unit === 's') return value < 1 ? `${short(value * 1000)} ms` : `${short(value)} s`;
  if (unit === 'bytes') return `${short(value / 1024 / 1024)} MiB`;
  if (unit === 'reqps' || unit === 'ops') return `${short(value)}/s`;
  return short(value);
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
