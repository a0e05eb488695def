/** One file on its way to new contents; until the end there is a way back. */
import {
  chmodSync,
  copyFileSync,
  linkSync,
  lstatSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

export class Change {
  /** Where a symbolic link leads: the link itself stays. */
  readonly name: string;
  readonly #text: string;
  readonly #temporary: string;
  readonly #backup: string;
  #state: 'new' | 'committed' | 'replaced' = 'new';

  /** @param id tells the temporary files of one build from those of another. */
  constructor(name: string, text: string, id: string) {
    this.name = leadsSomewhere(name) ? realpathSync(name) : name;
    this.#text = text;
    const beside = (kind: string): string =>
      path.join(path.dirname(this.name), `.${path.basename(this.name)}.${id}.${kind}.tmp`);
    this.#temporary = beside('new');
    this.#backup = beside('old');
  }

  /** Puts the new contents beside the place. */
  write(): void {
    try {
      writeFileSync(this.#temporary, this.#text, { flag: 'wx' });
    } catch (error) {
      // A write into an open file fails without its name.
      throw Object.assign(error as NodeJS.ErrnoException, { path: this.#temporary });
    }
    const old = statSync(this.name, { throwIfNoEntry: false });
    if (old?.isFile() === true) chmodSync(this.#temporary, old.mode);
  }

  isNeeded(): boolean {
    const old = statSync(this.name, { throwIfNoEntry: false });
    return old?.isFile() !== true || !readFileSync(this.name).equals(Buffer.from(this.#text));
  }

  commit(): void {
    const existed = this.#keepOld();
    renameSync(this.#temporary, this.name);
    this.#state = existed ? 'replaced' : 'committed';
  }

  revert(): void {
    if (this.#state === 'replaced') renameSync(this.#backup, this.name);
    if (this.#state === 'committed') rmSync(this.name, { force: true });
  }

  /** Removes what only served the way. */
  cleanUp(): void {
    for (const left of [this.#temporary, this.#backup]) {
      try {
        rmSync(left, { force: true });
      } catch {
        // A folder that cannot be written to holds nothing of ours.
      }
    }
  }

  /** A second name for what stands there costs neither time nor room; file systems that know none get a copy. */
  #keepOld(): boolean {
    const old = statSync(this.name, { throwIfNoEntry: false });
    // Renaming will refuse to replace a folder.
    if (old?.isFile() !== true) return false;
    try {
      linkSync(this.name, this.#backup);
    } catch {
      copyFileSync(this.name, this.#backup);
    }
    return true;
  }
}

function leadsSomewhere(name: string): boolean {
  return (
    lstatSync(name, { throwIfNoEntry: false })?.isSymbolicLink() === true &&
    statSync(name, { throwIfNoEntry: false }) !== undefined
  );
}
