/** What `adc init` would change, for each way in; nothing is written here. */
import { UsageError } from '@adc/project';
import path from 'node:path';
import { findNodeAtLocation } from 'jsonc-parser';
import { parseJson, setAt } from '../setup/json-edit.js';
import { installCommand, readIfThere } from '../setup/packages.js';
import { transformer } from '../setup/plugin-entry.js';
import { installed, isInstalled, majorOf, waysTaken, type ConfigFile, type Setup, type Way } from '../setup/setup.js';

export type Plan = {
  readonly way: Way;
  /** Why this way was chosen. */
  readonly because: string;
  readonly edits: readonly FileEdit[];
  /** Commands to run, in this order. */
  readonly commands: readonly string[];
  /** What the user has to do by hand, or should know. */
  readonly notes: readonly string[];
};

export type FileEdit = { readonly fileName: string; readonly before: string; readonly after: string };

/**
 * @param asked the way that the user wants; undefined: the one that suits the project.
 * @throws {UsageError} when the project lacks what the way needs.
 */
export function makePlan(setup: Setup, asked: Way | undefined): Plan {
  const [way, because] = asked === undefined ? chooseWay(setup) : ([asked, 'as asked'] as const);
  if (setup.manifestFile === undefined) throw new UsageError('There is no package.json here: npm init -y makes one.');
  return { way, because, ...planners[way](setup, setup.manifestFile) };
}

function chooseWay(setup: Setup): readonly [Way, string] {
  const taken = waysTaken(setup);
  const scripts = Object.values(setup.manifest.scripts).join('\n');
  if (taken.has('tspc')) return ['tspc', 'the tsconfig has an entry for it'];
  if (taken.has('cli')) return ['cli', 'a script calls adc'];
  if (setup.named.has('ts-patch') || /\btspc\b/.test(scripts)) return ['tspc', 'ts-patch is used here'];
  if (taken.has('esbuild') || setup.named.has('esbuild')) return ['esbuild', 'esbuild is used here'];
  return ['cli', 'it needs nothing else'];
}

type Steps = Omit<Plan, 'way' | 'because'>;

const planners: Readonly<Record<Way, (setup: Setup, manifestFile: string) => Steps>> = {
  cli: planCli,
  tspc: planTspc,
  esbuild: planEsbuild,
};

function planCli(setup: Setup, manifestFile: string): Steps {
  const { scripts } = setup.manifest;
  const out = setup.configs.some(({ parsed }) => parsed.options.outDir !== undefined) ? '' : ' --out-dir dist';
  const renamed = Object.entries(scripts).flatMap(([name, script]) => {
    const changed = script.replaceAll(/(?<=^|&&\s*)tsc\b[^&|;]*/g, (command) => asAdc(command, out) ?? command);
    return changed === script ? [] : [[name, changed] as const];
  });
  const calls = Object.values(scripts).some((script) => /\badc (?:build|check)\b/.test(script));
  const build = `adc build${setup.tsconfig === undefined ? ' .' : ''}${out}`;
  const added =
    calls || renamed.length > 0 ? renamed : [[scripts['build'] === undefined ? 'build' : 'build:adc', build] as const];
  return {
    edits: [editScripts(manifestFile, added)],
    commands: installs(setup, ['@adc/cli']),
    notes: [],
  };
}

/** The same command with adc, when it takes nothing that adc does not. */
function asAdc(command: string, out: string): string | undefined {
  const words = command.trim().split(/\s+/).slice(1);
  const kept: string[] = [];
  let verb = 'build';
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word === '--noEmit') verb = 'check';
    else if (word === '-w' || word === '--watch') kept.push('--watch');
    else if ((word === '-p' || word === '--project') && words[i + 1] !== undefined) kept.push('-p', words[++i]!);
    else return undefined;
  }
  const end = /\s*$/.exec(command)![0];
  return ['adc', verb, ...kept].join(' ') + (verb === 'build' && !kept.includes('-p') ? out : '') + end;
}

