/** The path of the executable; undefined where there is none. */
export function findChromium(): string | undefined;
