/**
 * Peak memory and time of gradients under every plan of checkpointing: `node benchmarks/memory/run.mjs [--quick] [TEXT]` prints a
 * table and, unless it is quick or partial, writes it with plots into docs/memory.md.
 *
 * Memory is that of one gradient in a fresh process; time is a ratio, of medians of runs that take turns in one process.
 */
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { assemble, compile } from '@adc/compiler';
import { configure } from '@adc/runtime';
import { build } from 'esbuild';
import { format, resolveConfig } from 'prettier';
import ts from 'typescript';
import { cases } from './cases.mjs';
import { plot } from './plot.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const output = join(here, '../dist/memory');
const page = join(here, '../../docs/memory.md');
const plots = join(here, '../../docs/memory');
const quick = process.argv.includes('--quick');
const [filter] = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));

const results = [];
for (const [index, each] of cases.entries()) {
  if (quick && !each.quick) continue;
  if (filter !== undefined && !each.title.includes(filter)) continue;
  results.push({ title: each.title, rows: await measureCase(each, index) });
  console.log(tableOf(results.at(-1)));
}
if (!quick && filter === undefined) {
  await mkdir(plots, { recursive: true });
  for (const [i, result] of results.entries()) await writeFile(join(plots, `plot-${i + 1}.svg`), plot(result));
  const tables = results.map(
    (result, i) => `${tableOf(result)}\n![${result.title}: memory against time](memory/plot-${i + 1}.svg)\n`,
  );
  const text = await readFile(page, 'utf8');
  const [begin, end] = ['<!-- measured: begin -->\n', '<!-- measured: end -->'];
  const [before, after] = [text.slice(0, text.indexOf(begin) + begin.length), text.slice(text.indexOf(end))];
  await writeFile(
    page,
    await format(`${before}\n${tables.join('\n')}\n${after}`, { parser: 'markdown', ...(await resolveConfig(page)) }),
  );
}

async function measureCase({ program, args, plans, title }, index) {
  const gradients = [];
  for (const plan of plans) gradients.push(await load(program, plan));
  const rows = plans.map(({ title: name }, i) => ({
    plan: name,
    bytes: peakOf(gradients[i].file, index, i),
    times: [],
  }));
  const wanted = JSON.stringify(run(gradients[0], plans[0], args).result);
  for (let round = 0, started = performance.now(); round < 3 || performance.now() - started < 3000; round++) {
    for (const [i, plan] of plans.entries()) {
      const { time, result } = run(gradients[i], plan, args);
      rows[i].times.push(time);
      if (JSON.stringify(result) !== wanted)
        throw new Error(`${title}: ${plan.title} gives other bits than ${plans[0].title}`);
    }
    if (round >= 60) break;
  }
  const base = median(rows[0].times);
  return rows.map(({ plan, bytes, times }) => ({ plan, bytes, ratio: median(times) / base }));
}

function run({ gradient }, { tapeBudget = '64MB' }, args) {
  configure({ tapeBudget });
  const given = args();
  const started = performance.now();
  const result = gradient(...given, 1);
  return {
    time: performance.now() - started,
    result: [result[0], result[1].map((each) => (each?.buffer ? [...each] : each))],
  };
}

/** The least of three processes: what else they do takes memory, too. */
function peakOf(file, caseIndex, planIndex) {
  const once = () => {
    const args = ['--expose-gc', join(here, 'worker.mjs'), file, String(caseIndex), String(planIndex)];
    return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })).bytes;
  };
  return Math.min(once(), once(), once());
}

async function load(program, plan) {
  const source = join(here, 'programs', `${program}.ts`);
  const text = (await readFile(source, 'utf8')).replace('@checkpoint none', `@checkpoint ${plan.pragma}`);
  const file = join(output, `${program}-${plan.title.replace(/\W+/g, '-')}`);
  await mkdir(output, { recursive: true });
  await writeFile(`${file}.ts`, text);
  const options = {
    strict: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    types: [],
    noEmit: true,
  };
  const result = compile({ ts, program: ts.createProgram([`${file}.ts`], options) });
  const [problem] = result.diagnostics;
  if (problem !== undefined) throw new Error(`${program}: ADC${problem.code} ${problem.message}`);
  const contents = assemble(text, result.files[0]);
  await build({
    stdin: { contents, loader: 'ts', resolveDir: here },
    outfile: `${file}.mjs`,
    bundle: true,
    format: 'esm',
    external: ['@adc/runtime'],
    logLevel: 'error',
  });
  const { href } = pathToFileURL(`${file}.mjs`);
  return { file: href, gradient: (await import(href))[`${program}Adjoint`] };
}

function tableOf({ title, rows }) {
  const head = `| ${title} | peak memory | time / store all |\n| --- | ---: | ---: |\n`;
  return `${head}${rows.map(({ plan, bytes, ratio }) => `| ${plan} | ${sizeText(bytes)} | ${ratio.toFixed(2)} |\n`).join('')}`;
}

function sizeText(bytes) {
  return bytes >= 1e6 ? `${(bytes / 2 ** 20).toFixed(1)} MB` : `${Math.round(bytes / 1024)} kB`;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