function planTspc(setup: Setup, manifestFile: string): Steps {
  if (setup.tsconfig === undefined) throw new UsageError('There is no tsconfig.json here: npx tsc --init makes one.');
  const typescript = installed(setup, 'typescript');
  if (typescript !== undefined && majorOf(typescript.version) >= 7)
    throw new UsageError(
      `TypeScript ${typescript.version} has no interface for transformers, and ts-patch does not run with it. Either ${installCommand(setup.folder, ['typescript@6.0.3'], true)}, or take another way: adc init --way cli.`,
    );
  const { scripts } = setup.manifest;
  // `ts-patch install` makes tsc itself call transformers.
  const patched = Object.values(scripts).some((script) => /\bts-patch install\b/.test(script));
  const renamed = Object.entries(scripts).flatMap(([name, script]) => {
    const changed = script.replaceAll(/(?<=^|[\s;&|])tsc(?=$|[\s;&|])/g, 'tspc');
    return changed === script || patched ? [] : [[name, changed] as const];
  });
  const calls = patched || Object.values(scripts).some((script) => /\btspc\b/.test(script));
  const added =
    calls || renamed.length > 0
      ? renamed
      : [[scripts['build'] === undefined ? 'build' : 'build:tspc', 'tspc'] as const];
  const inherited = setup.configs.some((config) => inheritsPlugins(config));
  return {
    edits: [...setup.configs.map(editConfig), editScripts(manifestFile, added)],
    commands: installs(setup, ['@adc/transformer', 'ts-patch', 'typescript']),
    notes: inherited
      ? ['A list of plugins takes the place of an inherited one: the inherited entries are repeated in it.']
      : [],
  };
}

function planEsbuild(setup: Setup): Steps {
  const scripts = Object.entries(setup.manifest.scripts).filter(([, script]) => /(?:^|&&\s*)esbuild\b/.test(script));
  const has = setup.named.has('@adc/esbuild');
  return {
    edits: [],
    commands: installs(setup, ['@adc/esbuild', 'esbuild']),
    notes: [
      ...(has && isInstalled(setup, '@adc/esbuild')
        ? []
        : [
            "Add the plugin where esbuild is called:\n\n    import { adc } from '@adc/esbuild';\n\n    await build({ …, plugins: [adc()] });\n",
          ]),
      ...scripts.map(
        ([name]) =>
          `The script "${name}" calls esbuild on the command line, which takes no plugins: call it from a file instead.`,
      ),
    ],
  };
}

/** Only what is not there yet. */
function installs(setup: Setup, development: readonly string[]): readonly string[] {
  const missing = (names: readonly string[]): readonly string[] =>
    names.filter((name) => !setup.named.has(name) && !isInstalled(setup, name));
  const pinned: Readonly<Record<string, string>> = { typescript: 'typescript@6.0.3' };
  const [running, building] = [missing(['@adc/runtime']), missing(development)];
  return [
    ...(running.length > 0 ? [installCommand(setup.folder, running, false)] : []),
    ...(building.length > 0
      ? [
          installCommand(
            setup.folder,
            building.map((name) => pinned[name] ?? name),
            true,
          ),
        ]
      : []),
  ];
}

function editScripts(fileName: string, scripts: readonly (readonly [name: string, script: string])[]): FileEdit {
  const before = readText(fileName);
  const after = scripts.reduce(
    (text, [name, script]) => setAt(text, ['scripts', name], JSON.stringify(script)),
    before,
  );
  return { fileName, before, after };
}

function editConfig(config: ConfigFile): FileEdit {
  const { fileName, entry, parsed } = config;
  const before = readText(fileName);
  const place = ['compilerOptions', 'plugins'];
  const ours = `{ "transform": "${transformer}", "transformProgram": true }`;
  const edit = (): string => {
    if (entry !== undefined && entry.fault === undefined) return before;
    const inherited = inheritsPlugins(config);
    const list = inherited ? (parsed.options['plugins'] as readonly unknown[]) : ownPlugins(before);
    if (list === undefined) return setAt(before, place, `[${ours}]`);
    const base = inherited ? setAt(before, place, inOneLine(list)) : before;
    if (entry === undefined) return setAt(base, [...place, list.length], ours);
    const named =
      entry.fault === 'without transformProgram'
        ? base
        : setAt(base, [...place, entry.index, 'transform'], JSON.stringify(transformer));
    return setAt(named, [...place, entry.index, 'transformProgram'], 'true');
  };
  return { fileName, before, after: edit() };
}

function inheritsPlugins({ fileName, parsed }: ConfigFile): boolean {
  const plugins = parsed.options['plugins'];
  return Array.isArray(plugins) && plugins.length > 0 && ownPlugins(readText(fileName)) === undefined;
}

function ownPlugins(text: string): readonly unknown[] | undefined {
  const root = parseJson(text);
  const node = root && findNodeAtLocation(root, ['compilerOptions', 'plugins']);
  return node?.type === 'array' ? (node.children ?? []) : undefined;
}

function inOneLine(list: readonly unknown[]): string {
  return JSON.stringify(list).replaceAll(/(?<=[{,:])(?=["{[\d\w-])/g, ' ');
}

/** @throws {UsageError} when there is no JSON in it. */
function readText(fileName: string): string {
  const text = readIfThere(fileName);
  if (text === undefined || parseJson(text)?.type !== 'object')
    throw new UsageError(`${path.basename(fileName)} is not valid JSON: mend it first.`);
  return text;
}
