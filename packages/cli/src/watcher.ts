/**
 * Tells when an input of a project has changed. TypeScript's own watching is used: how it follows files that are replaced or
 * missing, and falls back to polling where the system gives no events, is what users know from `tsc --watch`, and what they set
 * with `watchOptions`.
 */
import { isInside } from '@adc/project';
import { existsSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import type { Project } from './project.js';

/** Editors save in several steps, and a checkout touches many files. */
const calm = 60;
/** How often to look for a file that is not there. */
const polling = 200;

export class Watcher {
  #watchers: ts.FileWatcher[] = [];
  #projects: readonly Project[] = [];
  #changed = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #tell: ((changed: readonly string[]) => void) | undefined;

  /**
   * Begins anew: a watcher that has lost its file, or a folder that was replaced, is nothing to think of. What happens meanwhile
   * is not told.
   *
   * @param more what was watched before is watched as well.
   */
  watch(project: Project, more: boolean): void {
    this.close();
    this.#projects = more ? [project, ...this.#projects.filter((each) => each !== project).slice(-1)] : [project];
    const files = new Set(this.#projects.flatMap(({ inputs }) => inputs.files));
    const folders = new Map(this.#projects.flatMap(({ inputs }) => [...inputs.folders]));
    const { watchOptions } = project.inputs;
    const absent = new Set<string>();
    for (const file of files) {
      if (!existsSync(file)) absent.add(file);
      else this.#watchers.push(ts.sys.watchFile!(file, (name) => this.#note(name), polling, watchOptions));
    }
    this.#watchers.push(this.#watchAbsent(absent));
    const excludeDirectories = ['**/node_modules', ...(watchOptions?.excludeDirectories ?? [])];
    for (const [folder, below] of folders) {
      const note = (name: string): void => {
        if (this.#projects.some((each) => mayBelong(name, each))) this.#note(name);
      };
      this.#watchers.push(ts.sys.watchDirectory!(folder, note, below, { ...watchOptions, excludeDirectories }));
    }
  }

  /** Begins anew with what was watched before. */
  renew(): void {
    const project = this.#projects[0];
    if (project !== undefined) this.watch(project, true);
  }

  /** What has changed since, once nothing has for a moment. */
  changes(): Promise<readonly string[]> {
    return new Promise((resolve) => {
      this.#tell = resolve;
      if (this.#changed.size > 0) this.#schedule();
    });
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers.splice(0)) watcher.close();
    this.#changed.clear();
  }

  /** System events begin with a first look that comes later, when the file may be there: it would never be told of. */
  #watchAbsent(absent: Set<string>): ts.FileWatcher {
    const look = (): void => {
      for (const file of [...absent].filter(existsSync)) {
        absent.delete(file);
        this.#note(file);
      }
    };
    const timer = setInterval(look, polling);
    return { close: () => clearInterval(timer) };
  }

  #note(name: string): void {
    this.#changed.add(name);
    this.#schedule();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const changed = [...this.#changed];
      this.#changed.clear();
      this.#tell?.(changed);
    }, calm);
  }
}

/** A file or folder that came or went, and may be a part of the project. */
function mayBelong(name: string, { outDir }: Project): boolean {
  const written = outDir !== undefined && isInside(outDir, name);
  return !written && /^$|^\.(?:[cm]?[jt]sx?|json)$/.test(path.extname(name));
}
