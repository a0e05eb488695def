/** Commands in a folder, as somebody types them who has nothing of this workspace. */
import { spawn } from 'node:child_process';
import path from 'node:path';

export type Outcome = { readonly status: number | null; readonly output: string };

/** Runs a script of `sh`, which ends at the first command that fails; gives what it printed, errors included. */
export function shell(script: string, cwd: string): Promise<Outcome> {
  return new Promise((done, failed) => {
    const child = spawn('sh', ['-ec', script], { cwd, env: strangersEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    child.once('error', failed);
    child.once('close', (status) => done({ status, output }));
  });
}

/** As `shell`; throws with everything that was printed if a command fails. */
export async function run(script: string, cwd: string): Promise<string> {
  const { status, output } = await shell(script, cwd);
  if (status !== 0) throw new Error(`${script}\nended with ${status} in ${cwd}:\n${output}`);
  return output;
}

/** Without what npm and vitest say about this workspace, and without its commands. */
function strangersEnvironment(): NodeJS.ProcessEnv {
  const ours =
    /^(npm_(package|lifecycle|config_local_prefix|command|execpath)|INIT_CWD|NODE_ENV|NODE_PATH|VITEST|VITE_)/;
  const kept = Object.entries(process.env).filter(([name]) => !ours.test(name));
  const { PATH = '' } = process.env;
  const installed = PATH.split(path.delimiter).filter((folder) => !/node_modules[\\/]\.bin$/.test(folder));
  return {
    ...Object.fromEntries(kept),
    PATH: installed.join(path.delimiter),
    NO_COLOR: '1',
    npm_config_prefer_offline: 'true',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_update_notifier: 'false',
    npm_config_loglevel: 'error',
  };
}
