/** Memory against time as an SVG: both axes logarithmic, a point for each plan. */

const [width, height, left, bottom, top, right] = [560, 320, 70, 44, 34, 130];

export function plot({ title, rows }) {
  const xs = rows.map(({ bytes }) => Math.max(bytes, 4096));
  const ys = rows.map(({ ratio }) => ratio);
  const [x0, x1] = [Math.min(...xs) / 1.6, Math.max(...xs) * 1.6];
  const [y0, y1] = [Math.min(0.8, ...ys), Math.max(4, ...ys) * 1.2];
  const x = (value) => left + ((width - left - right) * Math.log(value / x0)) / Math.log(x1 / x0);
  const y = (value) => height - bottom - ((height - top - bottom) * Math.log(value / y0)) / Math.log(y1 / y0);
  const line = (a, b, c, d, extra = '') => `<line x1="${n(a)}" y1="${n(b)}" x2="${n(c)}" y2="${n(d)}" ${extra}/>`;
  const text = (at, up, content, extra = '') => `<text x="${n(at)}" y="${n(up)}" ${extra}>${content}</text>`;
  const xTicks = powers(x0, x1, 1024, 4).map((v) =>
    [
      line(x(v), y(y0), x(v), y(y1), 'stroke="#ddd"'),
      text(x(v), height - bottom + 16, sizeText(v), 'text-anchor="middle"'),
    ].join(''),
  );
  const yTicks = powers(y0, y1, 1, 2).map((v) =>
    [line(x(x0), y(v), x(x1), y(v), 'stroke="#ddd"'), text(left - 8, y(v) + 4, `${v}×`, 'text-anchor="end"')].join(''),
  );
  const points = rows.map(
    ({ plan }, i) =>
      `<circle cx="${n(x(xs[i]))}" cy="${n(y(ys[i]))}" r="4" fill="#2563eb"/>${text(x(xs[i]) + 8, y(ys[i]) + 4, plan)}`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="#222">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    text(left, 20, title, 'font-size="14" font-weight="bold"'),
    ...xTicks,
    ...yTicks,
    line(left, height - bottom, width - right, height - bottom, 'stroke="#222"'),
    line(left, top, left, height - bottom, 'stroke="#222"'),
    text((left + width - right) / 2, height - 8, 'peak memory of a gradient', 'text-anchor="middle"'),
    text(
      16,
      (top + height - bottom) / 2,
      'time / store all',
      `text-anchor="middle" transform="rotate(-90 16 ${n((top + height - bottom) / 2)})"`,
    ),
    ...points,
    '</svg>\n',
  ].join('\n');
}

const n = (value) => Number(value.toFixed(1));

/** Multiples of a unit by powers of a base that lie between two values. */
function powers(from, to, unit, base) {
  const first = Math.ceil(Math.log(from / unit) / Math.log(base));
  const last = Math.floor(Math.log(to / unit) / Math.log(base));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => unit * base ** (first + i));
}

function sizeText(bytes) {
  for (const [size, unit] of [
    [2 ** 30, 'GB'],
    [2 ** 20, 'MB'],
    [2 ** 10, 'kB'],
  ])
    if (bytes >= size) return `${Number((bytes / size).toFixed(1))} ${unit}`;
  return `${bytes} B`;
}
