/** Something that keeps derivatives from being made, or from being found. */
export type Finding = {
  /** What is the matter, in a sentence. */
  readonly cause: string;
  /** What to do about it. */
  readonly remedy: string;
};
